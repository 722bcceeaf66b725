"""Read table of the export batches."""

from sqlalchemy import Column, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

export_batch = Table(
    "export_batch",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("of_generation", Integer, nullable=False),
    Column("first_sequence", Integer, nullable=False),
    Column("last_sequence", Integer, nullable=False),
    info=READ_TABLE,
)
