"""What a shift took, for its count: the checks and money orders that should be in hand, and receipts to look at.

Voided receipts are left out: their papers went back to the customer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from app.accounts import queries as account_queries
from app.drawers.likely_cause import Taken
from app.journal.kinds import Kinds
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.queries import read_payment
from app.payments.tables import receipt, receipt_key, receipt_line, receipt_tender, receipt_void
from app.payments.tenders import Tender
from app.payments.undo_queries import true_tenders
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
    of_shift = _parts(receipt_tender, shift).where(receipt_tender.c.kind.in_(PAPERS))
    with_paper = {row.fact_id for row in connection.execute(of_shift)}
    with_paper |= set(connection.scalars(select(corrected_tender.c.receipt).where(corrected_tender.c.shift == shift)))
    rows = [row for row in connection.execute(_standing(shift)).all() if row.fact_id in with_paper]
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


def taken_in(connection: Connection, shift: str) -> tuple[Taken, ...]:
    """Every receipt of a shift as a likely cause needs it."""
    rows = connection.execute(_standing(shift)).all()
    tenders: dict[str, list[tuple[str, int]]] = {row.fact_id: [] for row in rows}
    accounts: dict[str, list[str]] = {row.fact_id: [] for row in rows}
    for row in connection.execute(_parts(receipt_tender, shift)):
        if row.fact_id in tenders:
            tenders[row.fact_id].append((row.kind, row.amount_cents))
    for row in connection.execute(_parts(receipt_line, shift)):
        if row.fact_id in accounts:
            accounts[row.fact_id].append(row.account_number or row.kind)
    return tuple(
        Taken(
            row.fact_id,
            receipt_numbers.spoken(row.workstation, row.generation, row.number),
            row.taken_at_us,
            row.total_cents,
            tuple(tenders[row.fact_id]),
            row.change_cents,
            tuple(accounts[row.fact_id]),
        )
        for row in rows
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


def _parts(table: Table, shift: str) -> Select[Any]:
    """The lines or tenders of a shift's receipts, in their order."""
    joined = select(receipt.c.fact_id, table).join(receipt, receipt_key(receipt) == receipt_key(table))
    of_shift = joined.where(receipt.c.shift == shift)
    return of_shift.order_by(receipt.c.generation, receipt.c.number, table.c.line)


def _standing(shift: str) -> Select[Any]:
    return (
        select(receipt)
        .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
        .where(receipt.c.shift == shift, receipt_void.c.fact_id.is_(None))
        .order_by(receipt.c.generation, receipt.c.number)
    )
