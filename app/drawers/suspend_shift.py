"""Suspending a shift for lunch and resuming it: meanwhile no sale, drop or other movement touches the drawer.

The cashier suspends. The same cashier resumes with their PIN, or somebody who accepts drawers with theirs; the drawer
stays the cashier's. The business date stays too, however long it takes.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.drawers.moved import Moved, recorded_before
from app.drawers.own_shift import own_shift
from app.drawers.queries import Shift, open_shift
from app.drawers.reasons import find_reason
from app.drawers.slips import slip_for
from app.drawers.turn_facts import ShiftResumed, ShiftSuspended
from app.errors import Refused
from app.identity.approvals import Approval
from app.identity.permissions import Permission, Session, may, require
from app.identity.queries import people_to_sign_in, today
from app.identity.rules import permissions_of, roles
from app.identity.sign_in import sign_in
from app.identity.types import Person
from app.journal.append import Author, JournalWork, is_recorded
from app.workplace import Services


class SuspendRefusal(StrEnum):
    """Why a shift is not suspended, in the order in which it is tested (after the permission)."""

    INTENT_TAKEN = "intent_taken"
    REASON_UNKNOWN = "reason_unknown"


class ResumeRefusal(StrEnum):
    """Why a shift is not resumed, in the order in which it is tested."""

    INTENT_TAKEN = "intent_taken"
    NOT_SUSPENDED = "not_suspended"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True)
class SuspendShift:
    """`intent`: id made when the person began; `reason`: a code of policy `cash_control`."""

    intent: str
    reason: str


def suspend(services: Services, session: Session, command: SuspendShift) -> Moved:
    """Suspends the shift. The same intent again changes nothing. Raises Refused(ShiftRefusal, SuspendRefusal)."""
    require(session, Permission.DRAWER_OPEN_SHIFT)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return recorded_before(work, command.intent, SuspendRefusal.INTENT_TAKEN, ShiftSuspended)
        shift = own_shift(work, session)
        policy = services.policies.at("cash_control", date.fromisoformat(shift.business_date))
        reason = find_reason(policy.values["suspend"], command.reason, SuspendRefusal.REASON_UNKNOWN)
        body = ShiftSuspended(
            drawer=shift.drawer,
            cashier=shift.person,
            reason=reason.code,
            reason_names=reason.names,
            policies=(policy.reference,),
        )
        return _recorded(work, session, shift, body, command.intent)


def resume(services: Services, session: Session, intent: str, signed: Session) -> Moved:
    """Resumes the shift by the word of `signed`, whose PIN was checked. Raises Refused(ResumeRefusal)."""
    with services.unit_of_work() as work:
        if is_recorded(work.connection, intent):
            return recorded_before(work, intent, ResumeRefusal.INTENT_TAKEN, ShiftResumed)
        shift = open_shift(work.connection, work.device.code)
        if shift is None or not shift.suspended:
            raise Refused(ResumeRefusal.NOT_SUSPENDED, drawer=work.device.code)
        if signed.person_id != shift.person and not may(signed, Permission.DRAWER_ACCEPT):
            raise Refused(ResumeRefusal.NOT_YOURS, person=signed.display_name)
        approval = Approval(signed.person_id, "pin", 0)
        body = ShiftResumed(drawer=shift.drawer, cashier=shift.person, approval=approval)
        return _recorded(work, session, shift, body, intent)


def resume_with_pin(services: Services, session: Session, intent: str, person: str, pin: str) -> Moved:
    """Checks the PIN of whoever resumes, then records. Not on the writer lane. Raises Refused(…, IdentityRefusal)."""
    signed = sign_in(services, person, pin)
    return services.lanes.write_now(lambda: resume(services, session, intent, signed))


def who_resumes(services: Services) -> list[Person]:
    """The cashier of the suspended shift first, then whoever accepts drawers."""
    with services.read_journal() as journal:
        shift = open_shift(journal, services.device.code)
    cashier, known = shift.person if shift else "", roles(services.policies, today(services))
    able = [
        person
        for person in people_to_sign_in(services)
        if person.person_id == cashier or Permission.DRAWER_ACCEPT in permissions_of(person.roles, known)
    ]
    return sorted(able, key=lambda person: person.person_id != cashier)


def _recorded(
    work: JournalWork, session: Session, shift: Shift, body: ShiftSuspended | ShiftResumed, intent: str
) -> Moved:
    fact = work.append(body, Author(session.person_id, shift.shift, shift.business_date), fact_id=intent)
    slip = slip_for(work, fact)
    work.commit()
    return Moved(slip, work.changed)
