"""The command `report` of a day: sums in cents as the report has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.day.state import Day, Mistake
from app.reports.make_report import ReportRefusal
from tests.factories.days import BRANDT, begin_day, do
from tests.factories.outcomes import refused


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    day = begin_day(tmp_path, BRANDT)
    do(day, "pay", lines=[{"ledger": "369-9000", "amount": "37.35"}], tenders=[{"cash": "40.00"}])
    yield day
    day.services.close()


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
