"""Handing the drawer over to another cashier in the middle of a shift: counted, and signed by both.

The one who gives is signed in, the one who takes types their PIN. Checks and money orders are found one by one against
the list, as at the close. The count is three facts (purpose `hand_over`) in the
same commit; what differs is posted at the close, but the count says in whose hands it arose. Shift and business date
stay; from now on receipts carry the new cashier.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.drawers.count_drawer import CountDrawer, store_count
from app.drawers.count_drawer_facts import CountPurpose, FoundPaper
from app.drawers.moved import Moved, recorded_before
from app.drawers.open_shift import counted
from app.drawers.own_shift import own_shift
from app.drawers.slips import queue_slip
from app.drawers.turn_facts import ShiftHandedOver
from app.errors import Refused
from app.identity.approvals import Approval
from app.identity.permissions import Permission, Session, may, require
from app.identity.queries import people_to_sign_in, today
from app.identity.rules import permissions_of, roles
from app.identity.types import Person
from app.journal.append import Author, is_recorded
from app.print_jobs import open_drawer
from app.workplace import Services

_NEEDED = (Permission.DRAWER_OPEN_SHIFT, Permission.PAYMENT_TAKE)
"""What somebody who takes a drawer over must be allowed."""


class HandOverRefusal(StrEnum):
    """Why a drawer is not handed over, in the order in which it is tested (after the permission).

    After INTENT_TAKEN comes `ShiftRefusal`; what was counted is refused last, as in any count.
    """

    INTENT_TAKEN = "intent_taken"
    TAKER_MISSING = "taker_missing"
    TAKER_IS_THE_SAME = "taker_is_the_same"
    TAKER_MAY_NOT = "taker_may_not"


@dataclass(frozen=True)
class HandOver:
    """`pieces`: value in cents → how many; `papers`: the checks and money orders that lie there, one by one."""

    intent: str
    pieces: Mapping[int, int]
    papers: tuple[FoundPaper, ...] = ()
    taker: Session | None = None

    def papers_cents(self, tender: str) -> int:
        """What lies there of a tender."""
        return sum(paper.amount_cents for paper in self.papers if paper.tender == tender)


def record(services: Services, session: Session, command: HandOver) -> Moved:
    """Hands the drawer over. The same intent again changes nothing. Raises Refused or Unavailable."""
    require(session, Permission.DRAWER_OPEN_SHIFT)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return recorded_before(work, command.intent, HandOverRefusal.INTENT_TAKEN, ShiftHandedOver)
        shift, taker = own_shift(work, session), _taker(session, command)
        count = work.ids.new_id()
        store_count(services, work, session, shift, _count(count, command))
        cash_cents = sum(value * pieces for value, pieces in command.pieces.items())
        body = ShiftHandedOver(
            drawer=shift.drawer,
            giver=session.person_id,
            taker=taker.person_id,
            count=count,
            denominations=counted(command.pieces),
            cash_cents=cash_cents,
            check_cents=command.papers_cents("check"),
            money_order_cents=command.papers_cents("money_order"),
            approval=Approval(taker.person_id, "pin", cash_cents + sum(each.amount_cents for each in command.papers)),
        )
        fact = work.append(body, Author(session.person_id, shift.shift, shift.business_date), fact_id=command.intent)
        open_drawer.kick(work, command.intent, session.person_id, "hand_over")
        slip = queue_slip(work, fact)
        work.commit()
        return Moved(slip, work.changed)


def who_takes_over(services: Services, session: Session) -> list[Person]:
    """Who else may have a drawer here, in the order in which they were added."""
    known = roles(services.policies, today(services))
    return [
        person
        for person in people_to_sign_in(services)
        if person.person_id != session.person_id and set(_NEEDED) <= set(permissions_of(person.roles, known))
    ]


def _taker(session: Session, command: HandOver) -> Session:
    taker = command.taker
    if taker is None:
        raise Refused(HandOverRefusal.TAKER_MISSING)
    if taker.person_id == session.person_id:
        raise Refused(HandOverRefusal.TAKER_IS_THE_SAME)
    if not all(may(taker, permission) for permission in _NEEDED):
        raise Refused(HandOverRefusal.TAKER_MAY_NOT, person=taker.display_name)
    return taker


def _count(count: str, command: HandOver) -> CountDrawer:
    return CountDrawer(count, command.pieces, command.papers, purpose=CountPurpose.HAND_OVER)
