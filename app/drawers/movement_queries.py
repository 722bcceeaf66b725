"""What happened at a drawer between its receipts, for tapes, reports and sums. Amounts in cents."""

from dataclasses import dataclass, field
from typing import Protocol, TypedDict, runtime_checkable

from sqlalchemy import Connection, bindparam, func, select

from app.drawers.movement_facts import CashMoved, DrawerOpenedWithoutSale, SafeDropped
from app.drawers.movement_tables import drawer_movement
from app.drawers.turn_facts import ShiftHandedOver, ShiftSuspended
from app.identity.queries import person_name
from app.journal.fact import FactBody
from app.journal.kinds import Kinds
from app.journal.tables import fact


@dataclass(frozen=True)
class MovementRow:
    """One movement in a list. `recorded`: its place in the chain (generation, sequence); `person`: a name.

    `cash_cents`: what it put into the drawer, below zero for what it took out. `reason_names` (language → words), `bag`
    and `of_receipt`, the number of the receipt that it undoes or puts right, are empty where it has none.
    """

    fact_id: str
    kind: str
    person: str
    at_us: int
    cash_cents: int
    recorded: tuple[int, int]
    reason_names: dict[str, str] = field(default_factory=dict)
    bag: str = ""
    of_receipt: str = ""


@runtime_checkable
class OfReceipt(Protocol):
    """The body of a refund or correction, of which this capability knows no more."""

    receipt_number: str


class _Said(TypedDict, total=False):
    reason_names: dict[str, str]
    bag: str
    of_receipt: str


_OF_SHIFT = (
    select(drawer_movement, fact.c.envelope, fact.c.body)
    .join(fact, fact.c.fact_id == drawer_movement.c.fact_id)
    .where(drawer_movement.c.shift == bindparam("shift"))
    .order_by(drawer_movement.c.generation.desc(), drawer_movement.c.sequence.desc())
    .limit(bindparam("limit"))
)
_SUMS = (
    select(drawer_movement.c.kind, func.count(), func.sum(drawer_movement.c.cash_cents))
    .where(drawer_movement.c.shift == bindparam("shift"))
    .group_by(drawer_movement.c.kind)
    .order_by(drawer_movement.c.kind)
)

_HANDED_ON = (
    select(drawer_movement.c.person, drawer_movement.c.at_us)
    .where(drawer_movement.c.shift == bindparam("shift"), drawer_movement.c.kind == bindparam("kind"))
    .order_by(drawer_movement.c.generation, drawer_movement.c.sequence)
)


def movements(connection: Connection, kinds: Kinds, shift: str, limit: int) -> list[MovementRow]:
    """The newest movements of a shift, newest first."""
    names: dict[str, str] = {}
    found = []
    for row in connection.execute(_OF_SHIFT, {"shift": shift, "limit": limit}):
        if row.person not in names:
            names[row.person] = person_name(connection, row.person)
        what = (row.fact_id, row.kind, names[row.person], row.at_us, row.cash_cents, (row.generation, row.sequence))
        found.append(MovementRow(*what, **_said(kinds.read(row.envelope, row.body).body)))
    return found


def earlier_cashiers(connection: Connection, shift: str) -> tuple[tuple[str, int], ...]:
    """Names of those who handed the drawer on, each with the moment until which they had it (UTC µs), in order."""
    rows = connection.execute(_HANDED_ON, {"shift": shift, "kind": ShiftHandedOver.__name__})
    return tuple((person_name(connection, person), at_us) for person, at_us in rows)


def _said(body: FactBody) -> _Said:
    """Reason, bag or receipt of a movement."""
    if isinstance(body, CashMoved | DrawerOpenedWithoutSale | ShiftSuspended):
        return {"reason_names": body.reason_names}
    if isinstance(body, SafeDropped):
        return {"bag": body.bag}
    return {"of_receipt": body.receipt_number} if isinstance(body, OfReceipt) else {}


def movement_sums(connection: Connection, shift: str) -> tuple[tuple[str, int, int], ...]:
    """(kind of fact, how many, cents into the drawer) of a shift."""
    rows = connection.execute(_SUMS, {"shift": shift})
    return tuple((kind, count, int(cents)) for kind, count, cents in rows)
