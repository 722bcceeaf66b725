"""Receipts in a list, newest first: the last ones, and those that a number, an account or a book brings up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from app.payments import receipt_numbers
from app.payments.tables import receipt, receipt_key, receipt_line, receipt_tender, receipt_void
from app.print_jobs.queries import jobs_of_fact
from app.print_jobs.types import JobKind, JobRow
from app.workplace import Services

Key = tuple[str, int, int]
"""(workstation, generation, number)"""

LONGEST = 200
_DIGITS = re.compile(r"0*(\d{1,9})", re.ASCII)


@dataclass(frozen=True)
class ReceiptEntry:
    """One receipt. `accounts` and `tenders` in the order of the paper; `paper` its newest print job. Cents, UTC µs."""

    fact_id: str
    number: str
    shift: str
    taken_at_us: int
    total_cents: int
    accounts: tuple[str, ...]
    tenders: tuple[str, ...]
    voided: bool
    back_entered: bool
    paper: JobRow | None


def newest_receipts(services: Services, shift: str, limit: int) -> list[ReceiptEntry]:
    """The last receipts of a shift."""
    with services.read_journal() as journal:
        return _entries(journal, receipt.c.shift == shift, limit)


def search_receipts(services: Services, typed: str, limit: int = LONGEST) -> list[ReceiptEntry]:
    """Receipts of every shift on this counter's journal whose number, account number or book is `typed`; "" is all.

    A number may be whole, as on the paper, or only its last digits without zeros.
    """
    with services.read_journal() as journal:
        return _entries(journal, _matches(typed.strip()), limit)


def _matches(typed: str) -> ColumnElement[bool]:
    if not typed:
        return receipt.c.number > 0
    of_account = select(*receipt_key(receipt_line)).where(receipt_line.c.account_number == typed)
    ways = [receipt_key(receipt).in_(of_account), receipt.c.book_number == typed]
    digits, whole = _DIGITS.fullmatch(typed), receipt_numbers.parse(typed)
    if digits:
        ways.append(receipt.c.number == int(digits[1]))
    if whole:
        workstation, generation, number = whole
        same = (receipt.c.workstation == workstation, receipt.c.generation == generation, receipt.c.number == number)
        ways.append(and_(*same))
    return or_(*ways)


def _entries(journal: Connection, which: ColumnElement[bool], limit: int) -> list[ReceiptEntry]:
    rows = journal.execute(
        select(receipt, receipt_void.c.fact_id.label("void"))
        .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
        .where(which)
        .order_by(receipt.c.taken_at_us.desc(), receipt.c.number.desc())
        .limit(limit)
    ).all()
    keys = [_key(row) for row in rows]
    accounts = _grouped(journal, receipt_line, keys, lambda line: line.account_number or line.kind)
    tenders = _grouped(journal, receipt_tender, keys, lambda tender: tender.kind)
    return [_entry(journal, row, accounts, tenders) for row in rows]


def _key(row: Any) -> Key:
    return row.workstation, row.generation, row.number


def _grouped(journal: Connection, table: Any, keys: Sequence[Key], name: Any) -> dict[Key, tuple[str, ...]]:
    """Receipt → the names of its lines or tenders, each once."""
    found: dict[Key, dict[str, None]] = {key: {} for key in keys}
    for row in journal.execute(select(table).where(receipt_key(table).in_(keys)).order_by(table.c.line)):
        found[_key(row)][name(row)] = None
    return {key: tuple(names) for key, names in found.items()}


def _entry(
    journal: Connection, row: Any, accounts: dict[Key, tuple[str, ...]], tenders: dict[Key, tuple[str, ...]]
) -> ReceiptEntry:
    papers = [job for job in jobs_of_fact(journal, row.fact_id) if job.kind is not JobKind.KICK]
    return ReceiptEntry(
        fact_id=row.fact_id,
        number=receipt_numbers.spoken(row.workstation, row.generation, row.number),
        shift=row.shift,
        taken_at_us=row.taken_at_us,
        total_cents=row.total_cents,
        accounts=accounts[_key(row)],
        tenders=tenders[_key(row)],
        voided=row.void is not None,
        back_entered=row.book is not None,
        paper=papers[-1] if papers else None,
    )
