"""What is known of refunds, moves and tender corrections: one fact, what was given back, what was truly handed over."""

from sqlalchemy import Connection, bindparam, func, select, union, union_all

from app.journal.fact import FactBody
from app.journal.kinds import Kinds
from app.journal.tables import fact as fact_table
from app.payments.facts import PaymentTaken
from app.payments.returned_payment_tables import returned_payment
from app.payments.tenders import Tender, without_change
from app.payments.undo_facts import TenderCorrected
from app.payments.undo_tables import corrected_tender, undone_line

_STORED = select(fact_table.c.envelope, fact_table.c.body).where(fact_table.c.fact_id == bindparam("fact_id"))
_GIVEN_BACK = select(func.coalesce(func.sum(undone_line.c.amount_cents), 0)).where(
    undone_line.c.receipt == bindparam("receipt"), undone_line.c.what == "refund", undone_line.c.how == bindparam("how")
)
_CORRECTIONS = (
    select(fact_table.c.envelope, fact_table.c.body)
    .join(corrected_tender, corrected_tender.c.fact_id == fact_table.c.fact_id)
    .where(corrected_tender.c.receipt == bindparam("receipt"))
    .order_by(fact_table.c.generation, fact_table.c.sequence)
)
_UNDONE = union_all(
    select(undone_line.c.fact_id).where(undone_line.c.receipt == bindparam("receipt")),
    select(corrected_tender.c.fact_id).where(corrected_tender.c.receipt == bindparam("receipt")),
    select(returned_payment.c.fact_id).where(returned_payment.c.receipt == bindparam("receipt")),
).limit(1)


_PUT_RIGHT = union(
    select(undone_line.c.fact_id).where(undone_line.c.receipt == bindparam("receipt")),
    select(corrected_tender.c.fact_id).where(corrected_tender.c.receipt == bindparam("receipt")),
)
_UNDONE_BY = (
    select(fact_table.c.fact_id)
    .where(fact_table.c.fact_id.in_(_PUT_RIGHT))
    .order_by(fact_table.c.generation, fact_table.c.sequence)
)


def read_body(journal: Connection, kinds: Kinds, fact_id: str) -> FactBody | None:
    """The body of any fact; None where there is none of that id."""
    row = journal.execute(_STORED, {"fact_id": fact_id}).first()
    return kinds.read(row.envelope, row.body).body if row else None


def given_back(journal: Connection, receipt: str, method: str) -> int:
    """Cents of a receipt that went back this way already."""
    return int(journal.scalar(_GIVEN_BACK, {"receipt": receipt, "how": method}) or 0)


def is_undone_in_part(journal: Connection, receipt: str) -> bool:
    """Was something of it refunded, moved, returned or corrected? Then it can no longer be undone as a whole."""
    return journal.execute(_UNDONE, {"receipt": receipt}).first() is not None


def undone_by(journal: Connection, receipt: str) -> list[str]:
    """The refunds, moves and corrections of a receipt by their facts, oldest first."""
    return list(journal.scalars(_UNDONE_BY, {"receipt": receipt}))


def true_tenders(journal: Connection, kinds: Kinds, receipt: str, payment: PaymentTaken) -> list[Tender]:
    """What was handed over, by its place on the receipt, each as it was corrected last."""
    return _corrected(journal, kinds, receipt, list(payment.tenders))


def kept_tenders(journal: Connection, kinds: Kinds, receipt: str, payment: PaymentTaken) -> list[Tender]:
    """What stayed of each tender, by its place on the receipt: change taken off, each as it was corrected last."""
    return _corrected(journal, kinds, receipt, without_change(payment.tenders, payment.change_cents))


def tenders_now(journal: Connection, kinds: Kinds, receipt: str, payment: PaymentTaken) -> dict[str, int]:
    """Kind → cents that stayed: what may go back this way at most."""
    sums: dict[str, int] = {}
    for tender in kept_tenders(journal, kinds, receipt, payment):
        sums[tender.kind] = sums.get(tender.kind, 0) + tender.amount_cents
    return sums


def _corrected(journal: Connection, kinds: Kinds, receipt: str, tenders: list[Tender]) -> list[Tender]:
    """A corrected tender is what stayed of it: a correction takes its change off."""
    bodies = [kinds.read(*row).body for row in journal.execute(_CORRECTIONS, {"receipt": receipt})]
    for body in [body for body in bodies if isinstance(body, TenderCorrected)]:
        tenders[body.tender - 1] = body.now
    return tenders
