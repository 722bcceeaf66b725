"""Read tables of the workstation and its people."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from app.store.schema import APPEND_ONLY, READ_TABLE, journal_metadata

workstation = Table(
    "workstation",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("city", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("office_name", Text, nullable=False),
    Column("office_address", Text, nullable=False),
    Column("office_phone", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("counter", Text, nullable=False),
    Column("during_shift", Text),
    info=READ_TABLE,
)
"""Where a workstation stands: one row for its set-up and one for each change; a fact has the newest before it.

`during_shift`: the shift that was open at the change; its time zone holds from the next one on.
"""

person_state = Table(
    "person_state",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("name_digest", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("active", Integer, nullable=False),
    Column("recorded_at_us", Integer, nullable=False),
    info=READ_TABLE,
)
"""One row for each fact about a person; the newest is what they are. `roles` are separated by spaces."""

person_secret = Table(
    "person_secret",
    journal_metadata,
    Column("person", Text, primary_key=True),
    Column("password_verifier", Text),
    Column("pin_verifier", Text),
    Column("failures", Integer, nullable=False),
)
"""How this device knows a person (Argon2id), and how often somebody failed to be them. Never leaves the device."""

access_log = Table(
    "access_log",
    journal_metadata,
    Column("entry", Integer, primary_key=True),
    Column("at_us", Integer, nullable=False),
    Column("person", Text),
    Column("action", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Index("access_log_by_subject", "subject_kind", "subject_key"),
    info=APPEND_ONLY,
)
"""Who looked at whose private data, and who signed in or failed to: a feed of its own, beside the chain."""

recovery_unlock = Table(
    "recovery_unlock",
    journal_metadata,
    Column("only", Integer, primary_key=True),
    Column("unlock_key", LargeBinary, nullable=False),
    Column("challenge", Text),
    Column("person", Text),
    Column("made_at_us", Integer),
    Column("failures", Integer, nullable=False),
)
"""One row: the key that checks a response from the holder of the recovery code, and the challenge that waits."""
