"""Random days from the drawer to the bank: money lies in one place at a time, and all of it is what was received.

Drops, closes, accepts, rejects, reopenings, bags received and given back, safe counts, deposits prepared, verified,
sent, confirmed and rejected, in any order; what a rule refuses changes nothing. After every step: Σ over all places is
what the receipts and the change fund gave, less what went to over and short; every invariant holds.
"""

import random
from pathlib import Path
from typing import TypeVar

import pytest

from app.bootstrap import check
from app.drawers import open_shift
from app.drawers.bags import IN_THE_SAFE, bags_here, bags_of_shift
from app.drawers.bank_deposits import BankDeposit, free_shifts, last_deposits
from app.drawers.count_drawer_facts import FoundPaper
from app.drawers.counts import standing_close
from app.drawers.open_shift import OpenShift
from app.drawers.queries import SHIFTS, Shift, ShiftEvent, drawer_content, shift_of
from app.errors import Refused
from app.payments.tenders import Tender
from tests.factories import closing, safe
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger
from tests.factories.movements import drop
from tests.factories.payments import pay

T = TypeVar("T")
STEPS = 80
PLACES = ("drawer/", "sealed_bags/", "safe", "in_transit/", "bank", "over_short")
SOURCES = ("receivable/", "customer_credit", "general_ledger/", "suspense", "cash_rounding", "change_fund")


