"""Commands of a day that undo: what is misspelt is said, what a rule refuses is a refusal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Edges, set_up
from app.day import office_commands, sale_commands, undo_commands
from app.day.state import Day, DayClock, DayIds, DayPolicies, Mistake
from app.demo import COUNTER_A2
from app.identity.approvals import ApprovalRefusal
from app.payments.refund import RefundRefusal
from tests.factories.nacha import NachaEntry, nacha_file
from tests.factories.outcomes import refused
from tests.fakes.keys import FakeKeyStore

BRANDT = {"name": "L. Brandt", "pin": "618359"}


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    clock, policies = DayClock(), DayPolicies()
    services = set_up(tmp_path / "data", COUNTER_A2, Edges(clock, DayIds(), policies, FakeKeyStore()))
    day = Day(tmp_path, services, clock, policies)
    for command, entry in (
        ("people", {}),
        ("import", {"folder": str(Path(__file__).parent / "days" / "city")}),
        ("sign_in", BRANDT),
        ("open_shift", {"pieces": {"20.00": 10}}),
    ):
        office_commands.COMMANDS[command](day, entry)
    tenders = [{"check": "10.00", "routing": "021000021", "number": "1041"}, {"cash": "5.00"}]
    lines = [{"unidentified": "an envelope", "amount": "15.00"}]
    sale_commands.COMMANDS["pay"](day, {"do": "pay", "lines": lines, "tenders": tenders})
    yield day
    services.close()


def do(day: Day, command: str, **entry: Any) -> Any:
    return undo_commands.COMMANDS[command](day, {"do": command, "receipt": "A2-000001", **entry})


def test_what_the_rules_refuse_is_a_refusal(day: Day) -> None:
    asked = {"amounts": {"1": "5.00"}, "reason": "overpaid"}
    assert refused(lambda: do(day, "refund", **asked, method="card")) is RefundRefusal.METHOD_NOT_POSSIBLE
    assert refused(lambda: do(day, "refund", **asked, method="cash")) is RefundRefusal.CHECK_TOO_NEW
    wrong = {"tender": 1, "kind": "cash"}
    assert refused(lambda: do(day, "correct_tender", **wrong)) is ApprovalRefusal.SECOND_PERSON_MISSING


def test_money_is_identified_and_its_check_returned(day: Day) -> None:
    moved = do(day, "move", to="10-007733-9", reason="found_by_name", id="m")
    again = do(day, "move", to="10-007733-9", reason="found_by_name", id="m")
    assert moved.to_number == "10-007733-9" and again == moved
    body = do(day, "return", reason="R01", returned_on="2026-11-20", bank_fee="8.00")
    assert (body.amount_cents, body.fee_cents, body.bank_fee_cents) == (1000, 2500, 800)


def test_a_file_of_returns_is_read_beside_the_day(day: Day, tmp_path: Path) -> None:
    (tmp_path / "returns.ach").write_bytes(nacha_file(NachaEntry(1000, "1041")))
    loaded = undo_commands.COMMANDS["load_returns"](day, {"do": "load_returns", "file": "returns.ach"})
    assert (len(loaded["posted"]), loaded["unmatched"], loaded["again"]) == (1, (), False)


@pytest.mark.parametrize(
    ("command", "entry", "said"),
    [
        ("refund", {"amounts": {"first": "5.00"}, "reason": "overpaid"}, "`amounts` has places"),
        ("return", {"reason": "R01", "returned_on": "yesterday"}, "`returned_on` is a day"),
        ("load_returns", {"file": "nothing.ach"}, "cannot read nothing.ach"),
    ],
)
def test_what_is_no_command_is_said(day: Day, command: str, entry: dict[str, Any], said: str) -> None:
    with pytest.raises(Mistake, match=said):
        undo_commands.COMMANDS[command](day, {"do": command, **({} if "file" in entry else {"receipt": "x"}), **entry})
