"""The second process finds what is otherwise on the way from the drawer to the bank than the window showed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.drawers.queries import drawer_content
from tests.factories.closing import accept, close, count, reject, reopen
from tests.factories.counter import Counter, open_counter
from tests.factories.payments import pay
from tests.factories.safe import bag_called, confirm, count_safe, pieces_of, prepare, receive, send, verify
from ui.tour.check_custody import custody_checks
from ui.tour.expected import Expected, ExpectedClose, ExpectedDeposit

TAKEN = {"cash": 7415, "check": 0, "money_order": 0, "card": 0}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A whole day: short and sent back, right and accepted, reopened, accepted again, at the bank."""
    counter = open_counter(tmp_path)
    pay(counter)
    shift = counter.shift.shift
    reject(counter, close(counter, count(counter, pieces_of(27410)), "B-1").close.fact_id)
    closed = close(counter, count(counter, pieces_of(27415), shift=shift), "B-2").close.fact_id
    accept(counter, closed)
    reopen(counter, closed)
    accept(counter, close(counter, count(counter, pieces_of(27415), shift=shift), "B-3").close.fact_id)
    receive(counter)
    count_safe(counter, 200_000, bag_called(counter, "B-3"))
    deposit = prepare(counter, 7415, "BANK-1").deposit
    confirm(counter, send(counter, verify(counter, deposit).deposit).deposit)
    yield counter
    counter.services.close()


def shown() -> Expected:
    """What a window would have shown of it."""
    closes = [ExpectedClose(1, "B-1", -5), ExpectedClose(2, "B-2", 0), ExpectedClose(3, "B-3", 0)]
    deposit = ExpectedDeposit("A2-D0001", "BANK-1", 7415, 0, 0)
    return Expected(closes=closes, deposit=deposit, safe_cents=200_000)


def wrong(counter: Counter, expected: Expected, taken: dict[str, int] = TAKEN) -> list[str]:
    return [check.name for check in custody_checks(counter.services, expected, taken) if check.wrong]


def test_a_day_as_it_was_shown_is_right(counter: Counter) -> None:
    assert wrong(counter, shown()) == []
    with counter.services.read_journal() as journal:
        assert drawer_content(journal, counter.shift).cash_cents == 0


def test_another_close_safe_or_deposit_is_found(counter: Counter) -> None:
    day = shown()
    day.closes[0] = ExpectedClose(1, "B-1", 0)
    day.safe_cents += 1
    day.deposit = ExpectedDeposit("A2-D0001", "BANK-1", 7414, 0, 0)
    assert wrong(counter, day) == [
        "every close is recorded as the window showed it",
        "the safe holds what was counted in it",
        "the bank got what the deposit says",
        "the deposit is the receipts of its shift, no more and no less",
    ]


def test_money_that_is_on_no_receipt_is_found(counter: Counter) -> None:
    named = wrong(counter, shown(), TAKEN | {"cash": 7515})
    assert named == ["the deposit is the receipts of its shift, no more and no less"]


def test_a_drawer_that_was_not_closed_is_found(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    pay(counter)
    names = wrong(counter, Expected())
    counter.services.close()
    assert "drawer, sealed bags and courier hold nothing but the storm's bag" in names
    assert "closed, sent back, accepted and reopened stand in this order" in names
