"""Read tables of shifts, what becomes of them, and their counts."""

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
    Index("shift_by_workstation", "workstation", "generation", "sequence"),
    info=READ_TABLE,
)

shift_event = Table(
    "shift_event",
    journal_metadata,
    Column("shift", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("fact_id", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at_us", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""What became of a shift after its opening, in the order of its chain; the last row is its state (`ShiftEvent`).

`person`: who has the drawer from then on.
"""

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
