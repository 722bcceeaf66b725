"""A workstation in a temporary folder, set up and open, with a clock and ids that the test owns."""

from dataclasses import replace
from pathlib import Path

from app.bootstrap import Edges, set_up
from app.identity.set_up_workstation import SetUpWorkstation
from app.policies import Policies
from app.workplace import Services
from tests.fakes.clock import FakeClock, FakeIds
from tests.fakes.keys import FakeKeyStore

COUNTER_A2 = SetUpWorkstation(
    code="A2",
    city="City of Cypress Springs",
    office="main",
    office_name="Utility service center",
    office_address="300 Adams St",
    office_phone="(850) 555-0142",
    time_zone="America/New_York",
    counter="Counter A2",
)


def fake_edges(seed: int = 0) -> Edges:
    """A still clock (2026-11-20 10:00 in the office), counted ids, the shipped policies, a keystore in memory."""
    return Edges(FakeClock(), FakeIds(seed), Policies(), FakeKeyStore())


def open_workstation(folder: Path, edges: Edges | None = None, code: str = "A2") -> Services:
    """Counter A2 or another, just set up; the caller closes it."""
    return set_up(folder, replace(COUNTER_A2, code=code), edges or fake_edges())
