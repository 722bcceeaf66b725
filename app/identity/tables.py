"""Read tables of the workstation and its people."""

from sqlalchemy import Column, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

workstation = Table(
    "workstation",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("city", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("office_name", Text, nullable=False),
    Column("office_address", Text, nullable=False),
    Column("office_phone", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("counter", Text, nullable=False),
    info=READ_TABLE,
)
