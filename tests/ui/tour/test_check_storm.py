"""The second process finds what is otherwise in the storm's shift than the window showed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from app.approvals.queries import requests_of
from tests.factories.approvals import approve
from tests.factories.closing import accept, close, count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.safe import pieces_of
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeClock
from ui.tour.check_storm import storm_checks
from ui.tour.expected import Expected, ExpectedStorm

SHORT_CENTS = 1_000
SHOWN = ExpectedStorm("2026-11-21", 16, "B-9", 7415 - SHORT_CENTS, -SHORT_CENTS, SUPERVISOR.person_id)
MORNING = datetime(2026, 11, 21, 13, 14, tzinfo=UTC)
HOUR = 3600


def stormy(folder: Path, hours: float) -> Counter:
    """A shift that is closed ten dollars short after these hours, with nobody there to sign."""
    clock = FakeClock(MORNING)
    counter = open_counter(folder, edges=replace(fake_edges(), clock=clock))
    pay(counter)
    clock.advance(hours * HOUR)
    closed = close(counter, count(counter, pieces_of(27415 - SHORT_CENTS)), "B-9").close
    clock.advance(8 * HOUR)
    with counter.services.read_journal() as journal:
        (request,) = requests_of(journal, CASHIER.person_id, 1)
    approve(counter, request.request)
    accept(counter, closed.fact_id)
    return counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = stormy(tmp_path, 16.1)
    yield counter
    counter.services.close()


def wrong(counter: Counter, shown: ExpectedStorm | None = SHOWN) -> list[str]:
    return [check.name for check in storm_checks(counter.services, Expected(storm=shown)) if check.wrong]


def test_a_storm_as_it_was_shown_is_right(counter: Counter) -> None:
    assert wrong(counter) == []


def test_another_day_difference_or_signer_is_found(counter: Counter) -> None:
    other = msgspec.structs.replace(SHOWN, business_date="2026-11-22", difference_cents=-5, signer="person-okafor")
    assert wrong(counter, other) == [
        "storm: begun on its day, ended on the next",
        "storm: every fact and posting has the day on which the shift opened",
        "storm: signed for afterwards, once, by whom the window showed",
        "storm: over and short has the difference",
    ]


def test_a_shift_that_ended_in_the_evening_is_found(tmp_path: Path) -> None:
    counter = stormy(tmp_path, 9)
    assert wrong(counter) == ["storm: at least 16 hours", "storm: begun on its day, ended on the next"]
    counter.services.close()


def test_no_storm_is_found(counter: Counter) -> None:
    none = ["the storm's shift was closed"]
    assert wrong(counter, None) == none == wrong(counter, msgspec.structs.replace(SHOWN, bag="B-0"))
