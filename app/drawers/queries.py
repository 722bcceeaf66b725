"""What is known of shifts and drawers. Every amount is a sum of postings, in cents."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select, union_all

from app import ledger_accounts
from app.drawers.tables import shift as shift_table
from app.drawers.tables import shift_event
from app.journal.append import JournalWork
from app.journal.tables import posting
from app.store.prepared import Prepared


class ShiftEvent(StrEnum):
    """What can become of a shift. The last event is its state; without one it is open.

    `HANDED_OVER` and `RESUMED` leave it open; a `REJECTED` or `REOPENED` shift takes no payments and is counted again.
    """

    HANDED_OVER = "handed_over"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CLOSED = "closed"
    REJECTED = "rejected"
    REOPENED = "reopened"
    ACCEPTED = "accepted"


UNDER_WAY = (None, ShiftEvent.HANDED_OVER, ShiftEvent.SUSPENDED, ShiftEvent.RESUMED)
"""States in which a shift has its drawer: no other one opens there."""
TO_BE_COUNTED = (ShiftEvent.REJECTED, ShiftEvent.REOPENED)
"""States in which a shift that was closed waits for another count."""


@dataclass(frozen=True)
class Shift:
    """A shift: one drawer, one business date that stays even past midnight. `person` has the drawer now.

    `state`: the last event, None right after opening.
    """

    shift: str
    drawer: str
    person: str
    business_date: str
    opened_at_us: int
    float_cents: int
    state: ShiftEvent | None = None

    @property
    def suspended(self) -> bool:
        """At lunch: the drawer is locked, nothing goes in or out."""
        return self.state is ShiftEvent.SUSPENDED


@dataclass(frozen=True)
class DrawerContent:
    """What the postings of a shift say is there, by tender, in cents; `card_cents` stands in card clearing."""

    cash_cents: int
    check_cents: int
    money_order_cents: int
    card_cents: int


def _last_event(column: ColumnElement[Any]) -> Any:
    newest_first = (shift_event.c.generation.desc(), shift_event.c.sequence.desc())
    of_shift = shift_event.c.shift == shift_table.c.shift
    return select(column).where(of_shift).order_by(*newest_first).limit(1).correlate(shift_table).scalar_subquery()


SHIFTS = select(
    shift_table.c.shift,
    shift_table.c.drawer,
    func.coalesce(_last_event(shift_event.c.person), shift_table.c.person).label("person"),
    shift_table.c.business_date,
    shift_table.c.opened_at_us,
    shift_table.c.float_cents,
    _last_event(shift_event.c.event).label("state"),
)
"""Every shift as it stands now; narrow it with `where`."""
_LATEST = Prepared(
    SHIFTS.where(shift_table.c.workstation == bindparam("workstation"))
    .order_by(shift_table.c.generation.desc(), shift_table.c.sequence.desc())
    .limit(1)
)
_BY_ID = Prepared(SHIFTS.where(shift_table.c.shift == bindparam("shift")))


def _behind_opening(*place: ColumnElement[bool]) -> Select[Any]:
    same = (posting.c.workstation == shift_table.c.workstation, posting.c.shift == shift_table.c.shift)
    return (
        select(posting.c.ledger_account, posting.c.amount_cents)
        .select_from(shift_table)
        .join(posting, and_(*same, *place))
        .where(shift_table.c.shift == bindparam("shift"))
    )


SHIFT_POSTINGS = union_all(
    _behind_opening(posting.c.generation == shift_table.c.generation, posting.c.sequence >= shift_table.c.sequence),
    _behind_opening(posting.c.generation > shift_table.c.generation),
).subquery()
"""A shift's postings stand behind its opening in the same chain, or in a later generation of it (a restore): they are
found by the primary key, without an index by shift that every payment would have to write."""

SHIFT_SUMS = select(SHIFT_POSTINGS.c.ledger_account, func.sum(SHIFT_POSTINGS.c.amount_cents)).group_by(
    SHIFT_POSTINGS.c.ledger_account
)


def open_shift(connection: Connection, workstation: str) -> Shift | None:
    """The shift that has the workstation's drawer, suspended or not; None before the first and after a close."""
    found = _LATEST.first(connection, workstation=workstation)
    shift = shift_of(found) if found is not None else None
    return shift if shift is not None and shift.state in UNDER_WAY else None


def shift_here(work: JournalWork) -> Shift | None:
    """`open_shift` of this workstation, within a unit of work."""
    tables, code = (shift_table, shift_event), work.device.code
    return work.remember("open_shift", tables, lambda connection: open_shift(connection, code))


def find_shift(connection: Connection, shift: str) -> Shift | None:
    """Any shift by its id, as it stands now."""
    found = _BY_ID.first(connection, shift=shift)
    return shift_of(found) if found is not None else None


def shift_of(row: Any) -> Shift:
    """A row of `SHIFTS`."""
    state = ShiftEvent(row.state) if row.state else None
    return Shift(row.shift, row.drawer, row.person, row.business_date, row.opened_at_us, row.float_cents, state)


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
