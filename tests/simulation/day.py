"""A random day at a counter: who is there, what they choose from, and how one command is run and told to the model.

A doing chooses, runs one command, and tells the model; it raises `Nothing` where there is nothing to do it to. What a
rule refuses must have changed nothing. A command whose machine dies is asked for again under the same intent, as a
cashier would do it, and must then have happened once.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.accounts.types import ServiceCategory
from app.drawers.queries import SHIFTS, ShiftEvent, shift_of
from app.drawers.queries import open_shift as find_open_shift
from app.errors import Refused
from app.identity.permissions import Session
from app.journal.append import is_recorded
from app.policies import Policies
from app.workplace import Services
from tests.factories.counter import CASHIER, ORACLE_ACCOUNT, SMALL_ACCOUNT, SUPERVISOR, NewAccount, NewCharge
from tests.factories.ledger import fact_count, ledger
from tests.simulation.books import Books, Till
from tests.simulation.machine import Machine, Moment

T = TypeVar("T")
OTHER_CASHIER = replace(CASHIER, person_id="person-okoye", display_name="C. Okoye", initials="CO")
LAUNDRY = NewAccount(
    "100090002",
    "10-009000-2",
    "Harbor Laundry",
    "2 Dock Rd",
    tuple(NewCharge(category, 90_000 + 1_117 * n, "2026-11-23") for n, category in enumerate(ServiceCategory)),
)
CLEAR = NewAccount("100090003", "10-009000-3", "Nguyen, Lan", "5 Elm Ct")
ACCOUNTS = (ORACLE_ACCOUNT, SMALL_ACCOUNT, LAUNDRY, CLEAR)
OPEN = (None, ShiftEvent.HANDED_OVER, ShiftEvent.SUSPENDED, ShiftEvent.RESUMED)
AGAIN = (ShiftEvent.REJECTED, ShiftEvent.REOPENED)
SETTLED = (ShiftEvent.CLOSED, ShiftEvent.ACCEPTED)
FLOAT = {2000: 5, 1000: 10}


class Nothing(Exception):
    """There is nothing to do this to."""


class Day:
    """A machine, the model of its money, and what chance says. `moment`: when the next command's machine dies."""

    def __init__(self, root: Path, seed: int, policies: Policies) -> None:
        self.random = random.Random(seed)
        self.machine = Machine(root, ACCOUNTS, policies, self.random)
        self.session, self.books = CASHIER, Books()
        self.bags = self.papers = 0
        self.moment: Moment | None = None
        self.died: Counter[Moment] = Counter()
        for account in ACCOUNTS:
            self.books.owes[f"cis/{account.external_id}"] = sum(charge.amount_cents for charge in account.charges)
        self.opened(self.machine.first_shift.shift)

    @property
    def services(self) -> Services:
        """Those of the life that goes on."""
        return self.machine.services

    @property
    def supervisor(self) -> Session:
        """Never has a drawer, so may accept every shift."""
        return SUPERVISOR

    def other(self) -> Session:
        """Who might take the drawer over."""
        return OTHER_CASHIER if self.session is CASHIER else CASHIER

    # -- running a command

    def run(self, intent: str, command: Callable[[Services], T]) -> T:
        """Runs it once, whatever happens to the machine meanwhile. Raises Refused, with nothing changed."""
        facts, books = fact_count(self.services), ledger(self.services)
        moment, self.moment = self.moment, None
        try:
            answer = self.machine.run(command, moment)
        except Refused:
            assert (fact_count(self.services), ledger(self.services)) == (facts, books), "a refusal left something"
            raise
        if answer is not None or moment is None:
            return answer  # type: ignore[return-value] # a command that lives gives its answer
        self.died[moment] += 1
        with self.services.read_journal() as journal:
            stands = is_recorded(journal, intent)
        assert stands is not (moment is Moment.BEFORE_COMMIT) or moment is Moment.IN_COMMIT, f"{moment}: {stands}"
        if not stands:
            assert (fact_count(self.services), ledger(self.services)) == (facts, books), "half a commit is there"
        answer = command(self.services)
        with self.services.read_journal() as journal:
            assert is_recorded(journal, intent), "answered and not recorded"
        return answer

    def intent(self) -> str:
        """An id made before anything moves."""
        return self.services.ids.new_id()

    # -- choosing

    def one(self, found: Sequence[T]) -> T:
        """One of what there is."""
        if not found:
            raise Nothing
        return self.random.choice(found)

    def some(self, found: Sequence[T]) -> list[T]:
        """One or more of what there is."""
        if not found:
            raise Nothing
        return self.random.sample(found, self.random.randint(1, len(found)))

    def maybe(self, share: float) -> bool:
        """True in so many of a hundred cases."""
        return self.random.random() < share

    def bag(self) -> str:
        """A number never used before."""
        self.bags += 1
        return f"B-{self.bags}"

    def paper(self) -> str:
        """The number of another check or money order."""
        self.papers += 1
        return f"{1000 + self.papers}"

    def till(self) -> Till:
        """The drawer that is open here."""
        with self.services.read_journal() as journal:
            shift = find_open_shift(journal, "A2")
        if shift is None:
            raise Nothing
        return self.books.tills[shift.shift]

    def tills(self, *states: ShiftEvent | None) -> list[Till]:
        """Drawers whose shift is in a state."""
        with self.services.read_journal() as journal:
            shifts = [shift for shift in map(shift_of, journal.execute(SHIFTS)) if shift.state in states]
        return [self.books.tills[shift.shift] for shift in shifts]

    def opened(self, shift: str) -> None:
        """A drawer begins with its float, out of the safe."""
        cents = sum(value * count for value, count in FLOAT.items())
        till = self.books.tills[shift] = Till(shift, cents)
        self.books.post(self.books.hold(till, "cash", cents) | {"safe": -cents})
