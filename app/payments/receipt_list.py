"""Receipts in a list, newest first: the last ones, and those that a number, an account or a book brings up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, exists, func, or_, select, tuple_

from app.accounts.queries import accounts_numbered, key_text
from app.identity.mapped import names_of
from app.identity.mapping_facts import Subject
from app.journal.tables import fact, posting
from app.payments import receipt_numbers
from app.payments.facts import PaymentTaken
from app.payments.tables import Part, line_names, receipt, receipt_void, tenders_in
from app.payments.undo_queries import is_undone_in_part
from app.print_jobs.queries import jobs_of_fact
from app.print_jobs.types import JobKind, JobRow
from app.workplace import Services

LONGEST = 200
_DIGITS = re.compile(r"0*(\d{1,9})", re.ASCII)


@dataclass(frozen=True)
class ReceiptEntry:
    """One receipt. `accounts` and `tenders` in the order of the paper; `paper` its newest print job. Cents, UTC µs.

    `changed`: something of it was given back, moved, corrected or returned since.
    """

    fact_id: str
    number: str
    shift: str
    taken_at_us: int
    total_cents: int
    accounts: tuple[str, ...]
    tenders: tuple[str, ...]
    voided: bool
    back_entered: bool
    changed: bool
    paper: JobRow | None


def newest_receipts(services: Services, shift: str, limit: int) -> list[ReceiptEntry]:
    """The last receipts of a shift."""
    with services.read_journal() as journal:
        return _entries(journal, receipt.c.shift == shift, limit)


def search_receipts(services: Services, typed: str, limit: int = LONGEST) -> list[ReceiptEntry]:
    """Receipts of every shift on this counter's journal whose number, account number or book is `typed`; "" is all.

    A number may be whole, as on the paper, or only its last digits without zeros.
    """
    wanted = typed.strip()
    keys = _account_keys(services, wanted) if wanted else []
    with services.read_journal() as journal:
        names = [name for key in keys for name in names_of(journal, Subject.ACCOUNT, key)]
        return _entries(journal, _matches(wanted, names), limit)


def _account_keys(services: Services, number: str) -> list[str]:
    """The accounts that the city's data knows by this number."""
    if services.reference.current() is None:
        return []
    with services.reference.read() as reference:
        return [key_text(key) for key in accounts_numbered(reference, number)]


def _matches(typed: str, accounts: Sequence[str]) -> ColumnElement[bool]:
    if not typed:
        return receipt.c.number > 0
    ways = [_of_accounts(accounts) if accounts else _names_account(typed), receipt.c.book_number == typed]
    digits, whole = _DIGITS.fullmatch(typed), receipt_numbers.parse(typed)
    if digits:
        ways.append(receipt.c.number == int(digits[1]))
    if whole:
        workstation, generation, number = whole
        same = (receipt.c.workstation == workstation, receipt.c.generation == generation, receipt.c.number == number)
        ways.append(and_(*same))
    return or_(*ways)


def _of_accounts(accounts: Sequence[str]) -> ColumnElement[bool]:
    """By the accounts' postings, which have an index; the number stands in the receipt's fact."""
    place = (fact.c.workstation, fact.c.generation, fact.c.sequence)
    number = func.json_extract(cast(fact.c.body, Text), "$.number")
    paid = (
        select(fact.c.workstation, fact.c.generation, number)
        .join(posting, tuple_(*place) == tuple_(posting.c.workstation, posting.c.generation, posting.c.sequence))
        .where(posting.c.account.in_(accounts), fact.c.kind == PaymentTaken.__name__)
    )
    return tuple_(receipt.c.workstation, receipt.c.generation, receipt.c.number).in_(paid)


def _names_account(number: str) -> ColumnElement[bool]:
    """For an account that the city's data has no more: a walk over the receipts."""
    line = Part(receipt.c.lines)
    return exists(select(line.n).select_from(line.rows).where(line.value == number).correlate(receipt))


def _entries(journal: Connection, which: ColumnElement[bool], limit: int) -> list[ReceiptEntry]:
    rows = journal.execute(
        select(receipt, receipt_void.c.fact_id.label("void"))
        .outerjoin(receipt_void, receipt_void.c.receipt == receipt.c.fact_id)
        .where(which)
        .order_by(receipt.c.taken_at_us.desc(), receipt.c.number.desc())
        .limit(limit)
    )
    return [_entry(journal, row) for row in rows.all()]


def _entry(journal: Connection, row: Any) -> ReceiptEntry:
    papers = [job for job in jobs_of_fact(journal, row.fact_id) if job.kind is not JobKind.KICK]
    return ReceiptEntry(
        fact_id=row.fact_id,
        number=receipt_numbers.spoken(row.workstation, row.generation, row.number),
        shift=row.shift,
        taken_at_us=row.taken_at_us,
        total_cents=row.total_cents,
        accounts=tuple(dict.fromkeys(line_names(row.lines))),
        tenders=tuple(dict.fromkeys(kind for kind, _ in tenders_in(row.tenders))),
        voided=row.void is not None,
        back_entered=row.book is not None,
        changed=is_undone_in_part(journal, row.fact_id),
        paper=papers[-1] if papers else None,
    )
