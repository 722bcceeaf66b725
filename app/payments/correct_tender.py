"""A tender keyed as the wrong kind, put right while its drawer is still open: a check taken for cash, and the like.

A reversing fact moves the amount from one tender of the drawer to the other; customer, account and total are untouched.
Cash counts without the change that was given. Afterwards the count of each tender fits what lies in the drawer.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from app import ledger_accounts
from app.changed import Changed
from app.drawers.queries import TO_BE_COUNTED, Shift, find_shift, open_shift
from app.errors import Refused
from app.identity.approvals import decide
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Fact, Posting
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import is_voided, read_payment
from app.payments.returned_payment_queries import returns_of_receipt
from app.payments.tenders import Tender, TenderKind, refuse_tenders
from app.payments.undo_facts import TenderCorrected
from app.payments.undo_queries import read_body, true_tenders
from app.payments.undo_slip import queue_slip
from app.workplace import Services


class CorrectTenderRefusal(StrEnum):
    """Why a tender is not corrected, in the order in which it is tested (before TenderRefusal of the new one)."""

    RECEIPT_UNKNOWN = "receipt_unknown"
    INTENT_TAKEN = "intent_taken"
    RECEIPT_VOIDED = "receipt_voided"
    PAYMENT_RETURNED = "payment_returned"
    SHIFT_OVER = "shift_over"
    SHIFT_OF_ANOTHER = "shift_of_another"
    TENDER_UNKNOWN = "tender_unknown"
    SAME_TENDER = "same_tender"
    REASON_UNKNOWN = "reason_unknown"


@dataclass(frozen=True)
class CorrectTender:
    """`intent`: id made when it was begun; `tender`: its place on the receipt, from 1; the rest: what it truly was."""

    intent: str
    receipt: str
    tender: int
    kind: TenderKind
    reason: str
    number: str | None = None
    routing_number: str | None = None
    authorization: str | None = None
    last_four: str | None = None
    approver: Session | None = None


@dataclass(frozen=True)
class Corrected:
    """What was recorded, and what changed; `again`: it stood there already."""

    body: TenderCorrected
    changed: Changed
    again: bool = False


def record(services: Services, session: Session, command: CorrectTender) -> Corrected:
    """Records the correction. Raises Refused(CorrectTenderRefusal, TenderRefusal, ApprovalRefusal)."""
    require(session, Permission.PAYMENT_TAKE)
    with services.unit_of_work() as work:
        fact = read_payment(work.connection, work.kinds, command.receipt)
        if fact is None or not isinstance(fact.body, PaymentTaken):
            raise Refused(CorrectTenderRefusal.RECEIPT_UNKNOWN)
        again = _again(work, command)
        if again is not None:
            return again
        shift = _refuse(work, session, command, fact)
        was = _tender(work, command, fact.body)
        on = date.fromisoformat(shift.business_date)
        if command.reason not in services.policies.at("corrections", on).values["tender_reasons"]:
            raise Refused(CorrectTenderRefusal.REASON_UNKNOWN)
        cents = was.amount_cents - (fact.body.change_cents if was.kind == "cash" else 0)
        now = Tender(
            kind=command.kind,
            amount_cents=cents,
            number=command.number,
            routing_number=command.routing_number,
            authorization=command.authorization,
            last_four=command.last_four,
        )
        refuse_tenders((now,), services.policies.at("tenders", on))
        approval = decide(services, session, "correct_tender", cents, command.approver, on)
        number = command.routing_number
        kept = msgspec.structs.replace(now, routing_number=work.private("routing_number", number)) if number else now
        body = TenderCorrected(
            receipt=command.receipt,
            receipt_number=receipt_numbers.spoken(*fact.key[:2], fact.body.number),
            tender=command.tender,
            was=was.kind,
            amount_cents=cents,
            now=kept,
            reason=command.reason,
            approval=approval,
            postings=(
                Posting(ledger_account=_holder(shift, was.kind), amount_cents=-cents),
                Posting(ledger_account=_holder(shift, now.kind), amount_cents=cents),
            ),
        )
        author = Author(session.person_id, shift.shift, shift.business_date)
        queue_slip(work, work.append(body, author, fact_id=command.intent), session)
        work.commit()
        return Corrected(body, work.changed)


def _again(work: JournalWork, command: CorrectTender) -> Corrected | None:
    """The correction that this intent became; None for a new one."""
    if not is_recorded(work.connection, command.intent):
        return None
    body = read_body(work.connection, work.kinds, command.intent)
    if not isinstance(body, TenderCorrected) or (body.receipt, body.tender) != (command.receipt, command.tender):
        raise Refused(CorrectTenderRefusal.INTENT_TAKEN)
    return Corrected(body, work.changed, again=True)


def _refuse(work: JournalWork, session: Session, command: CorrectTender, fact: Fact) -> Shift:
    """The shift that took it, still at its drawer or back with its cashier to be counted again."""
    if is_voided(work.connection, command.receipt):
        raise Refused(CorrectTenderRefusal.RECEIPT_VOIDED)
    if returns_of_receipt(work.connection, work.kinds, command.receipt):
        raise Refused(CorrectTenderRefusal.PAYMENT_RETURNED)
    shift = _shift(work, fact)
    if shift is None:
        raise Refused(CorrectTenderRefusal.SHIFT_OVER)
    if shift.person != session.person_id:
        raise Refused(CorrectTenderRefusal.SHIFT_OF_ANOTHER, drawer=shift.drawer)
    return shift


def _shift(work: JournalWork, fact: Fact) -> Shift | None:
    taken_in = fact.envelope.shift or ""
    current = open_shift(work.connection, work.device.code)
    if current is not None and current.shift == taken_in:
        return current
    shift = find_shift(work.connection, taken_in)
    return shift if shift is not None and shift.state in TO_BE_COUNTED else None


def _tender(work: JournalWork, command: CorrectTender, payment: PaymentTaken) -> Tender:
    tenders = true_tenders(work.connection, work.kinds, command.receipt, payment)
    if not 1 <= command.tender <= len(tenders):
        raise Refused(CorrectTenderRefusal.TENDER_UNKNOWN)
    was = tenders[command.tender - 1]
    if was.kind == command.kind:
        raise Refused(CorrectTenderRefusal.SAME_TENDER)
    return was


def _holder(shift: Shift, kind: str) -> str:
    return ledger_accounts.CARD_CLEARING if kind == "card" else ledger_accounts.drawer(shift.drawer, kind)
