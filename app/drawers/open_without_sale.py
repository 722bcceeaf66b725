"""Opening the drawer without a sale: the kick is a print job of its own; who and why are a fact in the same commit.

The drawer's own cashier may, and whoever accepts drawers; where no shift is open anybody with the permission.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.clock import local_date
from app.drawers.moved import Moved, recorded_before
from app.drawers.movement_facts import DrawerOpenedWithoutSale
from app.drawers.own_shift import ShiftRefusal
from app.drawers.queries import Shift, open_shift
from app.drawers.reasons import find_reason
from app.drawers.slips import slip_for
from app.errors import Refused
from app.identity.permissions import Permission, Session, may, require
from app.journal.append import Author, JournalWork, is_recorded
from app.print_jobs import open_drawer
from app.workplace import Services


class NoSaleRefusal(StrEnum):
    """Why the drawer is not opened, in the order in which it is tested (after permission and shift)."""

    INTENT_TAKEN = "intent_taken"
    REASON_UNKNOWN = "reason_unknown"


@dataclass(frozen=True)
class OpenWithoutSale:
    """`intent`: id made when the person began; `reason`: a code of policy `cash_control`."""

    intent: str
    reason: str


def record(services: Services, session: Session, command: OpenWithoutSale) -> Moved:
    """Opens the drawer. The same intent again opens nothing. Raises Refused(ShiftRefusal, NoSaleRefusal)."""
    require(session, Permission.DRAWER_OPEN_WITHOUT_SALE)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return recorded_before(work, command.intent, NoSaleRefusal.INTENT_TAKEN, DrawerOpenedWithoutSale)
        shift = _refuse_shift(work, session)
        on = date.fromisoformat(shift.business_date) if shift else _today(work)
        policy = services.policies.at("cash_control", on)
        reason = find_reason(policy.values["open_without_sale"], command.reason, NoSaleRefusal.REASON_UNKNOWN)
        body = DrawerOpenedWithoutSale(
            drawer=work.device.code, reason=reason.code, reason_names=reason.names, policies=(policy.reference,)
        )
        author = Author(session.person_id, shift.shift if shift else None, on.isoformat())
        fact = work.append(body, author, fact_id=command.intent)
        open_drawer.kick(work, command.intent, session.person_id, "no_sale")
        slip = slip_for(work, fact)
        work.commit()
        return Moved(slip, work.changed)


def _refuse_shift(work: JournalWork, session: Session) -> Shift | None:
    shift = open_shift(work.connection, work.device.code)
    if shift is not None and shift.person != session.person_id and not may(session, Permission.DRAWER_ACCEPT):
        raise Refused(ShiftRefusal.SHIFT_OF_ANOTHER, person=shift.person, drawer=shift.drawer)
    if shift is not None and shift.suspended:
        raise Refused(ShiftRefusal.SHIFT_SUSPENDED, drawer=shift.drawer)
    return shift


def _today(work: JournalWork) -> date:
    return local_date(work.clock.now_us(), work.device.time_zone)
