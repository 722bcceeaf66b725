"""Read tables of shifts, what becomes of them, and their counts."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from app.store.schema import READ_TABLE, journal_metadata


def _by_tender() -> tuple[Column[int], ...]:
    """Cents a tender; `card_cents` is null where the terminal's batch was not compared."""
    held = [Column(f"{tender}_cents", Integer, nullable=False) for tender in ("cash", "check", "money_order")]
    return (*held, Column("card_cents", Integer))


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
    Index("shift_by_business_date", "business_date"),
    info=READ_TABLE,
)

shift_event = Table(
    "shift_event",
    journal_metadata,
    Column("shift", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("fact_id", Text, primary_key=True),
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
    Column("generation", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("counted_at_us", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    *_by_tender(),
    info=READ_TABLE,
)
"""What was counted; the last count of a shift, in the order of its chain, is the one that counts."""

count_expected = Table(
    "count_expected",
    journal_metadata,
    Column("count", Text, primary_key=True),
    Column("fact_id", Text, nullable=False),
    *_by_tender(),
    info=READ_TABLE,
)

count_difference = Table(
    "count_difference",
    journal_metadata,
    Column("count", Text, primary_key=True),
    Column("fact_id", Text, nullable=False),
    *_by_tender(),
    info=READ_TABLE,
)

shift_close = Table(
    "shift_close",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("workstation", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("shift", Text, nullable=False, index=True),
    Column("count", Text, nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("bag", Text, nullable=False),
    Column("float_cents", Integer, nullable=False),
    Column("over_short_cents", Integer, nullable=False),
    Column("approval_pending", Integer, nullable=False),
    Index("shift_close_by_number", "workstation", "generation", "number"),
    info=READ_TABLE,
)
"""Every close, those that were undone since as well; the shift's last event says what stands."""

count_draft = Table(
    "count_draft",
    journal_metadata,
    Column("shift", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("changed_at_us", Integer, nullable=False),
)
"""A count in progress: what was entered survives a crash. Not a count yet."""
