"""Tables of the journal itself: facts, their postings, private data beside them, checkpoints of the verified chain."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, text

from app.store.schema import APPEND_ONLY, READ_TABLE, journal_metadata

fact = Table(
    "fact",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("fact_id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("previous_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    info=APPEND_ONLY,
)

OF_THE_SAFE = "ledger_account IN ('safe', 'safe/check', 'safe/money_order')"
"""Written out, so that the index over the safe's few postings is used; payments never write to it."""

posting = Table(
    "posting",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("ledger_account", Text, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    Column("shift", Text),
    Column("business_date", Text),
    Column("account", Text),
    Column("charge", Text),
    Column("service_category", Text),
    Column("due_on", Text),
    Index("posting_by_account", "account", "charge", "amount_cents", sqlite_where=text("account IS NOT NULL")),
    Index(
        "posting_without_shift",
        "business_date",
        "ledger_account",
        "amount_cents",
        sqlite_where=text("shift IS NULL"),
    ),
    Index("posting_of_safe", "ledger_account", "amount_cents", sqlite_where=text(OF_THE_SAFE)),
    info=READ_TABLE,
)

activity = Table(
    "activity",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("workstation", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("charge", Text),
    Column("amount_cents", Integer, nullable=False),
    Column("business_date", Text),
    Column("service_category", Text),
    Column("due_on", Text),
    Index("activity_by_account", "account", "charge", "amount_cents"),
    Index("activity_by_workstation", "workstation", "amount_cents"),
    info=APPEND_ONLY,
)
"""Postings on accounts by offices whose facts are not here: what the centre published, once by (fact_id, line)."""

private_data = Table(
    "private_data",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("field", Text, nullable=False),
    Column("salt", LargeBinary),
    Column("value", Text),
    Index("private_data_person_name", "digest", sqlite_where=text("field = 'person_name'")),
    sqlite_with_rowid=False,
)
"""Names and the like, named in bodies by salted hash. Erasing value and salt leaves the chain valid."""

chain_device = Table(
    "chain_device",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("private_key", LargeBinary),
    Column("started_at_us", Integer, nullable=False),
    info=APPEND_ONLY,
)
"""Who signs which chain; the private key is there for this device's own generations only."""

chain_beginning = Table(
    "chain_beginning",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    info=APPEND_ONLY,
)
"""Others' chains held from their middle: the place before the first fact here, as the centre vouched for it."""

chain_checkpoint = Table(
    "chain_checkpoint",
    journal_metadata,
    Column("workstation", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("verified_at_us", Integer, nullable=False),
)
