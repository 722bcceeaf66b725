"""Read tables of what was undone of receipts in part, or put right."""

from sqlalchemy import Column, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

undone_line = Table(
    "undone_line",
    journal_metadata,
    Column("receipt", Text, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("what", Text, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    Column("how", Text, nullable=False),
    Column("at_us", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""`what`: "refund" or "move"; `how`: the method of a refund, the account that a payment was moved to."""

corrected_tender = Table(
    "corrected_tender",
    journal_metadata,
    Column("receipt", Text, primary_key=True),
    Column("tender", Integer, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("was", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    Column("shift", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
