"""Storm shifts: sixteen hours across midnight and across a change of the clocks. The business date stays."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from app.bootstrap import check
from app.clock import local_time
from app.payments.receipt import Receipt
from app.payments.types import MiscellaneousReceipt
from app.reports.drawer_page import drawer_page
from app.reports.status import status
from app.reports.x_report import x_report
from printing.payments.receipt import moment
from tests.factories.counter import CASHIER, SUPERVISOR, open_counter
from tests.factories.ledger import ledger, read_fact
from tests.factories.movements import drop, open_drawer, pay_in, pay_out, resume, suspend
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeClock

HOUR_US = 3_600_000_000
OTHER = MiscellaneousReceipt("369-9000", 500)
STORMS = {
    "a plain night": (datetime(2026, 8, 14, 22, 0, tzinfo=UTC), "2026-08-14"),
    "clocks go back": (datetime(2026, 10, 31, 22, 0, tzinfo=UTC), "2026-10-31"),
    "clocks go forward": (datetime(2027, 3, 13, 23, 0, tzinfo=UTC), "2027-03-13"),
}


@pytest.mark.parametrize(("begins", "business_date"), STORMS.values(), ids=STORMS)
def test_sixteen_hours_are_one_business_date(tmp_path: Path, begins: datetime, business_date: str) -> None:
    clock = FakeClock(begins)
    counter = open_counter(tmp_path, edges=replace(fake_edges(), clock=clock))
    services, receipts, facts = counter.services, [], []
    for hour in range(16):
        receipts.append(pay(counter, OTHER).receipt)
        if hour in (3, 9, 15):
            facts += [pay_in(counter, 100), pay_out(counter, 100), drop(counter, {100: 1}, f"B{hour}")]
            facts += [open_drawer(counter), suspend(counter), resume(counter, SUPERVISOR)]
        clock.advance(3600)
    assert {receipt.business_date for receipt in receipts} == {business_date}
    assert {read_fact(services, each.slip.fact_id).envelope.business_date for each in facts} == {business_date}
    assert {each.slip.business_date for each in facts} == {business_date}
    assert status(services).business_date == business_date
    report, page = x_report(services, CASHIER), drawer_page(services, CASHIER)
    assert (report.business_date, report.receipts, len(page.movements)) == (business_date, 16, 18)
    assert dict(report.expected)["cash"] == 20000 + 16 * 500 - 3 * 100 == ledger(services)["drawer/A2/cash"]
    assert report.made_at_us - report.opened_at_us >= 16 * HOUR_US
    assert check(services, thorough=True) == ()
    services.close()
    _are_one_an_hour(receipts)


def _are_one_an_hour(receipts: list[Receipt]) -> None:
    """Instants an hour apart whatever the clock on the wall does; papers show the wall's time."""
    gaps = {later.taken_at_us - earlier.taken_at_us for earlier, later in pairwise(receipts)}
    assert all(HOUR_US <= gap < HOUR_US + 60_000_000 for gap in gaps)
    for receipt in receipts:
        wall = local_time(receipt.taken_at_us, receipt.time_zone)
        assert moment("en", receipt.taken_at_us, receipt.time_zone).endswith(wall.strftime("%H:%M"))
