"""Why a shift is to be counted again: who sent its close back or reopened it, when, and for which reason.

The history of a shift stays: each entry is a fact of its own, and the close that it undid as well.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.drawers.close_shift_facts import ShiftRejected, ShiftReopened
from app.drawers.counts import shifts_to_be_counted
from app.drawers.queries import TO_BE_COUNTED, Shift, ShiftEvent
from app.drawers.tables import shift_event
from app.identity.permissions import Permission, Session, may
from app.identity.queries import person_name
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.workplace import Services

_OF_SHIFT = (
    select(fact_table.c.envelope, fact_table.c.body)
    .join(shift_event, shift_event.c.fact_id == fact_table.c.fact_id)
    .where(shift_event.c.shift == bindparam("shift"), shift_event.c.event.in_([each.value for each in TO_BE_COUNTED]))
    .order_by(shift_event.c.generation.desc(), shift_event.c.sequence.desc())
)


@dataclass(frozen=True)
class UndoneClose:
    """`event`: REJECTED or REOPENED; `person`: a name; instant UTC µs; `reason_names`: language → words."""

    event: ShiftEvent
    person: str
    at_us: int
    reason_names: dict[str, str]


@dataclass(frozen=True)
class SentBack:
    """A shift that waits for another count, and why it does."""

    shift: Shift
    why: UndoneClose


def undone_closes(connection: Connection, kinds: Kinds, shift: str) -> tuple[UndoneClose, ...]:
    """Everything that was undone of a shift, the newest first."""
    found = []
    for row in connection.execute(_OF_SHIFT, {"shift": shift}):
        fact = kinds.read(row.envelope, row.body)
        if isinstance(fact.body, ShiftRejected | ShiftReopened):
            event = ShiftEvent.REJECTED if isinstance(fact.body, ShiftRejected) else ShiftEvent.REOPENED
            name = person_name(connection, fact.envelope.person or "")
            found.append(UndoneClose(event, name, fact.envelope.recorded_at_us, fact.body.reason_names))
    return tuple(found)


def sent_back_to(services: Services, session: Session) -> tuple[SentBack, ...]:
    """What somebody is to count again at this workstation, oldest first: their own, or all for whoever accepts."""
    accepts = may(session, Permission.DRAWER_ACCEPT)
    with services.read_journal() as connection:
        shifts = shifts_to_be_counted(connection, services.device.code)
        return tuple(
            SentBack(shift, undone_closes(connection, services.kinds, shift.shift)[0])
            for shift in shifts
            if accepts or shift.person == session.person_id
        )
