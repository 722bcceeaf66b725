"""Undoing a receipt: whole, only on the workstation and in the open shift that took it; afterwards it is a refund.

Nothing is changed or removed: a reversing fact posts the receipt's own lines with the signs turned and names the
original, the reason and who approved it (dual control: WA SAO model rules; policy `approvals`, kind `void`). The money
goes back the way it came: cash out of the same cashier's drawer, a card on the terminal, which stands outside this
program. Asked for in the inbox, it is the same void: `void_approval`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from app.changed import Changed
from app.drawers.queries import Shift, open_shift
from app.errors import Refused
from app.identity.approvals import Approval, decide
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Fact, Posting
from app.payments.facts import PaymentTaken, PaymentVoided
from app.payments.queries import is_voided, is_voided_by, read_payment
from app.payments.tenders import Tender
from app.payments.undo_queries import is_undone_in_part
from app.workplace import Services

VOID_KIND = "void"


class VoidRefusal(StrEnum):
    """Why a receipt is not voided, in the order in which it is tested (after the permission to take payments).

    Behind them come those of `decide`: the second person's, or of whoever may void alone.
    """

    RECEIPT_UNKNOWN = "receipt_unknown"
    INTENT_TAKEN = "intent_taken"
    ALREADY_VOIDED = "already_voided"
    UNDONE_IN_PART = "undone_in_part"
    NOT_THIS_WORKSTATION = "not_this_workstation"
    NOT_THIS_SHIFT = "not_this_shift"
    SHIFT_OF_ANOTHER = "shift_of_another"
    SHIFT_SUSPENDED = "shift_suspended"
    REASON_UNKNOWN = "reason_unknown"


@dataclass(frozen=True)
class VoidReceipt:
    """`intent`: id made when the cashier asked; `receipt`: fact id; `reason`: a code of policy `void`."""

    intent: str
    receipt: str
    reason: str
    approver: Session | None = None


@dataclass(frozen=True)
class ReceiptVoided:
    """What changed, and how the money goes back: `cash_cents` out of the drawer, checks and money orders as they are.

    `cards`: to be reversed on the terminal, each with its own amount; this program does not reach it.
    """

    changed: Changed
    cash_cents: int
    papers: tuple[Tender, ...]
    cards: tuple[Tender, ...]
    again: bool = False


@dataclass(frozen=True)
class Voidable:
    """A receipt that can be voided here and now: its fact, its body, the shift that took it."""

    receipt: str
    body: PaymentTaken
    shift: Shift

    @property
    def on(self) -> date:
        """The business date."""
        return date.fromisoformat(self.shift.business_date)


def record(services: Services, session: Session, command: VoidReceipt) -> ReceiptVoided:
    """Voids the receipt. The same intent again changes nothing. Raises Refused(VoidRefusal, ApprovalRefusal)."""
    require(session, Permission.PAYMENT_TAKE)
    with services.unit_of_work() as work:
        payment = find_payment(services, work.connection, command.receipt)
        if is_voided_by(work.connection, command.receipt, command.intent):
            return _voided(work, payment.body, again=True)
        if is_recorded(work.connection, command.intent):
            raise Refused(VoidRefusal.INTENT_TAKEN)
        voidable = refuse(services, work.connection, session.person_id, payment, command.reason)
        total_cents = voidable.body.total_cents
        approval = decide(services, session, VOID_KIND, total_cents, command.approver, voidable.on)
        author = Author(session.person_id, voidable.shift.shift, voidable.shift.business_date)
        voided = append(services, work, author, voidable, command.intent, command.reason, approval)
        work.commit()
        return voided


@dataclass(frozen=True)
class Payment:
    """A receipt as it was taken."""

    fact: Fact
    body: PaymentTaken


def find_payment(services: Services, connection: Connection, receipt: str) -> Payment:
    """The receipt. Raises Refused(RECEIPT_UNKNOWN)."""
    fact = read_payment(connection, services.kinds, receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        raise Refused(VoidRefusal.RECEIPT_UNKNOWN)
    return Payment(fact, fact.body)


def refuse(services: Services, connection: Connection, person: str, payment: Payment, reason: str) -> Voidable:
    """The receipt with its open shift. Raises Refused for one that this person cannot void here and now."""
    envelope = payment.fact.envelope
    if is_voided(connection, envelope.fact_id):
        raise Refused(VoidRefusal.ALREADY_VOIDED)
    if is_undone_in_part(connection, envelope.fact_id):
        raise Refused(VoidRefusal.UNDONE_IN_PART)
    if payment.fact.key[:2] != (services.device.code, services.device.generation):
        raise Refused(VoidRefusal.NOT_THIS_WORKSTATION, workstation=envelope.workstation)
    shift = open_shift(connection, services.device.code)
    if shift is None or envelope.shift != shift.shift:
        raise Refused(VoidRefusal.NOT_THIS_SHIFT)
    if shift.person != person:
        raise Refused(VoidRefusal.SHIFT_OF_ANOTHER, person=shift.person, drawer=shift.drawer)
    if shift.suspended:
        raise Refused(VoidRefusal.SHIFT_SUSPENDED, drawer=shift.drawer)
    voidable = Voidable(envelope.fact_id, payment.body, shift)
    reasons = services.policies.at("void", voidable.on).values["reasons"]
    if reason not in reasons:
        raise Refused(VoidRefusal.REASON_UNKNOWN, reasons=tuple(reasons))
    return voidable


def append(
    services: Services,
    work: JournalWork,
    author: Author,
    voidable: Voidable,
    intent: str,
    reason: str,
    approval: Approval,
) -> ReceiptVoided:
    """The reversing fact, for the commit of whoever opened `work`; every rule was tested before."""
    body = PaymentVoided(
        receipt=voidable.receipt,
        reason=reason,
        total_cents=voidable.body.total_cents,
        approval=approval,
        policies=tuple(services.policies.at(key, voidable.on).reference for key in ("approvals", "void")),
        postings=reversed_postings(voidable.body.postings),
    )
    work.append(body, author, fact_id=intent)
    return _voided(work, voidable.body)


def _voided(work: JournalWork, payment: PaymentTaken, *, again: bool = False) -> ReceiptVoided:
    cash_cents = sum(tender.amount_cents for tender in payment.tenders if tender.kind == "cash")
    return ReceiptVoided(
        changed=work.changed,
        cash_cents=cash_cents - payment.change_cents,
        papers=tuple(tender for tender in payment.tenders if tender.kind in ("check", "money_order")),
        cards=tuple(tender for tender in payment.tenders if tender.kind == "card"),
        again=again,
    )


def reversed_postings(postings: Sequence[Posting]) -> tuple[Posting, ...]:
    """The same lines with the signs turned."""
    return tuple(
        Posting(
            ledger_account=posting.ledger_account,
            amount_cents=-posting.amount_cents,
            account=posting.account,
            charge=posting.charge,
            service_category=posting.service_category,
            due_on=posting.due_on,
        )
        for posting in postings
    )
