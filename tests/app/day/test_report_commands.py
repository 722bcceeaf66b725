"""The command `report` of a day: sums in cents as the report has them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Edges, set_up
from app.day.run_day import COMMANDS
from app.day.state import Day, DayClock, DayIds, DayPolicies, Mistake
from app.demo import COUNTER_A2
from app.reports.make_report import ReportRefusal
from tests.factories.outcomes import refused
from tests.fakes.keys import FakeKeyStore

BRANDT = {"name": "L. Brandt", "pin": "618359"}


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    clock, policies = DayClock(), DayPolicies()
    services = set_up(tmp_path / "data", COUNTER_A2, Edges(clock, DayIds(), policies, FakeKeyStore()))
    day = Day(Path(__file__).parent / "days", services, clock, policies)
    for command, entry in (("people", {}), ("import", {"folder": "city"}), ("sign_in", BRANDT)):
        do(day, command, **entry)
    do(day, "open_shift", pieces={"20.00": 10})
    do(day, "pay", lines=[{"ledger": "369-9000", "amount": "37.35"}], tenders=[{"cash": "40.00"}])
    yield day
    services.close()


def do(day: Day, command: str, **entry: Any) -> Any:
    return COMMANDS[command](day, {"do": command, **entry})


def test_a_report_by_its_name(day: Day) -> None:
    found = do(day, "report", name="tender_list")
    assert found["sections"]["by_tender"]["total"] == (None, 1, 3735) and found["hidden_shifts"] == 0
    assert do(day, "report", name="x_report")["figures"]["float"] == 20000


def test_what_is_wrong_in_the_file(day: Day) -> None:
    with pytest.raises(Mistake, match="`name` is one of"):
        do(day, "report", name="weather")
    with pytest.raises(Mistake, match="`from` is a day"):
        do(day, "report", name="ledger", **{"from": "20 Nov"})
    backwards = {"from": "2026-11-20", "to": "2026-11-19"}
    assert refused(lambda: do(day, "report", name="ledger", **backwards)) is ReportRefusal.DAYS_BACKWARDS
