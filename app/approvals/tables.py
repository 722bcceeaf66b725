"""Read tables of what was asked for, and what became of it."""

from sqlalchemy import Column, Index, Integer, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

approval_request = Table(
    "approval_request",
    journal_metadata,
    Column("request", Text, primary_key=True),
    Column("workstation", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    Column("asker", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("business_date", Text, nullable=False),
    Column("asked_at_us", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Index("approval_request_by_time", "asked_at_us"),
    Index("approval_request_by_action", "action"),
    Index("approval_request_by_asker", "asker", "asked_at_us"),
    info=READ_TABLE,
)
"""`request`: the fact that asked; `action`: the fact that the action has, or will have when it is approved.

`pending` 1: the action was done with nobody present and waits to be signed for.
"""

approval_seen = Table(
    "approval_seen",
    journal_metadata,
    Column("person", Text, primary_key=True),
    Column("seen_at_us", Integer, nullable=False),
)
"""Until when a person has looked at what became of their requests, on this workstation. Working state, no fact."""

approval_event = Table(
    "approval_event",
    journal_metadata,
    Column("request", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    Column("event", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at_us", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("note_digest", Text),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""What was answered to a request, from whichever workstation; `RequestEvent`. The state is a join (`queries.STATE`)."""
