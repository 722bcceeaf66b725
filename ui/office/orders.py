"""What the tour of an office says to a window, and what the window answers: one line of JSON each."""

import msgspec

from app.demo_office import Sight
from ui.tour.tour import Done


class Customer(msgspec.Struct, frozen=True):
    """Somebody who pays in the tour. `account` is the key, `number` as printed; cents before the first payment."""

    account: str
    number: str
    name: str
    due_cents: int
    balance_cents: int


class Order(msgspec.Struct, frozen=True):
    """One step at one window. `act` names it (`ui.office.acts.ACTS`); all `words` must come to be read."""

    number: int
    name: str
    act: str
    customer: Customer | None = None
    words: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    """Keys of accounts to look at."""


class Report(msgspec.Struct):
    """What became of it. `customers` and `sight` where they were asked for."""

    done: Done
    customers: list[Customer] = []
    sight: Sight | None = None
