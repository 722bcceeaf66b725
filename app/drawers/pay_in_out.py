"""Pay in and pay out: cash that enters or leaves a drawer without a receipt, for a reason that the policy lists.

The other side is the ledger account of the reason: the safe for change, else the city's own chart (policy
`pay_in_out`). Above an amount a second person signs (policy `approvals`, kinds `pay_in` and `pay_out`). Drawer, slip
and fact are one commit. After INTENT_TAKEN refusals come in the order of `ShiftRefusal`, of `PayInOutRefusal`, then of
`ApprovalRefusal`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from app import ledger_accounts
from app.card_numbers import holds_card_number
from app.drawers.moved import Moved, recorded_before, refuse_more_than_there_is
from app.drawers.movement_facts import PaidIn, PaidOut
from app.drawers.own_shift import own_shift
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


def record(services: Services, session: Session, command: PayInOut) -> Moved:
    """Pays in or out. The same intent again changes nothing. Raises Refused or Unavailable."""
    require(session, Permission.DRAWER_PAY_IN_OUT)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return recorded_before(work, command.intent, PayInOutRefusal.INTENT_TAKEN, PaidIn, PaidOut)
        shift = own_shift(work, session)
        on = date.fromisoformat(shift.business_date)
        policy = services.policies.at(POLICY, on)
        reason = _refuse(command, policy)
        if command.direction == "pay_out":
            refuse_more_than_there_is(work, shift, command.amount_cents, PayInOutRefusal.NOT_IN_THE_DRAWER)
        approval = decide(services, session, command.direction, command.amount_cents, command.approver, on)
        policies = (services.policies.at("approvals", on).reference, policy.reference)
        body = _body(work, command, shift, reason, approval, policies)
        author = Author(session.person_id, shift.shift, shift.business_date)
        fact = work.append(body, author, fact_id=command.intent)
        open_drawer.kick(work, command.intent, session.person_id, command.direction)
        slip = queue_slip(work, fact)
        work.commit()
        return Moved(slip, work.changed)


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


def _body(
    work: JournalWork,
    command: PayInOut,
    shift: Shift,
    reason: Reason,
    approval: Approval,
    policies: tuple[str, ...],
) -> PaidIn | PaidOut:
    kind, sign = (PaidIn, 1) if command.direction == "pay_in" else (PaidOut, -1)
    cash, note = ledger_accounts.drawer(shift.drawer, "cash"), command.note.strip()
    return kind(
        drawer=shift.drawer,
        reason=reason.code,
        reason_names=reason.names,
        ledger_account=reason.values["account"],
        amount_cents=command.amount_cents,
        note=work.private("note", note) if note else None,
        approval=approval,
        policies=policies,
        postings=(
            Posting(ledger_account=cash, amount_cents=sign * command.amount_cents),
            Posting(ledger_account=reason.values["account"], amount_cents=-sign * command.amount_cents),
        ),
    )
