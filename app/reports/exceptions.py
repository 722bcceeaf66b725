"""The exceptions report: what somebody should look at, each with its amount and the paper or entry behind it.

Voids, refunds, corrections, openings without a sale, receipts entered afterwards, money in suspense, card attempts that
nobody knows the outcome of, drawers over or short, closes sent back, reopened or not approved, shifts that came late to
a deposited day, payments that the bank gave back, and those of its file that fit no check here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from app.drawers.bank_deposits import LEFT, deposits_of
from app.drawers.close_shift import difference_waits
from app.drawers.close_shift_facts import ShiftClosed, ShiftRejected, ShiftReopened
from app.drawers.counts import standing_close
from app.drawers.movement_facts import DrawerOpenedWithoutSale
from app.drawers.queries import SHIFTS, shift_of
from app.drawers.safe_facts import SafeDiscrepancyRecorded
from app.drawers.tables import shift as shift_table
from app.journal.fact import Fact
from app.payments import receipt_numbers
from app.payments.card_attempt import AttemptState
from app.payments.facts import PaymentTaken, PaymentVoided
from app.payments.returned_payment_facts import PaymentReturned
from app.payments.returned_payment_queries import waiting_returns
from app.payments.tables import card_attempt
from app.payments.undo_facts import PaymentMoved, PaymentRefunded, TenderCorrected
from app.reports.fact_papers import behind
from app.reports.report import (
    ColumnKind,
    Paper,
    Question,
    ReportKind,
    ReportRow,
    Section,
    code_column,
    count_column,
    moment_column,
    money_column,
    section,
    text_column,
)
from app.reports.report_scope import ChainedShift, Scope


class ExceptionKind(StrEnum):
    """What is out of the ordinary, in the order of the report."""

    VOID = "void"
    REFUND = "refund"
    ACCOUNT_CORRECTED = "account_corrected"
    TENDER_CORRECTED = "tender_corrected"
    NO_SALE = "no_sale"
    BACK_ENTRY = "back_entry"
    SUSPENSE = "suspense"
    CARD_UNKNOWN = "card_unknown"
    OVER_SHORT = "over_short"
    REJECTED = "rejected"
    REOPENED = "reopened"
    APPROVAL_PENDING = "approval_pending"
    LATE_ARRIVAL = "late_arrival"
    RETURNED_PAYMENT = "returned_payment"
    UNMATCHED_RETURN = "unmatched_return"
    SAFE_DISCREPANCY = "safe_discrepancy"


@dataclass(frozen=True)
class Found:
    """One exception. `what`: the receipt or bag that it is about; `reason`: a code of a policy, "" for none."""

    key: str
    kind: ExceptionKind
    at_us: int | None
    drawer: str
    person: str
    what: str
    reason: str
    amount_cents: int
    opens: Question | Paper | None


_SUMS = (code_column("exception"), count_column("items"), money_column("amount"))
_EXCEPTIONS = (
    code_column("exception"),
    moment_column("time"),
    text_column("drawer"),
    text_column("person"),
    text_column("concerns"),
    code_column("reason"),
    money_column("amount"),
)
_IN_SHIFTS = (
    *(PaymentVoided, PaymentRefunded, TenderCorrected, DrawerOpenedWithoutSale),
    *(ShiftRejected, ShiftReopened),
)
_WITHOUT_SHIFT = (PaymentRefunded, PaymentMoved, PaymentReturned, SafeDiscrepancyRecorded)


def sections(scope: Scope) -> tuple[Section, ...]:
    """How many of each kind, then each; of one kind alone where the question says which."""
    found = exceptions_in(scope)
    if scope.question.of:
        found = [each for each in found if each.kind == scope.question.of]
    rows = tuple(_row(scope, each) for each in found)
    if scope.question.of:
        return (section("exceptions", _EXCEPTIONS, rows),)
    return sums(scope, found), section("exceptions", _EXCEPTIONS, rows, summed=())


def sums(scope: Scope, found: list[Found]) -> Section:
    """One row a kind that there is; each opens its list. Amounts of different kinds make no sum."""
    rows = []
    for kind in ExceptionKind:
        cents = [each.amount_cents for each in found if each.kind is kind]
        if cents:
            opens = scope.question.narrowed(ReportKind.EXCEPTIONS, of=kind.value)
            rows.append(ReportRow(kind.value, (kind.value, len(cents), sum(cents)), opens))
    opens_all = scope.question.narrowed(ReportKind.EXCEPTIONS)
    return section("by_exception", _SUMS, tuple(rows), opens_all, summed=(ColumnKind.COUNT,))


def exceptions_in(scope: Scope) -> list[Found]:
    """Every one, by kind and then by time."""
    found = [each for chained in scope.shifts for each in _of_shift(scope, chained)]
    for fact in scope.facts_without_shift(*(kind.__name__ for kind in _WITHOUT_SHIFT)):
        found += _of_fact(scope, fact, "")
    if scope.beyond_shifts:
        found += _unmatched(scope)
    order = list(ExceptionKind)
    return sorted(found, key=lambda each: (order.index(each.kind), each.at_us or 0, each.key))


def _of_shift(scope: Scope, chained: ChainedShift) -> Iterator[Found]:
    for fact in scope.facts(chained, *(kind.__name__ for kind in _IN_SHIFTS)):
        yield from _of_fact(scope, fact, chained.shift.drawer)
    yield from _marked_receipts(scope, chained)
    yield from _unknown_cards(scope, chained)
    yield from _close(scope, chained)
    if _came_late(scope, chained):
        opens = scope.question.narrowed(ReportKind.Z, shift=chained.shift.shift)
        yield Found(
            f"{chained.shift.shift}/late",
            ExceptionKind.LATE_ARRIVAL,
            chained.shift.opened_at_us,
            chained.shift.drawer,
            chained.shift.person,
            chained.shift.business_date,
            "",
            0,
            opens,
        )


def _of_fact(scope: Scope, fact: Fact, drawer: str) -> Iterator[Found]:
    say = _SAID.get(type(fact.body))
    if say is not None:
        kind, what, reason, cents = say(fact.body)
        yield _found(scope, fact, drawer, (kind, what, reason, cents))


Said = tuple[ExceptionKind, str, str, int]


def _found(scope: Scope, fact: Fact, drawer: str, said: Said) -> Found:
    kind, what, reason, cents = said
    envelope = fact.envelope
    who = (envelope.recorded_at_us, drawer, envelope.person or "")
    return Found(f"{envelope.fact_id}/{kind.value}", kind, *who, what, reason, cents, behind(scope.question, fact))


_SAID: dict[type, Callable[..., Said]] = {
    PaymentVoided: lambda body: (ExceptionKind.VOID, "", body.reason, -body.total_cents),
    PaymentRefunded: lambda body: (ExceptionKind.REFUND, body.receipt_number, body.reason, -body.total_cents),
    PaymentMoved: lambda body: (
        ExceptionKind.ACCOUNT_CORRECTED,
        body.receipt_number,
        body.reason,
        body.amount_cents,
    ),
    TenderCorrected: lambda body: (ExceptionKind.TENDER_CORRECTED, body.receipt_number, body.reason, body.amount_cents),
    DrawerOpenedWithoutSale: lambda body: (ExceptionKind.NO_SALE, "", body.reason, 0),
    ShiftRejected: lambda body: (ExceptionKind.REJECTED, "", body.reason, 0),
    ShiftReopened: lambda body: (ExceptionKind.REOPENED, "", body.reason, 0),
    PaymentReturned: lambda body: (ExceptionKind.RETURNED_PAYMENT, "", body.reason, -body.amount_cents),
    SafeDiscrepancyRecorded: lambda body: (ExceptionKind.SAFE_DISCREPANCY, "", body.reason, body.difference_cents),
}


def _marked_receipts(scope: Scope, chained: ChainedShift) -> Iterator[Found]:
    """Receipts entered afterwards, and lines that nobody knew the account of."""
    for fact in scope.payments(chained):
        body, envelope = fact.body, fact.envelope
        if not isinstance(body, PaymentTaken):
            continue
        number = receipt_numbers.spoken(envelope.workstation, envelope.generation, body.number)
        if body.hand_written:
            yield _found(scope, fact, chained.shift.drawer, (ExceptionKind.BACK_ENTRY, number, "", body.total_cents))
        cents = sum(line.amount_cents for line in body.lines if line.kind == "suspense")
        if cents:
            yield _found(scope, fact, chained.shift.drawer, (ExceptionKind.SUSPENSE, number, "", cents))


def _unknown_cards(scope: Scope, chained: ChainedShift) -> Iterator[Found]:
    unknown = (card_attempt.c.state == AttemptState.UNKNOWN.value, card_attempt.c.shift == chained.shift.shift)
    for row in scope.connection.execute(select(card_attempt).where(*unknown)):
        who = (row.started_at_us, chained.shift.drawer, row.person)
        yield Found(row.attempt, ExceptionKind.CARD_UNKNOWN, *who, "", "", row.amount_cents, None)


def _close(scope: Scope, chained: ChainedShift) -> Iterator[Found]:
    close = standing_close(scope.connection, chained.shift.shift)
    if close is None or not (close.over_short_cents or close.approval_pending):
        return
    for fact in scope.facts(chained, ShiftClosed.__name__):
        body = fact.body
        if isinstance(body, ShiftClosed) and fact.envelope.fact_id == close.fact_id:
            for kind in _kinds_of(body, waits=difference_waits(scope.services, scope.connection, close)):
                said = (kind, "", body.reason, body.difference.held_cents)
                yield _found(scope, fact, chained.shift.drawer, said)


def _kinds_of(body: ShiftClosed, *, waits: bool) -> Iterator[ExceptionKind]:
    if body.difference.held_cents:
        yield ExceptionKind.OVER_SHORT
    if waits:
        yield ExceptionKind.APPROVAL_PENDING


def _came_late(scope: Scope, chained: ChainedShift) -> bool:
    """Another shift of its day went to the bank without it, and it is in no deposit."""
    shift = chained.shift
    if deposits_of(scope.connection, shift.shift):
        return False
    same_day = SHIFTS.where(shift_table.c.business_date == shift.business_date, shift_table.c.shift != shift.shift)
    others = map(shift_of, scope.connection.execute(same_day))
    return any(deposit.state in LEFT for other in others for deposit in deposits_of(scope.connection, other.shift))


def _unmatched(scope: Scope) -> Iterator[Found]:
    days = (scope.question.from_on.isoformat(), scope.question.to_on.isoformat())
    for entry in waiting_returns(scope.connection):
        if days[0] <= entry.returned_on <= days[1]:
            key = f"{entry.trace}/{entry.number}"
            said = (entry.number, entry.reason, -entry.amount_cents)
            yield Found(key, ExceptionKind.UNMATCHED_RETURN, None, "", "", *said, None)


def _row(scope: Scope, each: Found) -> ReportRow:
    cells = (
        each.kind.value,
        each.at_us,
        each.drawer,
        scope.name_of(each.person),
        each.what,
        each.reason,
        each.amount_cents,
    )
    return ReportRow(each.key, cells, each.opens)
