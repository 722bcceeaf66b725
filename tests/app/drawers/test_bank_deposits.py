"""Which shifts are free, and when a business day takes no more of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.drawers import open_shift
from app.drawers.bank_deposits import day_is_locked, free_shifts, last_deposits, read_deposit
from app.drawers.open_shift import OpenShift, OpenShiftRefusal
from app.policies import SHIPPED, Policies
from tests.factories.closing import accept, close, count
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.safe import pieces_of, prepare, receive, reject, send, verify

TODAY = date(2026, 11, 20)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def accepted_day(counter: Counter, bag: str = "D-1") -> None:
    """Okafor pays; the shift is closed, accepted, its bag in the safe."""
    pay(counter)
    accept(counter, close(counter, count(counter, pieces_of(27415)), bag).close.fact_id)
    receive(counter)


def free(counter: Counter) -> list[str]:
    """Shifts that the next deposit may take."""
    with counter.services.read_journal() as journal:
        return [shift.shift for shift in free_shifts(journal)]


def locked(counter: Counter) -> bool:
    """Whether the day takes no more shifts."""
    with counter.services.read_journal() as journal:
        return day_is_locked(journal, TODAY)


def open_another(counter: Counter, pieces: dict[int, int] | None = None) -> None:
    """The next shift at the same drawer."""
    command = OpenShift(counter.services.ids.new_id(), {2000: 10} if pieces is None else pieces)
    counter.shift = open_shift.record(counter.services, CASHIER, command).shift


def test_a_shift_is_free_until_a_live_deposit_has_it(counter: Counter) -> None:
    assert free(counter) == []
    accepted_day(counter)
    assert free(counter) == [counter.shift.shift]
    deposit = prepare(counter, 7415, "BANK-1").deposit
    assert free(counter) == []
    reject(counter, deposit)
    assert free(counter) == [counter.shift.shift]
    with counter.services.read_journal() as journal:
        assert [each.fact_id for each in last_deposits(journal)] == [deposit.fact_id]
        with pytest.raises(KeyError):
            read_deposit(journal, counter.services.kinds, counter.shift.shift)


def test_a_day_locks_when_all_its_shifts_are_at_the_bank(counter: Counter) -> None:
    accepted_day(counter)
    verified = verify(counter, prepare(counter, 7415, "BANK-1").deposit).deposit
    assert not locked(counter)
    send(counter, verified)
    assert locked(counter)
    assert refused(lambda: open_another(counter, {7: 1})) is OpenShiftRefusal.DAY_LOCKED
    reject(counter, verified)
    assert not locked(counter)
    open_another(counter)


def test_a_shift_that_is_open_keeps_the_day_open(counter: Counter) -> None:
    accepted_day(counter)
    open_another(counter)
    with counter.services.read_journal() as journal:
        (ready,) = free_shifts(journal)
    send(counter, verify(counter, prepare(counter, 7415, "BANK-1", ready.shift).deposit).deposit)
    assert not locked(counter)
    accept(counter, close(counter, count(counter, pieces_of(20000))).close.fact_id)
    assert locked(counter)  # it gave nothing, so nothing of it is missing


def test_the_next_day_is_another(counter: Counter) -> None:
    accepted_day(counter)
    send(counter, verify(counter, prepare(counter, 7415, "BANK-1").deposit).deposit)
    counter.services.clock.advance(24 * 3600)  # type: ignore[attr-defined] # the test's own clock
    open_another(counter)


def test_a_city_may_leave_its_days_open(counter: Counter, tmp_path: Path) -> None:
    accepted_day(counter)
    send(counter, verify(counter, prepare(counter, 7415, "BANK-1").deposit).deposit)
    own = tmp_path / "policies"
    own.mkdir()
    shipped = (SHIPPED / "bank_deposit.toml").read_text("utf-8")
    (own / "bank_deposit.toml").write_text(shipped.replace("day_locks = true", "day_locks = false"), "utf-8")
    counter.services = replace(counter.services, policies=Policies(SHIPPED, own))
    open_another(counter)
