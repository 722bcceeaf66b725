"""What opens behind a fact: its paper where it has one, else the entry with its postings."""

from app.journal.fact import Fact
from app.payments.facts import PaymentVoided, ReceiptCopied
from app.payments.returned_payment_facts import PaymentReturned
from app.payments.stamp_facts import StampOrdered
from app.reports.report import Paper, PaperKind, Question, ReportKind

_PAPERS = {
    "PaymentTaken": PaperKind.RECEIPT,
    "PaidIn": PaperKind.DRAWER_SLIP,
    "PaidOut": PaperKind.DRAWER_SLIP,
    "SafeDropped": PaperKind.DRAWER_SLIP,
    "DrawerOpenedWithoutSale": PaperKind.DRAWER_SLIP,
    "ShiftSuspended": PaperKind.DRAWER_SLIP,
    "ShiftResumed": PaperKind.DRAWER_SLIP,
    "ShiftHandedOver": PaperKind.DRAWER_SLIP,
    "ShiftClosed": PaperKind.DRAWER_SLIP,
    "PaymentRefunded": PaperKind.UNDO_SLIP,
    "PaymentMoved": PaperKind.UNDO_SLIP,
    "TenderCorrected": PaperKind.UNDO_SLIP,
    "BankDepositPrepared": PaperKind.BANK_DEPOSIT,
}


def behind(question: Question, fact: Fact) -> Question | Paper:
    """A void and a returned payment open the receipt that they undid."""
    body = fact.body
    if isinstance(body, PaymentVoided | PaymentReturned | ReceiptCopied | StampOrdered):
        return Paper(PaperKind.RECEIPT, body.receipt)
    paper = paper_of(fact.envelope.kind, fact.envelope.fact_id)
    return paper or question.narrowed(ReportKind.ENTRY, of=fact.envelope.fact_id)


def paper_of(kind: str, fact_id: str) -> Paper | None:
    """The paper of a fact of this kind; None where it has none."""
    return Paper(_PAPERS[kind], fact_id) if kind in _PAPERS else None