class Days:
    """A counter, its safe and its bank deposits, driven at random."""

    def __init__(self, counter: Counter, seed: int) -> None:
        self.counter, self.random, self.bags = counter, random.Random(seed), 0
        self.done: set[str] = set()

    def new_bag(self) -> str:
        """A number never used before."""
        self.bags += 1
        return f"B-{self.bags}"

    def step(self) -> None:
        """Something that somebody might do now; what a rule refuses changes nothing, and they do something else."""
        doings = [self.pay, self.pay, self.drop, self.close, self.open, self.accept, self.accept, self.undo]
        doings += [self.receive, self.receive, self.give_back, self.count, self.prepare, self.prepare]
        doings += [self.verify, self.verify, self.send, self.send, self.confirm, self.confirm, self.reject]
        self.random.shuffle(doings)
        for doing in doings:
            before, books = fact_count(self.counter.services), ledger(self.counter.services)
            try:
                doing()
            except (Refused, IndexError):  # nothing there to choose from
                assert fact_count(self.counter.services) == before and ledger(self.counter.services) == books
            else:
                self.done.add(doing.__name__)
                break
        self.check()

    def check(self) -> None:
        """Nothing is lost and nothing doubled."""
        books = ledger(self.counter.services)
        places = sum(cents for account, cents in books.items() if account.startswith(PLACES))
        sources = sum(cents for account, cents in books.items() if account.startswith(SOURCES))
        assert places + sources == 0 and len(books) == sum(a.startswith(PLACES + SOURCES) for a in books)
        assert all(books.get(f"sealed_bags/{tender}", 0) >= 0 for tender in ("cash", "check", "money_order"))

    def shifts(self, *states: ShiftEvent | None) -> list[Shift]:
        """Shifts in a state."""
        with self.counter.services.read_journal() as journal:
            return [shift for shift in map(shift_of, journal.execute(SHIFTS)) if shift.state in states]

    def some(self, found: list[T]) -> list[T]:
        """One or more of what there is; IndexError where there is nothing."""
        return self.random.sample(found, self.random.randint(1, len(found))) if found else [found[0]]

    # -- the drawer

    def pay(self) -> None:
        check = Tender(kind="check", amount_cents=7415, number="1", routing_number="063100277")
        pay(self.counter, tenders=(check,) if self.random.random() < 0.3 else ())

    def drop(self) -> None:
        drop(self.counter, {100: self.random.randint(1, 60)}, self.new_bag())

    def open(self) -> None:
        self.counter.services.clock.advance(6 * 3600)  # type: ignore[attr-defined] # the test's own; days lock
        command = OpenShift(self.counter.services.ids.new_id(), {1000: 20})
        self.counter.shift = open_shift.record(self.counter.services, CASHIER, command).shift

    def close(self) -> None:
        shift = self.random.choice(self.shifts(None, ShiftEvent.REJECTED, ShiftEvent.REOPENED))
        with self.counter.services.read_journal() as journal:
            content = drawer_content(journal, shift)
        off_cents = self.random.choice((0, 0, 0, 5, -5))
        papers = self.papers(shift, content.check_cents)
        found = closing.count(
            self.counter, safe.pieces_of(max(content.cash_cents + off_cents, 0)), *papers, shift=shift.shift
        )
        bag = self.random.choice((self.new_bag(), ""))
        closing.close(self.counter, found, bag, approver=SUPERVISOR)

    def papers(self, shift: Shift, cents: int) -> list[FoundPaper]:
        return [FoundPaper("check", cents)] if cents > 0 else []

    def close_of(self, *states: ShiftEvent) -> str:
        shift = self.random.choice(self.shifts(*states))
        with self.counter.services.read_journal() as journal:
            found = standing_close(journal, shift.shift)
        assert found is not None
        return found.fact_id

    def accept(self) -> None:
        closing.accept(self.counter, self.close_of(ShiftEvent.CLOSED))

    def undo(self) -> None:
        if self.random.random() < 0.5:
            closing.reject(self.counter, self.close_of(ShiftEvent.CLOSED))
        else:
            closing.reopen(self.counter, self.close_of(ShiftEvent.CLOSED, ShiftEvent.ACCEPTED))

    # -- the safe

    def receive(self) -> None:
        safe.receive(self.counter, *self.some(safe.expected(self.counter)))

    def give_back(self) -> None:
        with self.counter.services.read_journal() as journal:
            bags = [bag for bag in bags_here(journal) if bag.state in IN_THE_SAFE]
        safe.give_back(self.counter, self.random.choice(bags))

    def count(self) -> None:
        with self.counter.services.read_journal() as journal:
            bags = [bag for bag in bags_here(journal) if bag.state in IN_THE_SAFE]
        safe.count_safe(self.counter, self.random.choice((500000, 510000)), *bags[:5])

    # -- the bank

    def deposit(self) -> BankDeposit:
        with self.counter.services.read_journal() as journal:
            return self.random.choice(last_deposits(journal))

    def prepare(self) -> None:
        with self.counter.services.read_journal() as journal:
            chosen = self.some(free_shifts(journal))
            held = [bag.held.cash_cents for shift in chosen for bag in bags_of_shift(journal, shift.shift)]
        off_cents = self.random.choice((0, 0, 10, -10))
        reason = "bag_over" if off_cents else ""
        cents = max(sum(held) + off_cents, 0)
        safe.prepare(self.counter, cents, self.new_bag(), *(shift.shift for shift in chosen), reason=reason)

    def verify(self) -> None:
        safe.verify(self.counter, self.deposit())

    def send(self) -> None:
        safe.send(self.counter, self.deposit())

    def confirm(self) -> None:
        deposit = self.deposit()
        off_cents = self.random.choice((0, 0, -100))
        reason = "bank_counted_less" if off_cents else ""
        safe.confirm(self.counter, deposit, max(deposit.held.held_cents + off_cents, 0), reason)

    def reject(self) -> None:
        safe.reject(self.counter, self.deposit())


DOINGS = {
    *("pay", "drop", "open", "close", "accept", "undo", "receive", "give_back", "count"),
    *("prepare", "verify", "send", "confirm", "reject"),
}


def test_days_come_to_everything(tmp_path: Path) -> None:
    done: set[str] = set()
    for seed in range(4):
        counter = open_counter(tmp_path / str(seed))
        days = Days(counter, 100 + seed)
        for _ in range(STEPS):
            days.step()
        done |= days.done
        counter.services.close()
    assert done == DOINGS


@pytest.mark.parametrize("seed", range(12))
def test_random_days(tmp_path: Path, seed: int) -> None:
    counter = open_counter(tmp_path)
    days = Days(counter, seed)
    for _ in range(STEPS):
        days.step()
    assert check(counter.services, thorough=True) == ()
    counter.services.close()
