"""Pay in and pay out: cash that enters or leaves a drawer without a receipt, for a reason that the policy lists.

The other side is the ledger account of the reason: the safe for change, else the city's own chart (policy
`pay_in_out`). Above an amount a second person signs (policy `approvals`, kinds `pay_in` and `pay_out`). Drawer, slip
and fact are one commit. After INTENT_TAKEN refusals come in the order of `ShiftRefusal`, of `PayInOutRefusal`, then of
`ApprovalRefusal`. Asked for in the inbox, it is the same movement: `pay_in_out_approval`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from sqlalchemy import Connection

from app import ledger_accounts
from app.card_numbers import holds_card_number
from app.drawers.moved import Moved, recorded_before, refuse_more_than_there_is
from app.drawers.movement_facts import PaidIn, PaidOut
from app.drawers.own_shift import shift_of_person
from app.drawers.queries import Shift
from app.drawers.reasons import Reason, find_reason
from app.drawers.slips import queue_slip
from app.errors import Refused
from app.identity.approvals import Approval, decide
from app.identity.names import has_hidden_characters
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Posting
from app.policies import Policy
from app.print_jobs import open_drawer
from app.workplace import Services

Direction = Literal["pay_in", "pay_out"]
POLICY = "pay_in_out"


class PayInOutRefusal(StrEnum):
    """Why nothing is paid in or out, in the order in which it is tested (after the permission)."""

    INTENT_TAKEN = "intent_taken"
    REASON_UNKNOWN = "reason_unknown"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    AMOUNT_TOO_LARGE = "amount_too_large"
    NOTE_MISSING = "note_missing"
    NOTE_NOT_PLAIN = "note_not_plain"
    CARD_NUMBER_TYPED = "card_number_typed"
    NOT_IN_THE_DRAWER = "not_in_the_drawer"


@dataclass(frozen=True)
class PayInOut:
    """`intent`: id made when the person began; `reason`: a code of the policy; `note`: what for, "" for nothing."""

    intent: str
    direction: Direction
    reason: str
    amount_cents: int
    note: str = ""
    approver: Session | None = None


@dataclass(frozen=True)
class PayPlan:
    """What can be paid in or out here and now: the command, the shift, the reason in the policy's words."""

    command: PayInOut
    shift: Shift
    reason: Reason
    policy: Policy

    @property
    def on(self) -> date:
        """The business date."""
        return date.fromisoformat(self.shift.business_date)

    @property
    def cash_cents(self) -> int:
        """What the drawer holds more, or less."""
        return self.command.amount_cents if self.command.direction == "pay_in" else -self.command.amount_cents


def record(services: Services, session: Session, command: PayInOut) -> Moved:
    """Pays in or out. The same intent again changes nothing. Raises Refused or Unavailable."""
    require(session, Permission.DRAWER_PAY_IN_OUT)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return recorded_before(work, command.intent, PayInOutRefusal.INTENT_TAKEN, PaidIn, PaidOut)
        plan = refuse(services, work.connection, session.person_id, command)
        approval = decide(services, session, command.direction, command.amount_cents, command.approver, plan.on)
        moved = append(services, work, plan, approval)
        work.commit()
        return moved


def refuse(services: Services, connection: Connection, person: str, command: PayInOut) -> PayPlan:
    """What it needs. Raises Refused(ShiftRefusal, PayInOutRefusal) where this person cannot do it here and now."""
    shift = shift_of_person(connection, services.device.code, person)
    policy = services.policies.at(POLICY, date.fromisoformat(shift.business_date))
    reason = _refuse(command, policy)
    if command.direction == "pay_out":
        refuse_more_than_there_is(connection, shift, command.amount_cents, PayInOutRefusal.NOT_IN_THE_DRAWER)
    return PayPlan(command, shift, reason, policy)


def append(services: Services, work: JournalWork, plan: PayPlan, approval: Approval) -> Moved:
    """Fact, drawer and slip, for the commit of whoever opened `work`; every rule was tested before."""
    shift, command = plan.shift, plan.command
    policies = (services.policies.at("approvals", plan.on).reference, plan.policy.reference)
    author = Author(shift.person, shift.shift, shift.business_date)
    fact = work.append(_body(work, plan, approval, policies), author, fact_id=command.intent)
    open_drawer.kick(work, command.intent, shift.person, command.direction)
    return Moved(queue_slip(work, fact), work.changed)


def _refuse(command: PayInOut, policy: Policy) -> Reason:
    reason = find_reason(policy.values[command.direction], command.reason, PayInOutRefusal.REASON_UNKNOWN)
    if command.amount_cents <= 0:
        raise Refused(PayInOutRefusal.AMOUNT_NOT_POSITIVE)
    limit_cents, length_max = policy.values["amount_cents_max"], policy.values["note_length_max"]
    if command.amount_cents > limit_cents:
        raise Refused(PayInOutRefusal.AMOUNT_TOO_LARGE, limit_cents=limit_cents)
    if reason.values["needs_note"] and not command.note.strip():
        raise Refused(PayInOutRefusal.NOTE_MISSING)
    if len(command.note) > length_max or has_hidden_characters(command.note):
        raise Refused(PayInOutRefusal.NOTE_NOT_PLAIN, limit=length_max)
    if holds_card_number(command.note):
        raise Refused(PayInOutRefusal.CARD_NUMBER_TYPED)
    return reason


def _body(work: JournalWork, plan: PayPlan, approval: Approval, policies: tuple[str, ...]) -> PaidIn | PaidOut:
    command, reason = plan.command, plan.reason
    kind = PaidIn if command.direction == "pay_in" else PaidOut
    cash, note = ledger_accounts.drawer(plan.shift.drawer, "cash"), command.note.strip()
    return kind(
        drawer=plan.shift.drawer,
        reason=reason.code,
        reason_names=reason.names,
        ledger_account=reason.values["account"],
        amount_cents=command.amount_cents,
        note=work.private("note", note) if note else None,
        approval=approval,
        policies=policies,
        postings=(
            Posting(ledger_account=cash, amount_cents=plan.cash_cents),
            Posting(ledger_account=reason.values["account"], amount_cents=-plan.cash_cents),
        ),
    )
