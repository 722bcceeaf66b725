"""The foundation: journal, read tables, people, shifts, payments, print jobs.

Revision ID: 0001
"""

from alembic import op

from app.store.schema import append_only_triggers, journal_metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table, index and trigger of the first schema."""
    journal_metadata.create_all(op.get_bind())
    for statement in append_only_triggers(journal_metadata):
        op.execute(statement)
