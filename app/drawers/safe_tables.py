"""Read tables of the safe: what came and went, how often it was counted, and every hand that a sealed bag passed."""

from sqlalchemy import Column, Index, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata


def _place() -> tuple[Column[str], Column[int], Column[int]]:
    """Where in which chain it stands."""
    return (
        Column("workstation", Text, primary_key=True),
        Column("generation", Integer, primary_key=True),
        Column("sequence", Integer, primary_key=True),
    )


safe_entry = Table(
    "safe_entry",
    journal_metadata,
    *_place(),
    Column("fact_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("second_person", Text, nullable=False),
    Column("at_us", Integer, nullable=False),
    Column("cash_cents", Integer, nullable=False),
    Column("check_cents", Integer, nullable=False),
    Column("money_order_cents", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""The safe's log, one row a fact; cents by tender that came in, below zero what went out, 0 where nothing moved."""

safe_count = Table(
    "safe_count",
    journal_metadata,
    *_place(),
    Column("fact_id", Text, nullable=False),
    Column("counted_at_us", Integer, nullable=False),
    Column("counted_cents", Integer, nullable=False),
    Column("expected_cents", Integer, nullable=False),
    Column("difference_cents", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Index("safe_count_by_fact", "fact_id"),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)

safe_discrepancy = Table(
    "safe_discrepancy",
    journal_metadata,
    Column("count", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""Which counts' differences went to over and short, and why."""

bag_custody = Table(
    "bag_custody",
    journal_metadata,
    Column("sealed_by", Text, primary_key=True),
    *_place(),
    Column("fact_id", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("second_person", Text, nullable=False),
    Column("at_us", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""Every hand that a sealed bag passed after its sealing. `sealed_by`: the fact that sealed it, a drop or a close.

`event`: a `BagEvent`; the last one says where the bag is.
"""
