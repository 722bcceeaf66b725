"""Undoing a receipt: whole, only on the workstation and in the open shift that took it; afterwards it is a refund.

Nothing is changed or removed: a reversing fact posts the receipt's own lines with the signs turned and names the
original, the reason and the second person (dual control: WA SAO model rules; policy `void`). The money goes back the
way it came: cash out of the same cashier's drawer, a card on the terminal, which stands outside this program.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.changed import Changed
from app.drawers.queries import Shift, open_shift
from app.errors import Refused
from app.identity.permissions import Permission, Session, may, require
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Fact, Posting
from app.payments.facts import PaymentTaken, PaymentVoided
from app.payments.queries import is_voided, is_voided_by, read_payment
from app.payments.tenders import Tender
from app.payments.undo_queries import is_undone_in_part
from app.workplace import Services


class VoidRefusal(StrEnum):
    """Why a receipt is not voided, in the order in which it is tested (after the permission to take payments).

    Where the policy lets one person void alone, that person needs the permission `payment.void`.
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
    SECOND_PERSON_MISSING = "second_person_missing"
    SECOND_PERSON_IS_THE_SAME = "second_person_is_the_same"
    SECOND_PERSON_MAY_NOT = "second_person_may_not"


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


def record(services: Services, session: Session, command: VoidReceipt) -> ReceiptVoided:
    """Voids the receipt. The same intent again changes nothing. Raises Refused(VoidRefusal)."""
    require(session, Permission.PAYMENT_TAKE)
    with services.unit_of_work() as work:
        payment = read_payment(work.connection, work.kinds, command.receipt)
        if payment is None or not isinstance(payment.body, PaymentTaken):
            raise Refused(VoidRefusal.RECEIPT_UNKNOWN)
        if is_voided_by(work.connection, command.receipt, command.intent):
            return _voided(work, payment.body, again=True)
        if is_recorded(work.connection, command.intent):
            raise Refused(VoidRefusal.INTENT_TAKEN)
        shift = _refuse_receipt(work, session, payment)
        approver = _second_person(services, session, command, date.fromisoformat(shift.business_date))
        body = PaymentVoided(
            receipt=command.receipt,
            reason=command.reason,
            total_cents=payment.body.total_cents,
            approver=approver.person_id if approver else session.person_id,
            approved_by="pin" if approver else "policy",
            postings=reversed_postings(payment.body.postings),
        )
        work.append(body, Author(session.person_id, shift.shift, shift.business_date), fact_id=command.intent)
        work.commit()
        return _voided(work, payment.body)


def _refuse_receipt(work: JournalWork, session: Session, payment: Fact) -> Shift:
    """The open shift, which took the receipt. Raises Refused for a receipt that cannot be voided here and now."""
    if is_voided(work.connection, payment.envelope.fact_id):
        raise Refused(VoidRefusal.ALREADY_VOIDED)
    if is_undone_in_part(work.connection, payment.envelope.fact_id):
        raise Refused(VoidRefusal.UNDONE_IN_PART)
    if payment.key[:2] != (work.device.code, work.device.generation):
        raise Refused(VoidRefusal.NOT_THIS_WORKSTATION, workstation=payment.envelope.workstation)
    shift = open_shift(work.connection, work.device.code)
    if shift is None or payment.envelope.shift != shift.shift:
        raise Refused(VoidRefusal.NOT_THIS_SHIFT)
    if shift.person != session.person_id:
        raise Refused(VoidRefusal.SHIFT_OF_ANOTHER, person=shift.person, drawer=shift.drawer)
    if shift.suspended:
        raise Refused(VoidRefusal.SHIFT_SUSPENDED, drawer=shift.drawer)
    return shift


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


def _second_person(services: Services, session: Session, command: VoidReceipt, on: date) -> Session | None:
    """Who approves; None where the policy lets one person void who has the permission."""
    policy = services.policies.at("void", on)
    if command.reason not in policy.values["reasons"]:
        raise Refused(VoidRefusal.REASON_UNKNOWN, reasons=tuple(policy.values["reasons"]))
    if not policy.values["second_person"]:
        require(session, Permission.PAYMENT_VOID)
        return None
    approver = command.approver
    if approver is None:
        raise Refused(VoidRefusal.SECOND_PERSON_MISSING)
    if approver.person_id == session.person_id:
        raise Refused(VoidRefusal.SECOND_PERSON_IS_THE_SAME)
    if not may(approver, Permission.PAYMENT_VOID):
        raise Refused(VoidRefusal.SECOND_PERSON_MAY_NOT, person=approver.display_name)
    return approver
