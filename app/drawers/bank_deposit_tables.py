"""Read tables of bank deposits: what each takes of which shift, and what became of it."""

from sqlalchemy import Column, Index, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata


def _held() -> tuple[Column[int], ...]:
    return tuple(Column(f"{tender}_cents", Integer, nullable=False) for tender in ("cash", "check", "money_order"))


bank_deposit = Table(
    "bank_deposit",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("workstation", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("business_date", Text, nullable=False),
    Column("bag_key", Text, nullable=False, index=True),
    Column("bag", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("prepared_at_us", Integer, nullable=False),
    *_held(),
    Column("difference_cents", Integer, nullable=False),
    Index("bank_deposit_by_number", "workstation", "generation", "number"),
    info=READ_TABLE,
)
"""`bag`: the bank's own bag. Cents by tender are what goes to the bank: its shifts' and the difference in cash."""

bank_deposit_shift = Table(
    "bank_deposit_shift",
    journal_metadata,
    Column("shift", Text, primary_key=True),
    Column("deposit", Text, primary_key=True, index=True),
    *_held(),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""What a deposit takes of a shift: all of it. A shift stands here twice when the first deposit came back."""

bank_deposit_event = Table(
    "bank_deposit_event",
    journal_metadata,
    Column("deposit", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("event", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("second_person", Text, nullable=False),
    Column("at_us", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""What became of a deposit after it was prepared, in the order of its chain; the last row is its state."""
