"""Read tables of what happens to a drawer between its receipts, and of the sealed bags that leave it."""

from sqlalchemy import Column, Index, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

drawer_movement = Table(
    "drawer_movement",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("shift", Text),
    Column("generation", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at_us", Integer, nullable=False),
    Column("cash_cents", Integer, nullable=False),
    Index("drawer_movement_by_shift", "shift", "generation", "sequence"),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""One row a fact that is no receipt, in the order of its chain. `kind`: the kind of fact; `cash_cents`: what it put
into the drawer, below zero for what it took out, 0 where nothing moved. Whatever else it says stands in the fact. A
tender that was put right moves nothing here: its receipt counts as what it truly was."""

sealed_bag = Table(
    "sealed_bag",
    journal_metadata,
    Column("bag_key", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("bag", Text, nullable=False),
    Column("drawer", Text, nullable=False),
    Column("shift", Text, nullable=False, index=True),
    Column("person", Text, nullable=False),
    Column("sealed_at_us", Integer, nullable=False),
    Column("cash_cents", Integer, nullable=False),
    Column("check_cents", Integer, nullable=False),
    Column("money_order_cents", Integer, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""Each bag that was sealed at a drawer, by a drop or a close, and what is in it. `bag_key`: the number as compared.

Two workstations that know nothing of each other may use one number; that is found when they meet."""
