"""Read tables of shifts and their counts."""

from sqlalchemy import Column, Index, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

shift = Table(
    "shift",
    journal_metadata,
    Column("shift", Text, primary_key=True),
    Column("workstation", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("drawer", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("business_date", Text, nullable=False),
    Column("opened_at_us", Integer, nullable=False),
    Column("float_cents", Integer, nullable=False),
    Index("shift_by_workstation", "workstation", "opened_at_us"),
    info=READ_TABLE,
)

shift_count = Table(
    "shift_count",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("shift", Text, nullable=False, index=True),
    Column("counted_at_us", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("counted_cents", Integer, nullable=False),
    Column("expected_cents", Integer, nullable=False),
    Column("difference_cents", Integer, nullable=False),
    info=READ_TABLE,
)
