"""One slip of a drawer as its paper says it, looked at from the tape. A note may name somebody: looks are logged."""

from enum import StrEnum

from app.drawers.slips import DrawerSlip, read_slip
from app.errors import Refused
from app.identity.access_log import note_look
from app.identity.permissions import Session
from app.workplace import Services


class SlipPageRefusal(StrEnum):
    """Why there is nothing to show."""

    SLIP_UNKNOWN = "slip_unknown"


def slip_page(services: Services, session: Session, fact_id: str) -> DrawerSlip:
    """The slip of a fact. Raises Refused(SLIP_UNKNOWN) or Unavailable."""
    with services.read_journal() as connection:
        slip = read_slip(connection, services.kinds, fact_id)
    if slip is None:
        raise Refused(SlipPageRefusal.SLIP_UNKNOWN)
    if slip.note:
        note_look(services, session, "drawer_slip", fact_id)
    return slip
