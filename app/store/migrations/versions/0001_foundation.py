"""The foundation: journal, read tables, people, shifts, payments, print jobs.

The statements stand beside this file as they were when the schema was released; the tables of the program may go on,
this revision never changes again.

Revision ID: 0001
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Makes every table, index and trigger of the first schema."""
    for statement in STATEMENTS.read_text("utf-8").split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
