"""Receipts and tenders of a scope as their facts say them, for the lists of cashiers and tenders.

A cash tender counts less the change that was given. A tender that was keyed wrongly and put right stands as it was
keyed, with two rows of the correction in the shift that made it, as the postings do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.journal.fact import Fact
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken, PaymentVoided
from app.payments.tenders import without_change
from app.payments.undo_facts import TenderCorrected
from app.reports.report import Paper, PaperKind
from app.reports.report_scope import ChainedShift, Scope


@dataclass(frozen=True)
class ListedReceipt:
    """One receipt; amounts in cents. `standing_cents` is 0 where it was voided."""

    fact_id: str
    number: str
    taken_at_us: int
    person: str
    drawer: str
    business_date: str
    accounts: str
    body: PaymentTaken
    voided: bool

    @property
    def standing_cents(self) -> int:
        """What counts."""
        return 0 if self.voided else self.body.total_cents

    @property
    def voided_cents(self) -> int:
        """What was undone."""
        return self.body.total_cents if self.voided else 0


@dataclass(frozen=True)
class ListedTender:
    """One tender of a standing receipt, or one side of a correction; `opens`: its paper."""

    key: str
    at_us: int
    drawer: str
    person: str
    business_date: str
    receipt_number: str
    tender: str
    number: str
    amount_cents: int
    opens: Paper


def receipts_in(scope: Scope, *shifts: ChainedShift) -> Iterator[ListedReceipt]:
    """Every receipt, or those of some shifts, oldest first; of one cashier where the question names a person."""
    for chained in shifts or scope.shifts:
        yield from _receipts_of(scope, chained)


def tenders_in(scope: Scope) -> Iterator[ListedTender]:
    """Every tender that counts; of one kind where the question says which."""
    for chained in scope.shifts:
        for receipt in _receipts_of(scope, chained):
            if not receipt.voided:
                yield from _wanted(scope, _tenders_of(receipt))
        for fact in scope.facts(chained, TenderCorrected.__name__):
            if scope.asks_for(fact.envelope.person):
                yield from _wanted(scope, _corrected(chained, fact))


def accounts_of(body: PaymentTaken) -> str:
    """What was paid for: account numbers, else what the ledger account is called."""
    return ", ".join(dict.fromkeys(line.account_number or line.ledger_name or line.kind for line in body.lines))


def _wanted(scope: Scope, tenders: Iterator[ListedTender]) -> Iterator[ListedTender]:
    return (tender for tender in tenders if scope.question.of in ("", tender.tender))


def _receipts_of(scope: Scope, chained: ChainedShift) -> Iterator[ListedReceipt]:
    facts = scope.payments(chained)
    voided = {fact.body.receipt for fact in facts if isinstance(fact.body, PaymentVoided)}
    for fact in facts:
        if isinstance(fact.body, PaymentTaken) and scope.asks_for(fact.envelope.person):
            yield _receipt(chained, fact, fact.body, voided=fact.envelope.fact_id in voided)


def _receipt(chained: ChainedShift, fact: Fact, body: PaymentTaken, *, voided: bool) -> ListedReceipt:
    envelope = fact.envelope
    return ListedReceipt(
        fact_id=envelope.fact_id,
        number=receipt_numbers.spoken(envelope.workstation, envelope.generation, body.number),
        taken_at_us=body.hand_written.written_at_us if body.hand_written else envelope.recorded_at_us,
        person=envelope.person or "",
        drawer=chained.shift.drawer,
        business_date=chained.shift.business_date,
        accounts=accounts_of(body),
        body=body,
        voided=voided,
    )


def _tenders_of(receipt: ListedReceipt) -> Iterator[ListedTender]:
    """What stayed of each, change taken off."""
    for place, tender in enumerate(without_change(receipt.body.tenders, receipt.body.change_cents), 1):
        yield ListedTender(
            f"{receipt.fact_id}/{place}",
            receipt.taken_at_us,
            receipt.drawer,
            receipt.person,
            receipt.business_date,
            receipt.number,
            tender.kind,
            tender.number or "",
            tender.amount_cents,
            Paper(PaperKind.RECEIPT, receipt.fact_id),
        )


def _corrected(chained: ChainedShift, fact: Fact) -> Iterator[ListedTender]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, TenderCorrected):
        raise TypeError(f"{envelope.kind} is not a TenderCorrected")
    sides = ((body.was, "", -body.amount_cents), (body.now.kind, body.now.number or "", body.amount_cents))
    for tender, number, cents in sides:
        yield ListedTender(
            f"{envelope.fact_id}/{tender}",
            envelope.recorded_at_us,
            chained.shift.drawer,
            envelope.person or "",
            chained.shift.business_date,
            body.receipt_number,
            tender,
            number,
            cents,
            Paper(PaperKind.UNDO_SLIP, envelope.fact_id),
        )
