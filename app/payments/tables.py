"""Read tables of receipts, and the working tables of sales that are not receipts yet.

A read table has the columns that a question needs; everything else of a receipt is read from its fact. What a list
shows of lines and tenders stands in the receipt's own row: each table and index more is a page more for every payment.
"""

import msgspec
from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, func, text

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
    Column("lines", Text, nullable=False),  # JSON: [[kind, account number or null], …]
    Column("tenders", Text, nullable=False),  # JSON: [[kind, cents], …]
    Column("book", Text),
    Column("book_number", Text),
    Column("book_key", Text),
    Column("number_key", Text),
    Index("receipt_by_shift", "shift", "generation", "number"),
    Index("receipt_by_book", "book_key", "number_key", sqlite_where=text("book_key IS NOT NULL")),
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


issued_thing = Table(
    "issued_thing",
    journal_metadata,
    Column("serial", Text, primary_key=True),
    Column("receipt", Text, primary_key=True),
    Column("line", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("replaces", Text),
    Index("issued_thing_by_receipt", "receipt"),
    Index("issued_thing_by_replaced", "replaces", sqlite_where=text("replaces IS NOT NULL")),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""What receipts handed over, by its number, such as transit passes; only such a receipt has rows here."""


class Part:
    """The lines or tenders of receipts as rows of a query: `n` counts from 1, `kind` and `value` are as in the column.

    Join it on `true()`: SQLite takes the parts of each receipt apart (`json_each`).
    """

    def __init__(self, column: Column[str]) -> None:
        self.rows = func.json_each(column).table_valued("key", "value", name=f"{column.name}_part")
        self.n = self.rows.c.key + 1
        self.kind = func.json_extract(self.rows.c.value, "$[0]")
        self.value = func.json_extract(self.rows.c.value, "$[1]")


def line_names(lines: str) -> tuple[str, ...]:
    """What each line of a receipt is called in a list: its account's number, else its kind."""
    return tuple(number or kind for kind, number in _LINES.decode(lines))


def tenders_in(tenders: str) -> list[tuple[str, int]]:
    """Each tender of a receipt: kind, amount in cents."""
    return _TENDERS.decode(tenders)


_LINES = msgspec.json.Decoder(list[tuple[str, str | None]])
_TENDERS = msgspec.json.Decoder(list[tuple[str, int]])


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
