"""Private values beside facts. Only adds: programs that send none go on as they did.

The statements stand beside this file as they were when this revision was released; it never changes again.

Revision ID: 0005
"""

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Makes the table; what was typed before stays at the workstations."""
    op.get_bind().connection.cursor().execute(STATEMENTS.read_text("utf-8"))
