"""Read table of papers that customers brought and that were put into the printer: endorsed checks, validated stubs."""

from sqlalchemy import Column, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

paper_stamp = Table(
    "paper_stamp",
    journal_metadata,
    Column("receipt", Text, primary_key=True),
    Column("stamp", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("times", Integer, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""`stamp`: "endorsement" or "validation"; `place`: of the tender or line on the receipt, from 1; `times` from 1."""
