"""What is known of shifts and drawers. Every amount is a sum of postings, in cents."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select, union_all

from app import ledger_accounts
from app.drawers.tables import shift as shift_table
from app.journal.tables import posting
from app.store.prepared import Prepared


@dataclass(frozen=True)
class Shift:
    """An open shift: one cashier, one drawer, one business date that stays even past midnight."""

    shift: str
    drawer: str
    person: str
    business_date: str
    opened_at_us: int
    float_cents: int


@dataclass(frozen=True)
class DrawerContent:
    """What the postings of a shift say is there, by tender, in cents; `card_cents` stands in card clearing."""

    cash_cents: int
    check_cents: int
    money_order_cents: int
    card_cents: int


_OPEN = Prepared(
    select(shift_table)
    .where(shift_table.c.workstation == bindparam("workstation"))
    .order_by(shift_table.c.opened_at_us.desc())
    .limit(1)
)


def _behind_opening(*place: ColumnElement[bool]) -> Select[Any]:
    same = (posting.c.workstation == shift_table.c.workstation, posting.c.shift == shift_table.c.shift)
    return (
        select(posting.c.ledger_account, posting.c.amount_cents)
        .select_from(shift_table)
        .join(posting, and_(*same, *place))
        .where(shift_table.c.shift == bindparam("shift"))
    )


_POSTINGS = union_all(
    _behind_opening(posting.c.generation == shift_table.c.generation, posting.c.sequence >= shift_table.c.sequence),
    _behind_opening(posting.c.generation > shift_table.c.generation),
).subquery()
"""A shift's postings stand behind its opening in the same chain, or in a later generation of it (a restore): they are
found by the primary key, without an index by shift that every payment would have to write."""

SHIFT_SUMS = select(_POSTINGS.c.ledger_account, func.sum(_POSTINGS.c.amount_cents)).group_by(_POSTINGS.c.ledger_account)


def open_shift(connection: Connection, workstation: str) -> Shift | None:
    """The shift that is open at a workstation; None before the first."""
    found = _OPEN.first(connection, workstation=workstation)
    if found is None:
        return None
    return Shift(found.shift, found.drawer, found.person, found.business_date, found.opened_at_us, found.float_cents)


def shift_sums(connection: Connection, shift: str) -> dict[str, int]:
    """Ledger account → sum of the shift's postings in cents."""
    return {account: int(cents) for account, cents in connection.execute(SHIFT_SUMS, {"shift": shift})}


def drawer_content(connection: Connection, shift: Shift) -> DrawerContent:
    """What the drawer should hold now."""
    sums = shift_sums(connection, shift.shift)
    cash, check, money_order = (
        sums.get(ledger_accounts.drawer(shift.drawer, tender), 0) for tender in ("cash", "check", "money_order")
    )
    return DrawerContent(cash, check, money_order, sums.get(ledger_accounts.CARD_CLEARING, 0))
