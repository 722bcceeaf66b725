"""The shift that a cashier works in: theirs, open, and not suspended. Workflows at the drawer ask for it first."""

from enum import StrEnum

from sqlalchemy import Connection

from app.drawers.queries import Shift, open_shift
from app.errors import Refused
from app.identity.permissions import Session
from app.journal.append import JournalWork


class ShiftRefusal(StrEnum):
    """Why somebody may not work at this drawer now, in the order in which it is tested."""

    NO_SHIFT = "no_shift"
    SHIFT_OF_ANOTHER = "shift_of_another"
    SHIFT_SUSPENDED = "shift_suspended"


def own_shift(work: JournalWork, session: Session) -> Shift:
    """The open shift of this workstation, which is this person's. Raises Refused(ShiftRefusal)."""
    return shift_of_person(work.connection, work.device.code, session.person_id)


def shift_of_person(connection: Connection, workstation: str, person: str) -> Shift:
    """The open shift of a workstation, which is the person's of this id. Raises Refused(ShiftRefusal)."""
    shift = open_shift(connection, workstation)
    if shift is None:
        raise Refused(ShiftRefusal.NO_SHIFT, drawer=workstation)
    if shift.person != person:
        raise Refused(ShiftRefusal.SHIFT_OF_ANOTHER, person=shift.person, drawer=shift.drawer)
    if shift.suspended:
        raise Refused(ShiftRefusal.SHIFT_SUSPENDED, drawer=shift.drawer)
    return shift
