"""The shift that a cashier works in: theirs, open, and not suspended. Workflows at the drawer ask for it first."""

from enum import StrEnum

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
    shift = open_shift(work.connection, work.device.code)
    if shift is None:
        raise Refused(ShiftRefusal.NO_SHIFT, drawer=work.device.code)
    if shift.person != session.person_id:
        raise Refused(ShiftRefusal.SHIFT_OF_ANOTHER, person=shift.person, drawer=shift.drawer)
    if shift.suspended:
        raise Refused(ShiftRefusal.SHIFT_SUSPENDED, drawer=shift.drawer)
    return shift
