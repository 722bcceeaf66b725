"""Read tables of payments that the bank gave back."""

from sqlalchemy import Column, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

returned_payment = Table(
    "returned_payment",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("receipt", Text, nullable=False, index=True),
    Column("tender", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("returned_on", Text, nullable=False),
    Column("recorded_at_us", Integer, nullable=False, index=True),
    Column("amount_cents", Integer, nullable=False),
    Column("fees_cents", Integer, nullable=False),
    Column("trace", Text),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)

returned_account = Table(
    "returned_account",
    journal_metadata,
    Column("account", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("returned_on", Text, nullable=False),
    Column("warned_until", Text, nullable=False),
    Column("cash_only_until", Text),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""The accounts that a return concerns; `cash_only_until`: ISO date, or NULL where the rule did not ask for it."""

open_return = Table(
    "open_return",
    journal_metadata,
    Column("file", Text, primary_key=True),
    Column("trace", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("returned_on", Text, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""What a bank's file gave back and no check here fits; settled once a returned payment has its trace."""
