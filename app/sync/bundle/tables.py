"""What a workstation keeps about bundles beside the centre's keys. Nothing here is a fact; losing it costs a bundle."""

from sqlalchemy import Column, Integer, LargeBinary, Table

from app.store.schema import journal_metadata

bundle_state = Table(
    "bundle_state",
    journal_metadata,
    Column("one", Integer, primary_key=True),
    Column("reply_key", LargeBinary, nullable=False),
    Column("number", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
)
"""One row from the first bundle on: our private key for answers, the numbers of the newest bundle that was written and
of the newest answer that was taken."""

bundle_acknowledged = Table(
    "bundle_acknowledged",
    journal_metadata,
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, nullable=False),
)
"""How far the centre has each of our older generations, as its newest answer said."""
