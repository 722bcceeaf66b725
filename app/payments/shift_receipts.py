"""What a shift took, for its count: the checks and money orders that should be in hand, and receipts to look at.

Voided receipts are left out: their papers went back to the customer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, select

from app.accounts import queries as account_queries
from app.drawers.likely_cause import Taken
from app.journal.kinds import Kinds
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import read_payment
from app.payments.tables import line_names, receipt, receipt_void, tenders_in
from app.payments.tenders import Tender
from app.payments.undo_queries import kept_tenders, true_tenders
from app.payments.undo_tables import corrected_tender
from app.store.reference import ReferenceFiles

PAPERS = ("check", "money_order")


@dataclass(frozen=True)
class Paper:
    """A check or money order of a receipt: the tender's own place in it, its number, and whose account it paid."""

    receipt: str
    line: int
    tender: str
    number: str
    amount_cents: int
    receipt_number: str
    account: str
    account_number: str


def papers_in(connection: Connection, kinds: Kinds, shift: str) -> list[Paper]:
    """The list that a count is made against, in order of the receipts."""
    corrected = _corrected(connection, shift)
    rows = [row for row in connection.execute(_standing(shift)) if row.fact_id in corrected or _has_paper(row.tenders)]
    facts = [(row, read_payment(connection, kinds, row.fact_id)) for row in rows]
    return [
        paper
        for row, fact in facts
        if fact is not None and isinstance(fact.body, PaymentTaken)
        for paper in _papers_of(
            row.fact_id,
            receipt_numbers.spoken(row.workstation, row.generation, row.number),
            fact.body,
            true_tenders(connection, kinds, row.fact_id, fact.body),
        )
    ]


def taken_in(connection: Connection, kinds: Kinds, shift: str) -> tuple[Taken, ...]:
    """Every receipt of a shift as a likely cause needs it; a tender that was put right as what it truly was."""
    corrected = _corrected(connection, shift)
    return tuple(
        Taken(
            row.fact_id,
            receipt_numbers.spoken(row.workstation, row.generation, row.number),
            row.taken_at_us,
            row.total_cents,
            _kept(connection, kinds, row.fact_id) if row.fact_id in corrected else tuple(tenders_in(row.tenders)),
            0 if row.fact_id in corrected else row.change_cents,
            line_names(row.lines),
        )
        for row in connection.execute(_standing(shift))
    )


def payer_names(reference: ReferenceFiles, papers: list[Paper]) -> dict[str, str]:
    """Account key → whose it is, for those that the city's data has."""
    keys = {paper.account for paper in papers if paper.account}
    return {key: name for key in keys if (name := reference.remembered(("name", key), partial(_name, key)))}


def _name(account: str, reference: Connection) -> str | None:
    key = account_queries.account_key(account)
    account_id = account_queries.find_account(reference, key)
    return account_queries.account_summary(reference, account_id).customer_name if account_id is not None else None


def _papers_of(fact_id: str, receipt_number: str, body: PaymentTaken, tenders: Sequence[Tender]) -> list[Paper]:
    line = body.lines[0]
    return [
        Paper(
            receipt=fact_id,
            line=n,
            tender=tender.kind,
            number=tender.number or "",
            amount_cents=tender.amount_cents,
            receipt_number=receipt_number,
            account=line.account or "",
            account_number=line.account_number or "",
        )
        for n, tender in enumerate(tenders, 1)
        if tender.kind in PAPERS
    ]


def _corrected(connection: Connection, shift: str) -> set[str]:
    """Receipts of a shift with a tender that was put right."""
    return set(connection.scalars(select(corrected_tender.c.receipt).where(corrected_tender.c.shift == shift)))


def _kept(connection: Connection, kinds: Kinds, receipt: str) -> tuple[tuple[str, int], ...]:
    """(kind, cents) of what stayed, change taken off."""
    fact = read_payment(connection, kinds, receipt)
    body = fact.body if fact is not None else None
    tenders = kept_tenders(connection, kinds, receipt, body) if isinstance(body, PaymentTaken) else []
    return tuple((tender.kind, tender.amount_cents) for tender in tenders)


def _has_paper(tenders: str) -> bool:
    return any(kind in PAPERS for kind, _ in tenders_in(tenders))


def _standing(shift: str) -> Select[Any]:
    return (
        select(receipt)
        .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
        .where(receipt.c.shift == shift, receipt_void.c.fact_id.is_(None))
        .order_by(receipt.c.generation, receipt.c.number)
    )
