"""Read tables of what followed a returned payment: letters that were sent, cash only that was lifted early."""

from sqlalchemy import Column, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

return_letter = Table(
    "return_letter",
    journal_metadata,
    Column("returned", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("how", Text, nullable=False),
    Column("sent_on", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at_us", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""`returned`: the fact of the return; `how`: a code of the policy; `sent_on` ISO."""

cash_only_lifted = Table(
    "cash_only_lifted",
    journal_metadata,
    Column("account", Text, primary_key=True),
    Column("returned", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("lifted_on", Text, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""A return no longer makes its account cash only; one that comes later does again."""
