"""Working tables of the sync: nothing in them is a fact, and losing them costs a slower exchange, never money."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from app.store.schema import journal_metadata

sync_state = Table(
    "sync_state",
    journal_metadata,
    Column("one", Integer, primary_key=True),
    Column("nonce", LargeBinary, nullable=False),
    Column("next_nonce", LargeBinary, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("place_xid", Integer, nullable=False),
    Column("place_workstation", Text, nullable=False),
    Column("place_generation", Integer, nullable=False),
    Column("place_sequence", Integer, nullable=False),
    Column("activity_xid", Integer, nullable=False),
    Column("activity_workstation", Text, nullable=False),
    Column("activity_generation", Integer, nullable=False),
    Column("activity_sequence", Integer, nullable=False),
    Column("activity_line", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("stopped", Text),
    Column("skew_us", Integer, nullable=False),
    Column("exchanged_at_us", Integer, nullable=False),
)
"""One row: `SyncState`. Not there before the first enrolment."""

sync_parked = Table(
    "sync_parked",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("envelope", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("previous_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("values_beside", LargeBinary, nullable=False),
)
"""Facts that came before those that they follow; `values_beside` in msgpack."""

sync_trouble = Table(
    "sync_trouble",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
"""Chains that do not fit, one row each."""

sync_successor = Table(
    "sync_successor",
    journal_metadata,
    Column("one", Integer, primary_key=True),
    Column("private_key", LargeBinary, nullable=False),
    Column("generation", Integer),
    Column("shared", Integer),
    Column("nonce", LargeBinary),
)
"""One row while this workstation becomes another generation: its key, then what the centre minted."""

sync_centre = Table(
    "sync_centre",
    journal_metadata,
    Column("one", Integer, primary_key=True),
    Column("address", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("joined_at_us", Integer, nullable=False),
    Column("sealing_key", LargeBinary, nullable=False),
    Column("signing_key", LargeBinary, nullable=False),
)
"""One row: how this workstation speaks to its centre; it never leaves the encrypted file. Not there: it works alone.

The two keys are the centre's, for bundles: what they are sealed to, and what signs its answers."""

sync_identity = Table(
    "sync_identity",
    journal_metadata,
    Column("subject", Text, primary_key=True),
    Column("local", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("choice", Text),
    Column("central", Text),
    sqlite_with_rowid=False,
)
"""What a workstation called its own when it joined, until a person confirmed what that is at the centre.

`generation` and `sequence`: its chain's end then. `choice`: what was said of it so far.
"""
