"""Giving money of a receipt back: line by line, never more than was paid, never a refund of a refund.

The money goes the way it came (policy `refund`): cash from the drawer that pays out, a card on the terminal outside,
anything else by a check that accounts payable writes. Offline only receipts of this workstation are refunded, because
only it knows all that was given back of them (reliability rules, What does not commute). Asked for in the inbox, it is
the same refund: `refund_approval`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from app import ledger_accounts
from app.changed import Changed
from app.drawers.queries import Shift, open_shift, shift_sums
from app.errors import Refused
from app.identity.approvals import Approval, decide
from app.identity.permissions import Permission, Session, require
from app.identity.queries import today
from app.journal.append import Author, JournalWork, is_recorded
from app.journal.fact import Fact, Posting
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import is_voided, read_payment
from app.payments.returned_payment_queries import returns_of_receipt
from app.payments.standing import StandingLine, standing_lines, taken_from_the_end
from app.payments.undo_facts import PaymentRefunded, RefundedLine
from app.payments.undo_queries import given_back, read_body, tenders_now
from app.payments.undo_slip import queue_slip
from app.policies import Policy
from app.print_jobs import open_drawer
from app.workplace import Services

REFUND_KIND = "refund"
METHODS = ("cash", "card", "check_request")


class RefundRefusal(StrEnum):
    """Why nothing is given back, in the order in which it is tested (after the permission to take payments).

    Behind OVER_PAID come the refusals of whoever sold the line (`sold_things`).
    """

    RECEIPT_UNKNOWN = "receipt_unknown"
    INTENT_TAKEN = "intent_taken"
    RECEIPT_VOIDED = "receipt_voided"
    NOT_THIS_WORKSTATION = "not_this_workstation"
    PAYMENT_RETURNED = "payment_returned"
    NOTHING_CHOSEN = "nothing_chosen"
    LINE_UNKNOWN = "line_unknown"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    OVER_PAID = "over_paid"
    REASON_UNKNOWN = "reason_unknown"
    METHOD_NOT_POSSIBLE = "method_not_possible"
    OVER_METHOD = "over_method"
    CHECK_TOO_NEW = "check_too_new"
    OVER_CASH_LIMIT = "over_cash_limit"
    NO_SHIFT = "no_shift"
    SHIFT_OF_ANOTHER = "shift_of_another"
    NOT_IN_THE_DRAWER = "not_in_the_drawer"


@dataclass(frozen=True)
class RefundPayment:
    """`intent`: id made when it was begun; `amounts`: place of a line on the receipt, from 1 → cents that go back."""

    intent: str
    receipt: str
    amounts: Mapping[int, int]
    reason: str
    method: str
    approver: Session | None = None


@dataclass(frozen=True)
class Refunded:
    """What was recorded, and what changed; `again`: it stood there already."""

    body: PaymentRefunded
    changed: Changed
    again: bool = False


@dataclass(frozen=True)
class RefundPlan:
    """A refund that can be made here and now: the receipt, what stands of it, the drawer that pays out (or None).

    `amounts` and `method` as they were wanted.
    """

    fact: Fact
    payment: PaymentTaken
    standing: Mapping[int, StandingLine]
    shift: Shift | None
    policy: Policy
    on: date
    amounts: Mapping[int, int]
    method: str

    @property
    def total_cents(self) -> int:
        """All that goes back."""
        return sum(self.amounts.values())


def record(services: Services, session: Session, command: RefundPayment) -> Refunded:
    """Records the refund and queues its slip. Raises Refused(RefundRefusal, ApprovalRefusal)."""
    require(session, Permission.PAYMENT_TAKE)
    with services.unit_of_work() as work:
        fact, payment = find_payment(services, work.connection, command.receipt)
        again = _again(work, command)
        if again is not None:
            return again
        plan = refuse(services, work.connection, session.person_id, fact, payment, command)
        approval = decide(services, session, REFUND_KIND, plan.total_cents, command.approver, plan.on)
        refunded = append(work, session.person_id, plan, command, approval)
        work.commit()
        return refunded


def refuse(
    services: Services, connection: Connection, person: str, fact: Fact, payment: PaymentTaken, command: RefundPayment
) -> RefundPlan:
    """What the refund needs. Raises Refused(RefundRefusal) for one that this person cannot make here and now."""
    _refuse_receipt(services, connection, command, fact)
    on = today(services)
    policy = services.policies.at("refund", on)
    standing = standing_lines(connection, services.kinds, command.receipt, payment)
    _refuse_lines(command, standing)
    _refuse_sold(services, connection, payment, command, on)
    total_cents = sum(command.amounts.values())
    came = tenders_now(connection, services.kinds, command.receipt, payment)
    _refuse_method(connection, command, came, policy, on - _taken_on(fact), total_cents)
    shift = _drawer(connection, services.device.code, person, command, total_cents)
    return RefundPlan(fact, payment, standing, shift, policy, on, command.amounts, command.method)


def append(work: JournalWork, person: str, plan: RefundPlan, command: RefundPayment, approval: Approval) -> Refunded:
    """Fact, slip and drawer, for the commit of whoever opened `work`; every rule was tested before."""
    shift, envelope = plan.shift, plan.fact.envelope
    lines = tuple(_line(plan.standing[place], cents) for place, cents in sorted(command.amounts.items()))
    body = PaymentRefunded(
        receipt=command.receipt,
        receipt_number=receipt_numbers.spoken(envelope.workstation, envelope.generation, plan.payment.number),
        reason=command.reason,
        method=command.method,
        total_cents=plan.total_cents,
        lines=lines,
        policies=(plan.policy.reference,),
        approval=approval,
        postings=(
            Posting(ledger_account=_paid_from(command.method, shift, plan.policy), amount_cents=-plan.total_cents),
            *(posting for line in lines for posting in line.taken_back),
        ),
    )
    business_date = shift.business_date if shift else plan.on.isoformat()
    if command.method == "cash":
        open_drawer.kick(work, command.intent, person, "refund")
    author = Author(person, shift.shift if shift else None, business_date)
    queue_slip(work, work.append(body, author, fact_id=command.intent))
    return Refunded(body, work.changed)


def find_payment(services: Services, connection: Connection, receipt: str) -> tuple[Fact, PaymentTaken]:
    """The receipt that is refunded. Raises Refused(RECEIPT_UNKNOWN)."""
    fact = read_payment(connection, services.kinds, receipt)
    if fact is None or not isinstance(fact.body, PaymentTaken):
        raise Refused(RefundRefusal.RECEIPT_UNKNOWN)
    return fact, fact.body


def _again(work: JournalWork, command: RefundPayment) -> Refunded | None:
    """The refund that this intent became; None for a new one."""
    if not is_recorded(work.connection, command.intent):
        return None
    body = refund_of(work, command.intent)
    if body is None or body.receipt != command.receipt:
        raise Refused(RefundRefusal.INTENT_TAKEN)
    return Refunded(body, work.changed, again=True)


def refund_of(work: JournalWork, fact_id: str) -> PaymentRefunded | None:
    """The refund of an id; None where that is something else."""
    body = read_body(work.connection, work.kinds, fact_id)
    return body if isinstance(body, PaymentRefunded) else None


def _refuse_receipt(services: Services, connection: Connection, command: RefundPayment, fact: Fact) -> None:
    if is_voided(connection, command.receipt):
        raise Refused(RefundRefusal.RECEIPT_VOIDED)
    if fact.envelope.workstation != services.device.code:
        raise Refused(RefundRefusal.NOT_THIS_WORKSTATION, workstation=fact.envelope.workstation)
    if returns_of_receipt(connection, services.kinds, command.receipt):
        raise Refused(RefundRefusal.PAYMENT_RETURNED)


def _refuse_lines(command: RefundPayment, standing: Mapping[int, StandingLine]) -> None:
    if not command.amounts:
        raise Refused(RefundRefusal.NOTHING_CHOSEN)
    for place in command.amounts:
        if place not in standing:
            raise Refused(RefundRefusal.LINE_UNKNOWN, line=place)
    for cents in command.amounts.values():
        if cents <= 0:
            raise Refused(RefundRefusal.AMOUNT_NOT_POSITIVE)
    for place, cents in command.amounts.items():
        if cents > standing[place].amount_cents:
            raise Refused(RefundRefusal.OVER_PAID, left_cents=standing[place].amount_cents)


def _refuse_sold(
    services: Services, connection: Connection, payment: PaymentTaken, command: RefundPayment, on: date
) -> None:
    """What a seller handed over goes back by its own rules."""
    for place, cents in command.amounts.items():
        line = payment.lines[place - 1]
        seller = services.sellers.of(line.kind)
        if seller is not None:
            seller.refuse_refund(connection, line, cents, on)


def _refuse_method(
    connection: Connection,
    command: RefundPayment,
    came: Mapping[str, int],
    policy: Policy,
    age: timedelta,
    total_cents: int,
) -> None:
    if command.reason not in policy.values["reasons"]:
        raise Refused(RefundRefusal.REASON_UNKNOWN)
    ways = policy.values["methods"]
    fitting = {kind: cents for kind, cents in came.items() if command.method in ways.get(kind, ())}
    if command.method not in METHODS or not fitting:
        raise Refused(RefundRefusal.METHOD_NOT_POSSIBLE)
    left_cents = sum(fitting.values()) - given_back(connection, command.receipt, command.method)
    if total_cents > left_cents:
        raise Refused(RefundRefusal.OVER_METHOD, left_cents=max(0, left_cents))
    hold_days = policy.values["check_hold_days"]
    if "check" in came and age < timedelta(days=hold_days):
        raise Refused(RefundRefusal.CHECK_TOO_NEW, days=hold_days)
    limit_cents = policy.values["cash_cents_max"]
    if command.method == "cash" and total_cents > limit_cents:
        raise Refused(RefundRefusal.OVER_CASH_LIMIT, limit_cents=limit_cents)


def _drawer(
    connection: Connection, workstation: str, person: str, command: RefundPayment, total_cents: int
) -> Shift | None:
    """The shift whose drawer pays out; for other methods the one that is open here, if any."""
    shift = open_shift(connection, workstation)
    if command.method != "cash":
        return shift
    if shift is None or shift.suspended:
        raise Refused(RefundRefusal.NO_SHIFT, drawer=workstation)
    if shift.person != person:
        raise Refused(RefundRefusal.SHIFT_OF_ANOTHER, drawer=shift.drawer)
    cash = ledger_accounts.drawer(shift.drawer, "cash")
    if total_cents > shift_sums(connection, shift.shift).get(cash, 0):
        raise Refused(RefundRefusal.NOT_IN_THE_DRAWER, drawer=shift.drawer)
    return shift


def _paid_from(method: str, shift: Shift | None, policy: Policy) -> str:
    if method == "cash" and shift is not None:
        return ledger_accounts.drawer(shift.drawer, "cash")
    return ledger_accounts.CARD_CLEARING if method == "card" else str(policy.values["payable_account"])


def _line(standing: StandingLine, cents: int) -> RefundedLine:
    return RefundedLine(standing.line, cents, standing.account_number, taken_from_the_end(standing.credits, cents))


def _taken_on(fact: Fact) -> date:
    return date.fromisoformat(fact.envelope.business_date or "0001-01-01")
