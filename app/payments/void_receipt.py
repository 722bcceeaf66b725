"""Undoing a receipt: whole, only on the workstation and in the open shift that took it; afterwards it is a refund.

Nothing is changed or removed: a reversing fact posts the receipt's own lines with the signs turned and names the
original, the reason and the second person (dual control: WA SAO model rules; policy `void`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.changed import Changed
from app.drawers.queries import open_shift
from app.errors import Refused
from app.identity.permissions import Permission, Session, may, require
from app.journal.append import Author, is_recorded
from app.journal.fact import Posting
from app.payments.facts import PaymentVoided
from app.payments.queries import is_voided, read_payment
from app.workplace import Services


class VoidRefusal(StrEnum):
    """Why a receipt is not voided, in the order in which it is tested (after the permission to take payments)."""

    RECEIPT_UNKNOWN = "receipt_unknown"
    ALREADY_VOIDED = "already_voided"
    NOT_THIS_WORKSTATION = "not_this_workstation"
    NOT_THIS_SHIFT = "not_this_shift"
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


def record(services: Services, session: Session, command: VoidReceipt) -> Changed:
    """Voids the receipt. The same intent again changes nothing. Raises Refused(VoidRefusal)."""
    require(session, Permission.PAYMENT_TAKE)
    with services.unit_of_work() as work:
        if is_recorded(work.connection, command.intent):
            return work.changed
        payment = read_payment(work.connection, work.kinds, command.receipt)
        if payment is None:
            raise Refused(VoidRefusal.RECEIPT_UNKNOWN)
        if is_voided(work.connection, command.receipt):
            raise Refused(VoidRefusal.ALREADY_VOIDED)
        if payment.key[:2] != (work.device.code, work.device.generation):
            raise Refused(VoidRefusal.NOT_THIS_WORKSTATION, workstation=payment.envelope.workstation)
        shift = open_shift(work.connection, work.device.code)
        if shift is None or payment.envelope.shift != shift.shift:
            raise Refused(VoidRefusal.NOT_THIS_SHIFT)
        _refuse_alone(services, session, command, date.fromisoformat(shift.business_date))
        approver = command.approver or session
        body = PaymentVoided(
            receipt=command.receipt,
            reason=command.reason,
            approver=approver.person_id,
            postings=reversed_postings(payment.body.postings),
        )
        work.append(body, Author(session.person_id, shift.shift, shift.business_date), fact_id=command.intent)
        work.commit()
        return work.changed


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


def _refuse_alone(services: Services, session: Session, command: VoidReceipt, on: date) -> None:
    policy = services.policies.at("void", on)
    if command.reason not in policy.values["reasons"]:
        raise Refused(VoidRefusal.REASON_UNKNOWN, reasons=tuple(policy.values["reasons"]))
    if not policy.values["second_person"]:
        require(session, Permission.PAYMENT_VOID)
        return
    approver = command.approver
    if approver is None:
        raise Refused(VoidRefusal.SECOND_PERSON_MISSING)
    if approver.person_id == session.person_id:
        raise Refused(VoidRefusal.SECOND_PERSON_IS_THE_SAME)
    if not may(approver, Permission.PAYMENT_VOID):
        raise Refused(VoidRefusal.SECOND_PERSON_MAY_NOT, person=approver.display_name)
