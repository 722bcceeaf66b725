"""Why a shift is to be counted again stays known: every close that was sent back or reopened, and to whom it goes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.drawers.queries import ShiftEvent
from app.drawers.undone_closes import UndoneClose, sent_back_to, undone_closes
from app.identity.permissions import Permission
from tests.factories.closing import accept, close, count, reject, reopen
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter

OTHER = replace(CASHIER, person_id="person-okafor", permissions=frozenset({Permission.PAYMENT_TAKE}))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def closed(counter: Counter, bag: str) -> str:
    return close(counter, count(counter, {2000: 10}, shift=counter.shift.shift), bag).close.fact_id


def history(counter: Counter) -> tuple[UndoneClose, ...]:
    with counter.services.read_journal() as journal:
        return undone_closes(journal, counter.services.kinds, counter.shift.shift)


def test_everything_that_was_undone_stays(counter: Counter) -> None:
    assert history(counter) == ()
    reject(counter, closed(counter, "B-1"))
    again = closed(counter, "B-2")
    accept(counter, again)
    reopen(counter, again)
    closed(counter, "B-3")
    found = [(each.event, each.reason_names["en"]) for each in history(counter)]
    assert found == [
        (ShiftEvent.REOPENED, "Something was found afterwards"),
        (ShiftEvent.REJECTED, "Counted wrongly"),
    ]


def test_it_goes_back_to_its_cashier_or_whoever_accepts(counter: Counter) -> None:
    closing = closed(counter, "B-1")
    assert sent_back_to(counter.services, CASHIER) == ()
    reject(counter, closing)
    (waiting,) = sent_back_to(counter.services, CASHIER)
    assert waiting.shift.shift == counter.shift.shift and waiting.why == history(counter)[0]
    assert sent_back_to(counter.services, SUPERVISOR) == (waiting,)
    assert sent_back_to(counter.services, OTHER) == ()
