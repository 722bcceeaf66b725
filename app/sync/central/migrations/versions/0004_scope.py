"""How much of its office's past a workstation is sent: the place in each chain where that begins, made at enrolment.

The statements stand beside this file as they were when this revision was released; it never changes again.

Revision ID: 0004
"""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Makes the table of beginnings; who is enrolled already goes on with whole chains."""
    op.get_bind().connection.cursor().execute(STATEMENTS.read_text("utf-8"))
