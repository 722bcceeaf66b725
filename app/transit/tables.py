"""The journal's read tables of the transit hub: alerts that staff gave out, and which of them were ended."""

from sqlalchemy import Column, Table, Text

from app.store.schema import READ_TABLE, journal_metadata

service_alert = Table(
    "service_alert",
    journal_metadata,
    Column("fact_id", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("routes", Text, nullable=False),
    Column("stops", Text, nullable=False),
    Column("begins_on", Text, nullable=False),
    Column("ends_on", Text, nullable=False),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""`routes` and `stops` are the feed's keys, as JSON; days ISO, both included."""

service_alert_end = Table(
    "service_alert_end",
    journal_metadata,
    Column("alert", Text, primary_key=True),
    Column("fact_id", Text, primary_key=True),
    sqlite_with_rowid=False,
    info=READ_TABLE,
)
"""Alerts that were ended before their last day; two counters may have ended the same."""
