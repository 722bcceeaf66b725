"""What is known of counts and closes. A count is three facts joined; whether a close stands, its shift's state says."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.count_drawer_facts import ByTender, CountPurpose
from app.drawers.queries import SHIFTS, TO_BE_COUNTED, Shift, ShiftEvent, find_shift, shift_of
from app.drawers.tables import count_difference, count_expected, shift_close, shift_count, shift_event
from app.drawers.tables import shift as shift_table
from app.identity.mapped import every_id_of
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table


@dataclass(frozen=True)
class Count:
    """A count as it was stored; `expected` and `difference` are for whoever may see them."""

    fact_id: str
    shift: str
    counted_at_us: int
    person: str
    purpose: CountPurpose
    counted: ByTender
    expected: ByTender
    difference: ByTender


@dataclass(frozen=True)
class Close:
    """A close; `over_short_cents` is what went to the city's over and short account with the sign of the difference."""

    fact_id: str
    number: int
    shift: str
    count: str
    closed_by: str
    bag: str
    float_cents: int
    over_short_cents: int
    approval_pending: bool


_TENDERS = ("cash_cents", "check_cents", "money_order_cents", "card_cents")
COUNTS = (
    select(
        shift_count,
        *(count_expected.c[name].label(f"expected_{name}") for name in _TENDERS),
        *(count_difference.c[name].label(f"difference_{name}") for name in _TENDERS),
    )
    .join(count_expected, count_expected.c.count == shift_count.c.fact_id)
    .join(count_difference, count_difference.c.count == shift_count.c.fact_id)
)
"""Every count with what was expected and the difference; narrow it with `where`."""
_NEWEST_FIRST = (shift_count.c.generation.desc(), shift_count.c.sequence.desc())


def find_count(connection: Connection, fact_id: str) -> Count | None:
    """A count by the id of its first fact."""
    row = connection.execute(COUNTS.where(shift_count.c.fact_id == fact_id)).first()
    return _count(row) if row else None


def last_count(connection: Connection, shift: str, purpose: CountPurpose | None = None) -> Count | None:
    """The count of a shift that counts: the newest, of one purpose where it is given."""
    chosen: list[ColumnElement[bool]] = [shift_count.c.shift == shift]
    if purpose is not None:
        chosen.append(shift_count.c.purpose == purpose.value)
    row = connection.execute(COUNTS.where(*chosen).order_by(*_NEWEST_FIRST).limit(1)).first()
    return _count(row) if row else None


def find_close(connection: Connection, fact_id: str) -> Close | None:
    """A close by its fact."""
    row = connection.execute(select(shift_close).where(shift_close.c.fact_id == fact_id)).first()
    return _close(row) if row else None


def standing_close(connection: Connection, shift: str) -> Close | None:
    """The close of a shift that stands, accepted or not; None while the shift is open or to be counted again."""
    found = find_shift(connection, shift)
    if found is None or found.state not in (ShiftEvent.CLOSED, ShiftEvent.ACCEPTED):
        return None
    newest = select(shift_close).where(shift_close.c.shift == shift)
    row = connection.execute(newest.order_by(shift_close.c.generation.desc(), shift_close.c.number.desc())).first()
    return _close(row) if row else None


def read_close(connection: Connection, kinds: Kinds, fact_id: str) -> ShiftClosed:
    """The whole fact of a close. Raises KeyError when there is none of that id."""
    stored = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == fact_id)
    row = connection.execute(stored).first()
    body = kinds.read(row.envelope, row.body).body if row else None
    if not isinstance(body, ShiftClosed):
        raise KeyError(fact_id)
    return body


def last_number(connection: Connection, workstation: str, generation: int) -> int:
    """The number of a workstation's last close; 0 before its first."""
    of_chain = (shift_close.c.workstation == workstation, shift_close.c.generation == generation)
    newest = select(shift_close.c.number).where(*of_chain).order_by(shift_close.c.number.desc()).limit(1)
    return int(connection.scalar(newest) or 0)


def shifts_in(connection: Connection, workstation: str, states: tuple[ShiftEvent, ...]) -> list[Shift]:
    """A workstation's shifts whose last event is one of these, oldest first."""
    of_here = SHIFTS.where(shift_table.c.workstation == workstation)
    oldest_first = of_here.order_by(shift_table.c.generation, shift_table.c.sequence)
    return [shift for shift in map(shift_of, connection.execute(oldest_first)) if shift.state in states]


def shifts_to_be_counted(connection: Connection, workstation: str) -> list[Shift]:
    """Rejected and reopened shifts that wait for another count, oldest first."""
    return shifts_in(connection, workstation, TO_BE_COUNTED)


def is_event(connection: Connection, fact_id: str) -> bool:
    """Whether a fact is something that became of a shift."""
    of_fact = select(shift_event.c.shift).where(shift_event.c.fact_id == fact_id).limit(1)
    return connection.scalar(of_fact) is not None


def people_of(connection: Connection, shift: str) -> frozenset[str]:
    """Everybody who ever had the drawer in a shift, by every id that they have."""
    opened = select(shift_table.c.person).where(shift_table.c.shift == shift)
    later = select(shift_event.c.person).where(shift_event.c.shift == shift)
    return every_id_of(connection, connection.scalars(opened.union(later)))


def _count(row: Any) -> Count:
    parts = (_by_tender(row, prefix) for prefix in ("", "expected_", "difference_"))
    purpose = CountPurpose(row.purpose)
    return Count(row.fact_id, row.shift, row.counted_at_us, row.person, purpose, *parts)


def _by_tender(row: Any, prefix: str) -> ByTender:
    return ByTender(*(row._mapping[prefix + name] for name in _TENDERS))


def _close(row: Any) -> Close:
    amounts = (row.float_cents, row.over_short_cents, bool(row.approval_pending))
    return Close(row.fact_id, row.number, row.shift, row.count, row.closed_by, row.bag, *amounts)
