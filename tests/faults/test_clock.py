"""A clock that jumps inside a shift: nothing lost, nothing doubled, and the business date stays the shift's."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bootstrap import check, open_services
from app.drawers.queries import drawer_content, open_shift
from app.payments import void_receipt
from app.payments.receipt import Receipt
from app.payments.receipt_list import newest_receipts
from app.print_jobs import queue
from app.print_jobs.types import RECEIPT_PRINTER
from app.reports.x_report import x_report
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeClock

DAY_SECONDS = 86_400
SUMMER_TIME_ENDS = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
"""01:30 in New York, for the first time that night; an hour later it is 01:30 again."""


class JumpingCounter:
    """A counter whose clock the test sets; its shift opened on 2026-11-20 unless said otherwise."""

    def __init__(self, folder: Path, at: datetime | None = None) -> None:
        self.folder, self.edges = folder, fake_edges()
        assert isinstance(self.edges.clock, FakeClock)
        self.clock = self.edges.clock
        if at is not None:
            self.turn_to(at)
        self.counter = open_counter(folder, edges=self.edges)

    def turn_to(self, at: datetime) -> None:
        self.clock.at_us = int(at.timestamp()) * 1_000_000

    def pay(self) -> Receipt:
        return pay(self.counter).receipt

    def reopen(self) -> None:
        """The program is started again at whatever time it is."""
        self.counter.services.close()
        services = open_services(self.folder, self.edges)
        with services.read_journal() as connection:
            shift = open_shift(connection, "A2")
        assert shift is not None
        self.counter = Counter(services, CASHIER, shift)


@pytest.fixture
def jumping(tmp_path: Path) -> Iterator[JumpingCounter]:
    made = JumpingCounter(tmp_path)
    yield made
    made.counter.services.close()


def _is_whole(jumping: JumpingCounter, receipts: list[Receipt]) -> None:
    """Every receipt is there once, numbered without a gap; the drawer holds them; all invariants hold."""
    services = jumping.counter.services
    assert [receipt.number for receipt in receipts] == [f"A2-{number:06d}" for number in range(1, len(receipts) + 1)]
    found = newest_receipts(services, jumping.counter.shift.shift, 100)
    assert {entry.number for entry in found} == {receipt.number for receipt in receipts}
    assert len(found) == len(receipts)
    assert check(services, thorough=True) == ()
    with services.read_journal() as connection:
        cash_cents = drawer_content(connection, jumping.counter.shift).cash_cents
    assert cash_cents == 20000 + sum(entry.total_cents for entry in found if not entry.voided)
    assert x_report(services, CASHIER).receipts == len(receipts)


@pytest.mark.parametrize("days", [-21, 2 * 365], ids=["three weeks back", "two years on"])
def test_a_clock_that_is_set_in_a_shift(jumping: JumpingCounter, days: int) -> None:
    receipts = [jumping.pay(), jumping.pay()]
    jumping.clock.advance(days * DAY_SECONDS)
    receipts += [jumping.pay()]
    jumping.reopen()
    receipts += [jumping.pay()]
    jumping.clock.advance(-days * DAY_SECONDS)
    receipts += [jumping.pay()]
    _is_whole(jumping, receipts)
    assert {receipt.business_date for receipt in receipts} == {"2026-11-20"}


@pytest.mark.parametrize("days", [-21, 2 * 365], ids=["three weeks back", "two years on"])
def test_a_receipt_of_another_time_is_voided_and_prints(jumping: JumpingCounter, days: int) -> None:
    receipts = [jumping.pay()]
    jumping.clock.advance(days * DAY_SECONDS)
    command = void_receipt.VoidReceipt("void-1", receipts[0].fact_id, "wrong_amount", SUPERVISOR)
    void_receipt.record(jumping.counter.services, CASHIER, command)
    receipts += [jumping.pay()]
    kinds = []
    while (job := queue.claim_next(jumping.counter.services, RECEIPT_PRINTER)) is not None:
        kinds.append(job.kind.value)
    assert "receipt" in kinds  # the one that was queued by the clock of now
    _is_whole(jumping, receipts)


def test_midnight_inside_a_shift(jumping: JumpingCounter) -> None:
    jumping.turn_to(datetime(2026, 11, 21, 4, 59, 30, tzinfo=UTC))  # 23:59:30 at the office
    receipts = [jumping.pay()]
    jumping.clock.advance(60)
    receipts += [jumping.pay()]
    _is_whole(jumping, receipts)
    assert {receipt.business_date for receipt in receipts} == {"2026-11-20"}


def test_summer_time_ends_inside_a_shift(tmp_path: Path) -> None:
    jumping = JumpingCounter(tmp_path, SUMMER_TIME_ENDS)
    receipts = [jumping.pay()]
    jumping.clock.advance(3600)  # the same wall time again
    receipts += [jumping.pay()]
    _is_whole(jumping, receipts)
    assert receipts[1].taken_at_us - receipts[0].taken_at_us >= 3600 * 1_000_000
    newest = newest_receipts(jumping.counter.services, jumping.counter.shift.shift, 2)
    assert [entry.number for entry in newest] == ["A2-000002", "A2-000001"]
    assert {receipt.business_date for receipt in receipts} == {"2026-11-01"}
    jumping.counter.services.close()
