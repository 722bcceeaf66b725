"""Read tables of receipts, and the working tables of sales that are not receipts yet.

A read table has the columns that a question needs; everything else of a receipt is read from its fact. Lines and
tenders are keyed by the receipt's number, not by its fact: short keys and few indexes keep a payment to few pages.
"""

from sqlalchemy import Column, FromClause, Index, Integer, LargeBinary, Table, Text, Tuple, text, tuple_

from app.store.schema import READ_TABLE, journal_metadata

receipt = Table(
    "receipt",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("fact_id", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("taken_at_us", Integer, nullable=False),
    Column("total_cents", Integer, nullable=False),
    Column("change_cents", Integer, nullable=False),
    Column("rounding_cents", Integer, nullable=False),
    Column("book", Text),
    Column("book_number", Text),
    Column("book_key", Text),
    Column("number_key", Text),
    Index("receipt_by_shift", "shift", "generation", "number"),
    Index("receipt_by_book", "book_key", "number_key", sqlite_where=text("book_key IS NOT NULL")),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)

receipt_line = Table(
    "receipt_line",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("account_number", Text),
    Index("receipt_line_by_account_number", "account_number", sqlite_where=text("account_number IS NOT NULL")),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)

receipt_tender = Table(
    "receipt_tender",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)

receipt_void = Table(
    "receipt_void",
    journal_metadata,
    Column("receipt", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)

receipt_copy = Table(
    "receipt_copy",
    journal_metadata,
    Column("receipt", Text, primary_key=True),
    Column("copy", Integer, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)


def receipt_key(table: FromClause) -> Tuple:
    """(workstation, generation, number) of a receipt, its lines or its tenders: what they are joined by."""
    return tuple_(table.c.workstation, table.c.generation, table.c.number)


card_attempt = Table(
    "card_attempt",
    journal_metadata,
    Column("attempt", Text, primary_key=True),
    Column("intent", Text, nullable=False, index=True),
    Column("shift", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    Column("started_at_us", Integer, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("settled_at_us", Integer),
    Column("settled_by", Text),
)
"""Stored before the terminal is used; `state`: "open", "approved", "declined", "unknown" or "used".

`settled_by`: who said what the terminal did.
"""

sale_draft = Table(
    "sale_draft",
    journal_metadata,
    Column("intent", Text, primary_key=True),
    Column("shift", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    Column("changed_at_us", Integer, nullable=False),
    Column("expires_at_us", Integer, nullable=False),
)
"""A sale in progress ("open") or set aside ("parked"): what was entered survives a crash. Not money yet."""
