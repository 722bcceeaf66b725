"""The custody log of a sealed bag: every hand that touched it, from the drawer to the bank (domain rules §8)."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.movement_facts import SafeDropped
from app.drawers.movement_tables import sealed_bag
from app.drawers.safe_facts import hands
from app.drawers.safe_tables import bag_custody
from app.identity.queries import person_name
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table

SEALED = "sealed"


@dataclass(frozen=True)
class Hand:
    """One entry. `event`: "sealed", then `BagEvent`s; `second` "" where nobody else was there; instant UTC µs."""

    event: str
    person: str
    second: str
    at_us: int
    fact_id: str


def custody_log(connection: Connection, kinds: Kinds, sealed_by: str) -> list[Hand]:
    """From the sealing on, names as papers print them; empty for a bag that nobody sealed."""
    bag = connection.execute(select(sealed_bag).where(sealed_bag.c.fact_id == sealed_by)).first()
    if bag is None:
        return []
    later = select(bag_custody).where(bag_custody.c.sealed_by == sealed_by)
    in_order = later.order_by(bag_custody.c.at_us, bag_custody.c.generation, bag_custody.c.sequence)
    rows = [(row.event, row.person, row.second_person, row.at_us, row.fact_id) for row in connection.execute(in_order)]
    return [
        Hand(event, person_name(connection, person), person_name(connection, second) if second else "", at_us, fact_id)
        for event, person, second, at_us, fact_id in [_sealing(connection, kinds, sealed_by), *rows]
    ]


def _sealing(connection: Connection, kinds: Kinds, sealed_by: str) -> tuple[str, str, str, int, str]:
    columns = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == sealed_by)
    row = connection.execute(columns).one()
    fact = kinds.read(row.envelope, row.body)
    approval = fact.body.approval if isinstance(fact.body, SafeDropped | ShiftClosed) else None
    return (SEALED, *hands(fact, approval), fact.envelope.recorded_at_us, sealed_by)
