"""Where every sealed bag is: on its way to the safe, in it, opened for the bank, or gone. One row a bag, joined.

A bag of a close stands while that close does; a close that was rejected or reopened leaves its bag without meaning.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from app.drawers.count_drawer_facts import ByTender
from app.drawers.counts import standing_close
from app.drawers.movement_tables import sealed_bag
from app.drawers.safe_facts import BagEvent, SafeBag
from app.drawers.safe_tables import bag_custody
from app.drawers.sealed_bags import bag_key
from app.drawers.tables import shift_close

EXPECTED = (None, BagEvent.NOT_THERE, BagEvent.GIVEN_BACK)
"""On its way: sealed at a drawer, not in the safe."""
IN_THE_SAFE = (BagEvent.RECEIVED, BagEvent.COUNTED, BagEvent.MISSED, BagEvent.DEPOSIT_REJECTED)
"""In the safe, sealed or opened; one that a count missed is still to be found there."""
PUT_TOGETHER = (BagEvent.DEPOSIT_PREPARED, BagEvent.DEPOSIT_VERIFIED)
"""Its content lies in the bank's bag, in the safe."""
GONE = (BagEvent.DEPOSIT_SENT, BagEvent.DEPOSIT_CONFIRMED)
"""On its way to the bank, or there."""


@dataclass(frozen=True)
class Bag:
    """A bag: the fact that sealed it, its number ("" for none), whose shift, what is in it, the last thing it met."""

    sealed_by: str
    bag: str
    drawer: str
    shift: str
    person: str
    sealed_at_us: int
    held: ByTender
    state: BagEvent | None

    @property
    def name(self) -> str:
        """Its number, or its drawer's where nobody gave it one."""
        return self.bag or self.drawer

    def as_fact(self) -> SafeBag:
        """The bag as facts name it."""
        return SafeBag(sealed_by=self.sealed_by, bag=self.bag, drawer=self.drawer, shift=self.shift, held=self.held)


def _last(column: ColumnElement[Any]) -> Any:
    newest_first = (bag_custody.c.generation.desc(), bag_custody.c.sequence.desc())
    of_bag = bag_custody.c.sealed_by == sealed_bag.c.fact_id
    return select(column).where(of_bag).order_by(*newest_first).limit(1).correlate(sealed_bag).scalar_subquery()


_STATE = _last(bag_custody.c.event)
_BAGS = (
    select(sealed_bag, _STATE.label("state"), shift_close.c.fact_id.label("close"))
    .outerjoin(shift_close, shift_close.c.fact_id == sealed_bag.c.fact_id)
    .order_by(sealed_bag.c.sealed_at_us, sealed_bag.c.fact_id)
)


def bags_here(connection: Connection) -> list[Bag]:
    """Every bag that stands and has not left for the bank, oldest first."""
    left = _BAGS.where(or_(_STATE.is_(None), _STATE.not_in([event.value for event in GONE])))
    return _standing(connection, connection.execute(left))


def bags_of_shift(connection: Connection, shift: str) -> list[Bag]:
    """Every bag that stands of a shift, wherever it is."""
    return _standing(connection, connection.execute(_BAGS.where(sealed_bag.c.shift == shift)))


def bags_expected(connection: Connection) -> list[Bag]:
    """What the safe has yet to receive."""
    return [bag for bag in bags_here(connection) if bag.state in EXPECTED]


def find_bag(connection: Connection, sealed_by: str) -> Bag | None:
    """The bag that a fact sealed; None where it does not stand."""
    found = _standing(connection, connection.execute(_BAGS.where(sealed_bag.c.fact_id == sealed_by)))
    return found[0] if found else None


def bags_called(bags: Iterable[Bag], typed: str) -> list[Bag]:
    """Those whose number is what was typed or scanned, however it was written."""
    key = bag_key(typed)
    return [bag for bag in bags if bag.bag and bag_key(bag.bag) == key]


def held_in(bags: Iterable[Bag]) -> ByTender:
    """What is in several bags together."""
    held = [bag.held for bag in bags]
    return ByTender(*(sum(each.of(tender) for each in held) for tender in ("cash", "check", "money_order")))


def _standing(connection: Connection, rows: Iterable[Any]) -> list[Bag]:
    return [_bag(row) for row in rows if row.close is None or _stands(connection, row)]


def _stands(connection: Connection, row: Any) -> bool:
    close = standing_close(connection, row.shift)
    return close is not None and close.fact_id == row.close


def _bag(row: Any) -> Bag:
    held = ByTender(row.cash_cents, row.check_cents, row.money_order_cents)
    state = BagEvent(row.state) if row.state else None
    return Bag(row.fact_id, row.bag, row.drawer, row.shift, row.person, row.sealed_at_us, held, state)
