"""The centre's keys for bundles on sticks. Only adds: programs that know nothing of bundles go on as they did.

Revision ID: 0003
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Makes the table; `central init` puts the first keys into it."""
    op.get_bind().connection.cursor().execute(STATEMENTS.read_text("utf-8"))
