"""Putting a payment on the account that it was for: posted to the wrong one, or held in suspense until somebody knew.

A reversing fact takes back what stands of the line and pays the other account by the policy of today; the tender, the
drawer and the receipt stay as they are. From suspense it is *identified* (permission `payment.identify`), from an
account *corrected* (`payment.correct`).
"""

from dataclasses import dataclass
from enum import StrEnum

from app.changed import Changed
from app.errors import Refused
from app.identity.approvals import decide
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Fact
from app.payments import receipt_numbers
from app.payments.account_lines import AccountLine, account_lines
from app.payments.allocate import allocate
from app.payments.facts import PaidLine, PaymentTaken
from app.payments.queries import is_voided, read_payment
from app.payments.returned_payment_queries import returns_of_receipt
from app.payments.standing import StandingLine, line_credits, standing_lines, turned
from app.payments.take_payment import ACCOUNT_KEY_LENGTH_MAX
from app.payments.undo_facts import PaymentMoved
from app.payments.undo_queries import read_body
from app.payments.undo_slip import queue_slip
from app.workplace import Services


class MoveRefusal(StrEnum):
    """Why a payment is not moved, in the order in which it is tested."""

    RECEIPT_UNKNOWN = "receipt_unknown"
    INTENT_TAKEN = "intent_taken"
    RECEIPT_VOIDED = "receipt_voided"
    PAYMENT_RETURNED = "payment_returned"
    LINE_UNKNOWN = "line_unknown"
    NOT_MOVABLE = "not_movable"
    NOTHING_LEFT = "nothing_left"
    REASON_UNKNOWN = "reason_unknown"
    ACCOUNT_UNKNOWN = "account_unknown"
    SAME_ACCOUNT = "same_account"


@dataclass(frozen=True)
class MovePayment:
    """`intent`: id made when it was begun; `line`: its place on the receipt, from 1; `to`: the account's key."""

    intent: str
    receipt: str
    line: int
    to: str
    reason: str
    approver: Session | None = None


@dataclass(frozen=True)
class Moved:
    """What was recorded, and what changed; `again`: it stood there already."""

    body: PaymentMoved
    changed: Changed
    again: bool = False


def record(services: Services, session: Session, command: MovePayment) -> Moved:
    """Moves what stands of a line. Raises Refused(MoveRefusal, ApprovalRefusal, NOT_PERMITTED)."""
    with services.unit_of_work() as work:
        fact, payment = _payment(work, command.receipt)
        again = _again(work, command)
        if again is not None:
            return again
        line = _line(work, command, payment)
        kind = "identify" if line.in_suspense else "correct_account"
        require(session, Permission.PAYMENT_IDENTIFY if line.in_suspense else Permission.PAYMENT_CORRECT)
        on = today(services)
        policy = services.policies.at("corrections", on)
        if command.reason not in policy.values["identify_reasons" if line.in_suspense else "account_reasons"]:
            raise Refused(MoveRefusal.REASON_UNKNOWN)
        account = _account(services, work, command, line)
        approval = decide(services, session, kind, line.amount_cents, command.approver, on)
        rules = services.policies.at("allocation", on)
        share = allocate(line.amount_cents, account.payables, rules)
        paid = PaidLine(
            kind="account",
            amount_cents=line.amount_cents,
            account=account.account,
            paid=share.paid,
            credit_cents=share.credit_cents,
        )
        taken_back, credits = turned(line.credits), line_credits(paid)
        envelope = fact.envelope
        body = PaymentMoved(
            receipt=command.receipt,
            receipt_number=receipt_numbers.spoken(envelope.workstation, envelope.generation, payment.number),
            line=command.line,
            reason=command.reason,
            amount_cents=line.amount_cents,
            from_account=line.account,
            from_number=line.account_number,
            to_account=account.account,
            to_number=account.number,
            taken_back=taken_back,
            credits=credits,
            policies=(policy.reference, rules.reference),
            approval=approval,
            postings=(*taken_back, *credits),
        )
        author = Author(session.person_id, None, on.isoformat())
        queue_slip(work, work.append(body, author, fact_id=command.intent), session)
        work.commit()
        return Moved(body, work.changed)


def _payment(work: JournalWork, receipt: str) -> tuple[Fact, PaymentTaken]:
    fact = read_payment(work.connection, work.kinds, receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        raise Refused(MoveRefusal.RECEIPT_UNKNOWN)
    return fact, fact.body


def _again(work: JournalWork, command: MovePayment) -> Moved | None:
    """The move that this intent became; None for a new one."""
    if not is_recorded(work.connection, command.intent):
        return None
    body = read_body(work.connection, work.kinds, command.intent)
    if not isinstance(body, PaymentMoved) or (body.receipt, body.line) != (command.receipt, command.line):
        raise Refused(MoveRefusal.INTENT_TAKEN)
    return Moved(body, work.changed, again=True)


def _line(work: JournalWork, command: MovePayment, payment: PaymentTaken) -> StandingLine:
    if is_voided(work.connection, command.receipt):
        raise Refused(MoveRefusal.RECEIPT_VOIDED)
    if returns_of_receipt(work.connection, work.kinds, command.receipt):
        raise Refused(MoveRefusal.PAYMENT_RETURNED)
    standing = standing_lines(work.connection, work.kinds, command.receipt, payment)
    if command.line not in standing:
        raise Refused(MoveRefusal.LINE_UNKNOWN, line=command.line)
    line = standing[command.line]
    if not line.account and payment.lines[command.line - 1].kind != "suspense":
        raise Refused(MoveRefusal.NOT_MOVABLE)
    if not line.amount_cents:
        raise Refused(MoveRefusal.NOTHING_LEFT)
    return line


def _account(services: Services, work: JournalWork, command: MovePayment, line: StandingLine) -> AccountLine:
    key = command.to[:ACCOUNT_KEY_LENGTH_MAX]
    found = account_lines(work.connection, services.reference, [key], today(services)).get(key)
    if found is None:
        raise Refused(MoveRefusal.ACCOUNT_UNKNOWN, account=command.to[:80])
    if found.account == line.account:
        raise Refused(MoveRefusal.SAME_ACCOUNT, account=found.number)
    return found
