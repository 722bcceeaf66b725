"""A workstation that has joined gets the city's rows by itself, and what changes, and tells whoever looks."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.accounts.loads import loaded_sources
from app.sync import reference_turns
from app.workplace import Services
from tests.app.sync.test_enrol import come_in, invitation
from tests.factories.central import Central
from tests.factories.city import CsvSet
from tests.factories.people import open_office
from tests.factories.reference_centre import give


def test_the_citys_rows_come_by_themselves(central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_turns, "ASK_SECONDS", 0.0)
    office = open_office(tmp_path / "data")
    services, told = office.services, threading.Event()
    services.sync.tell(told.set)
    come_in(office, invitation(central))
    assert services.sync.begin(services)
    for day in (1, 2):
        told.clear()
        result = give(central, CsvSet(as_of=f"2026-11-2{day}T06:00:00-05:00"), tmp_path / f"set-{day}")
        _until(partial(_speaks_of, services, result.as_of_us), services.sync.exchange_now)
        assert told.wait(10)
    assert services.sync.reference is not None and services.sync.reference.standing.failure is None
    services.close()


def _speaks_of(services: Services, moment_us: int) -> bool:
    return [source.as_of_us for source in loaded_sources(services)] == [moment_us]


def _until(condition: Callable[[], bool], meanwhile: Callable[[], None]) -> None:
    pause = threading.Event()
    for _ in range(400):
        if condition():
            return
        meanwhile()
        pause.wait(0.05)
    raise TimeoutError
