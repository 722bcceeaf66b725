"""Reference data: the city's rows as the workstations' reference file holds them, with a feed of what changed.

Revision ID: 0002
"""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Makes the reference tables."""
    op.get_bind().connection.cursor().execute(STATEMENTS.read_text("utf-8"))
