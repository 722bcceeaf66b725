"""The centre: workstations, their chains, facts, the feed, account activity, leases, enrolments.

The statements stand beside this file as they were when the schema was released; this revision never changes again. The
functions are not part of it: each `central init` makes them anew (`app/sync/central/sql`).

Revision ID: 0001
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Makes every table of the first schema."""
    op.get_bind().connection.cursor().execute(STATEMENTS.read_text("utf-8"))
