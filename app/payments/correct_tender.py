"""A tender keyed as the wrong kind, put right while its drawer is still open: a check taken for cash, and the like.

A reversing fact moves the amount from one tender of the drawer to the other; customer, account and total are untouched.
Cash counts without the change that was given. Afterwards the count of each tender fits what lies in the drawer. Asked
for in the inbox, it is the same correction: `tender_approval`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from app import ledger_accounts
from app.changed import Changed
from app.drawers.queries import TO_BE_COUNTED, Shift, find_shift, open_shift
from app.errors import Refused
from app.identity.approvals import Approval, decide
from app.identity.permissions import Permission, Session, require
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Fact, Posting
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import is_voided, read_payment
from app.payments.returned_payment_queries import returns_of_receipt
from app.payments.tenders import Tender, TenderKind, refuse_tenders
from app.payments.undo_facts import TenderCorrected
from app.payments.undo_queries import kept_tenders, read_body
from app.payments.undo_slip import queue_slip
from app.workplace import Services

TENDER_KIND = "correct_tender"


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


@dataclass(frozen=True)
class TenderPlan:
    """A correction that can be made now: the receipt, its shift, what the tender was and what it is then."""

    fact: Fact
    payment: PaymentTaken
    shift: Shift
    was: Tender
    now: Tender

    @property
    def on(self) -> date:
        """The business date."""
        return date.fromisoformat(self.shift.business_date)


def record(services: Services, session: Session, command: CorrectTender) -> Corrected:
    """Records the correction. Raises Refused(CorrectTenderRefusal, TenderRefusal, ApprovalRefusal)."""
    require(session, Permission.PAYMENT_TAKE)
    with services.unit_of_work() as work:
        fact, payment = find_payment(services, work.connection, command.receipt)
        again = _again(work, command)
        if again is not None:
            return again
        plan = refuse(services, work.connection, session.person_id, fact, payment, command)
        approval = decide(services, session, TENDER_KIND, plan.now.amount_cents, command.approver, plan.on)
        corrected = append(work, session.person_id, plan, command, approval)
        work.commit()
        return corrected


def find_payment(services: Services, connection: Connection, receipt: str) -> tuple[Fact, PaymentTaken]:
    """The receipt whose tender is corrected. Raises Refused(RECEIPT_UNKNOWN)."""
    fact = read_payment(connection, services.kinds, receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        raise Refused(CorrectTenderRefusal.RECEIPT_UNKNOWN)
    return fact, fact.body


def refuse(
    services: Services, connection: Connection, person: str, fact: Fact, payment: PaymentTaken, command: CorrectTender
) -> TenderPlan:
    """What the correction needs. Raises Refused(CorrectTenderRefusal, TenderRefusal)."""
    shift = _refuse(services, connection, person, command, fact)
    was = _tender(services, connection, command, payment)
    on = date.fromisoformat(shift.business_date)
    if command.reason not in services.policies.at("corrections", on).values["tender_reasons"]:
        raise Refused(CorrectTenderRefusal.REASON_UNKNOWN)
    now = Tender(
        kind=command.kind,
        amount_cents=was.amount_cents,
        number=command.number,
        routing_number=command.routing_number,
        authorization=command.authorization,
        last_four=command.last_four,
    )
    refuse_tenders((now,), services.policies.at("tenders", on))
    return TenderPlan(fact, payment, shift, was, now)


def append(work: JournalWork, person: str, plan: TenderPlan, command: CorrectTender, approval: Approval) -> Corrected:
    """Fact and slip, for the commit of whoever opened `work`; every rule was tested before."""
    now, cents, shift, envelope = plan.now, plan.now.amount_cents, plan.shift, plan.fact.envelope
    number = now.routing_number
    kept = msgspec.structs.replace(now, routing_number=work.private("routing_number", number)) if number else now
    body = TenderCorrected(
        receipt=command.receipt,
        receipt_number=receipt_numbers.spoken(envelope.workstation, envelope.generation, plan.payment.number),
        tender=command.tender,
        was=plan.was.kind,
        amount_cents=cents,
        now=kept,
        reason=command.reason,
        approval=approval,
        postings=(
            Posting(ledger_account=_holder(shift, plan.was.kind), amount_cents=-cents),
            Posting(ledger_account=_holder(shift, now.kind), amount_cents=cents),
        ),
    )
    author = Author(person, shift.shift, shift.business_date)
    queue_slip(work, work.append(body, author, fact_id=command.intent))
    return Corrected(body, work.changed)


def _again(work: JournalWork, command: CorrectTender) -> Corrected | None:
    """The correction that this intent became; None for a new one."""
    if not is_recorded(work.connection, command.intent):
        return None
    body = read_body(work.connection, work.kinds, command.intent)
    if not isinstance(body, TenderCorrected) or (body.receipt, body.tender) != (command.receipt, command.tender):
        raise Refused(CorrectTenderRefusal.INTENT_TAKEN)
    return Corrected(body, work.changed, again=True)


def _refuse(services: Services, connection: Connection, person: str, command: CorrectTender, fact: Fact) -> Shift:
    """The shift that took it, still at its drawer or back with its cashier to be counted again."""
    if is_voided(connection, command.receipt):
        raise Refused(CorrectTenderRefusal.RECEIPT_VOIDED)
    if returns_of_receipt(connection, services.kinds, command.receipt):
        raise Refused(CorrectTenderRefusal.PAYMENT_RETURNED)
    shift = _shift(connection, services.device.code, fact)
    if shift is None:
        raise Refused(CorrectTenderRefusal.SHIFT_OVER)
    if shift.person != person:
        raise Refused(CorrectTenderRefusal.SHIFT_OF_ANOTHER, drawer=shift.drawer)
    return shift


def _shift(connection: Connection, workstation: str, fact: Fact) -> Shift | None:
    taken_in = fact.envelope.shift or ""
    current = open_shift(connection, workstation)
    if current is not None and current.shift == taken_in:
        return current
    shift = find_shift(connection, taken_in)
    return shift if shift is not None and shift.state in TO_BE_COUNTED else None


def _tender(services: Services, connection: Connection, command: CorrectTender, payment: PaymentTaken) -> Tender:
    """What stayed of it, change taken off."""
    tenders = kept_tenders(connection, services.kinds, command.receipt, payment)
    if not 1 <= command.tender <= len(tenders):
        raise Refused(CorrectTenderRefusal.TENDER_UNKNOWN)
    was = tenders[command.tender - 1]
    if was.kind == command.kind:
        raise Refused(CorrectTenderRefusal.SAME_TENDER)
    return was


def _holder(shift: Shift, kind: str) -> str:
    return ledger_accounts.CARD_CLEARING if kind == "card" else ledger_accounts.drawer(shift.drawer, kind)
