"""The command of a day that changes a customer's contact details."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.accounts.contact_rules import ContactRefusal
from app.bootstrap import Edges, set_up
from app.day import office_commands
from app.day.account_commands import COMMANDS
from app.day.state import Day, DayClock, DayIds, DayPolicies, Mistake
from app.demo import COUNTER_A2
from tests.factories.outcomes import refused
from tests.fakes.keys import FakeKeyStore


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    clock, policies = DayClock(), DayPolicies()
    services = set_up(tmp_path / "data", COUNTER_A2, Edges(clock, DayIds(), policies, FakeKeyStore()))
    day = Day(tmp_path, services, clock, policies)
    for command, entry in (
        ("people", {}),
        ("import", {"folder": str(Path(__file__).parent / "days" / "city")}),
        ("sign_in", {"name": "L. Brandt", "pin": "618359"}),
    ):
        office_commands.COMMANDS[command](day, entry)
    yield day
    services.close()


def test_a_contact_is_changed_and_changed_again(day: Day) -> None:
    line = {"do": "change_contact", "account": _account(day), "phone": "555-010-9001", "language": "es"}
    answer = COMMANDS["change_contact"](day, line)
    assert answer["phone"] == {"value": "555-010-9001", "mark": "not_in_billing"} and answer["email"]["mark"] is None
    again = COMMANDS["change_contact"](day, {**line, "phone": "555-010-9002"})
    assert again["phone"]["value"] == "555-010-9002"


def test_what_is_wrong_is_refused_or_said(day: Day) -> None:
    line = {"do": "change_contact", "account": _account(day)}
    assert refused(lambda: COMMANDS["change_contact"](day, line)) is ContactRefusal.NOTHING_CHANGED
    assert refused(lambda: COMMANDS["change_contact"](day, {**line, "phone": "1"})) is ContactRefusal.PHONE_WRONG
    with pytest.raises(Mistake):
        COMMANDS["change_contact"](day, {**line, "fax": "1"})


def _account(day: Day) -> str:
    with day.services.reference.read() as reference:
        return str(reference.exec_driver_sql("SELECT number FROM account ORDER BY id LIMIT 1").scalar())
