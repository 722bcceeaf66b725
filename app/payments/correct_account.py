"""Putting a payment on the account that it was for: posted to the wrong one, or held in suspense until somebody knew.

A reversing fact takes back what stands of the line and pays the other account by the policy of today; the tender, the
drawer and the receipt stay as they are. From suspense it is *identified* (permission `payment.identify`), from an
account *corrected* (`payment.correct`). Asked for in the inbox, it is the same move: `move_approval`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from app.changed import Changed
from app.errors import Refused
from app.identity.approvals import Approval, decide
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
from app.policies import Policy
from app.workplace import Services

MOVE_KIND, IDENTIFY_KIND = "correct_account", "identify"


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


@dataclass(frozen=True)
class MovePlan:
    """A move that can be made now: the receipt, what stands of its line, the account that it is for.

    `kind` of the policy `approvals`.
    """

    fact: Fact
    payment: PaymentTaken
    line: StandingLine
    account: AccountLine
    kind: str
    reason_policy: Policy
    on: date


def record(services: Services, session: Session, command: MovePayment) -> Moved:
    """Moves what stands of a line. Raises Refused(MoveRefusal, ApprovalRefusal, NOT_PERMITTED)."""
    with services.unit_of_work() as work:
        fact, payment = find_payment(services, work.connection, command.receipt)
        again = _again(work, command)
        if again is not None:
            return again
        line = refuse_line(services, work.connection, command, payment)
        require(session, permission_for(line))
        plan = refuse(services, work.connection, fact, payment, line, command)
        approval = decide(services, session, plan.kind, line.amount_cents, command.approver, plan.on)
        moved = append(services, work, session.person_id, plan, command, approval)
        work.commit()
        return moved


def find_payment(services: Services, connection: Connection, receipt: str) -> tuple[Fact, PaymentTaken]:
    """The receipt of which something is moved. Raises Refused(RECEIPT_UNKNOWN)."""
    fact = read_payment(connection, services.kinds, receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        raise Refused(MoveRefusal.RECEIPT_UNKNOWN)
    return fact, fact.body


def permission_for(line: StandingLine) -> Permission:
    """What whoever moves a line must be allowed."""
    return Permission.PAYMENT_IDENTIFY if line.in_suspense else Permission.PAYMENT_CORRECT


def refuse(
    services: Services,
    connection: Connection,
    fact: Fact,
    payment: PaymentTaken,
    line: StandingLine,
    command: MovePayment,
) -> MovePlan:
    """What the move needs. Raises Refused(MoveRefusal) for what is wrong with reason or account."""
    on = today(services)
    policy = services.policies.at("corrections", on)
    if command.reason not in policy.values["identify_reasons" if line.in_suspense else "account_reasons"]:
        raise Refused(MoveRefusal.REASON_UNKNOWN)
    account = _account(services, connection, command, line)
    return MovePlan(fact, payment, line, account, IDENTIFY_KIND if line.in_suspense else MOVE_KIND, policy, on)


def append(
    services: Services, work: JournalWork, person: str, plan: MovePlan, command: MovePayment, approval: Approval
) -> Moved:
    """Fact and slip, for the commit of whoever opened `work`; every rule was tested before."""
    line, account, envelope = plan.line, plan.account, plan.fact.envelope
    rules = services.policies.at("allocation", plan.on)
    share = allocate(line.amount_cents, account.payables, rules)
    paid = PaidLine(
        kind="account",
        amount_cents=line.amount_cents,
        account=account.account,
        paid=share.paid,
        credit_cents=share.credit_cents,
    )
    taken_back, credits = turned(line.credits), line_credits(paid)
    body = PaymentMoved(
        receipt=command.receipt,
        receipt_number=receipt_numbers.spoken(envelope.workstation, envelope.generation, plan.payment.number),
        line=command.line,
        reason=command.reason,
        amount_cents=line.amount_cents,
        from_account=line.account,
        from_number=line.account_number,
        to_account=account.account,
        to_number=account.number,
        taken_back=taken_back,
        credits=credits,
        policies=(plan.reason_policy.reference, rules.reference),
        approval=approval,
        postings=(*taken_back, *credits),
    )
    author = Author(person, None, plan.on.isoformat())
    queue_slip(work, work.append(body, author, fact_id=command.intent))
    return Moved(body, work.changed)


def _again(work: JournalWork, command: MovePayment) -> Moved | None:
    """The move that this intent became; None for a new one."""
    if not is_recorded(work.connection, command.intent):
        return None
    body = read_body(work.connection, work.kinds, command.intent)
    if not isinstance(body, PaymentMoved) or (body.receipt, body.line) != (command.receipt, command.line):
        raise Refused(MoveRefusal.INTENT_TAKEN)
    return Moved(body, work.changed, again=True)


def refuse_line(
    services: Services, connection: Connection, command: MovePayment, payment: PaymentTaken
) -> StandingLine:
    """What stands of the line. Raises Refused(MoveRefusal) for one that cannot be moved."""
    if is_voided(connection, command.receipt):
        raise Refused(MoveRefusal.RECEIPT_VOIDED)
    if returns_of_receipt(connection, services.kinds, command.receipt):
        raise Refused(MoveRefusal.PAYMENT_RETURNED)
    standing = standing_lines(connection, services.kinds, command.receipt, payment)
    if command.line not in standing:
        raise Refused(MoveRefusal.LINE_UNKNOWN, line=command.line)
    line = standing[command.line]
    if not line.account and payment.lines[command.line - 1].kind != "suspense":
        raise Refused(MoveRefusal.NOT_MOVABLE)
    if not line.amount_cents:
        raise Refused(MoveRefusal.NOTHING_LEFT)
    return line


def _account(services: Services, connection: Connection, command: MovePayment, line: StandingLine) -> AccountLine:
    key = command.to[:ACCOUNT_KEY_LENGTH_MAX]
    found = account_lines(connection, services.reference, [key], today(services)).get(key)
    if found is None:
        raise Refused(MoveRefusal.ACCOUNT_UNKNOWN, account=command.to[:80])
    if found.account == line.account:
        raise Refused(MoveRefusal.SAME_ACCOUNT, account=found.number)
    return found
