"""What the status strip says, derived from rows each time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.drawers import count_draft
from app.drawers.count_draft import CountDraft
from app.print_jobs.queue import claim_next, expire_stale
from app.print_jobs.types import RECEIPT_PRINTER
from app.reports.status import ASK_FOR_SECONDS, status
from tests.factories.closing import count
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.workstation import open_workstation
from tests.fakes.clock import FakeClock


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def clock(counter: Counter) -> FakeClock:
    found = counter.services.clock
    assert isinstance(found, FakeClock)
    return found


def test_a_new_workstation(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    found = status(services)
    services.close()
    assert (found.business_date, found.shift, found.shift_person) == ("2026-11-20", None, "")
    assert (found.printer.count, found.unanswered) == (0, 0)


def test_the_business_date_stays_with_the_shift_past_midnight(counter: Counter) -> None:
    clock(counter).at_us = int(datetime(2026, 11, 21, 6, tzinfo=UTC).timestamp()) * 1_000_000
    found = status(counter.services)
    assert found.business_date == "2026-11-20" and found.shift == counter.shift
    assert found.now_us == clock(counter).at_us


def test_somebody_who_counts_is_said_until_the_count_is_stored(counter: Counter) -> None:
    assert not status(counter.services).counting
    count_draft.keep(counter.services, CASHIER, counter.shift.shift, CountDraft("another", {"2000x1": "5"}))
    assert status(counter.services).counting
    count(counter, {2000: 10})
    assert not status(counter.services).counting


def test_paper_that_waits_is_counted_with_its_age(counter: Counter) -> None:
    pay(counter)
    pay(counter)
    found = status(counter.services)
    assert found.printer.count == 2 and found.printer.oldest_us is not None
    assert found.printer.oldest_us < found.now_us


def test_paper_of_unknown_outcome_asks_for_a_shift_s_length(counter: Counter) -> None:
    pay(counter)
    for _ in range(2):
        claim_next(counter.services, RECEIPT_PRINTER)
    expire_stale(counter.services)
    assert status(counter.services).unanswered == 1
    clock(counter).advance(ASK_FOR_SECONDS)
    assert status(counter.services).unanswered == 0


def test_no_second_copy_is_said(counter: Counter) -> None:
    assert status(counter.services).second_copy.folder == ""


def test_the_name_is_the_shift_s_person(counter: Counter) -> None:
    assert status(counter.services).shift_person == "—"
    assert counter.shift.person == CASHIER.person_id
