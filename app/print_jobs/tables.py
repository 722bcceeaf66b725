"""The print queue's table. Not a read table: a job is no fact, and `rebuild` leaves it alone.

A payment writes two jobs, so they are small and in few trees: `job_id` begins with the fact's id, which finds a
receipt's jobs without an index, and what a fact says is read from it when it prints.
"""

from sqlalchemy import BLOB, CheckConstraint, Column, Index, Integer, Table, Text

from app.print_jobs.types import JobKind, JobState
from app.store.schema import journal_metadata


def _one_of(column: str, values: type[JobKind] | type[JobState]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"print_job_{column}")


print_job = Table(
    "print_job",
    journal_metadata,
    Column("job_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", BLOB),  # None: the paper of a fact
    Column("printer", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("failure", Text),
    Column("attempts", Integer, nullable=False),
    Column("created_at_us", Integer, nullable=False),
    Column("changed_at_us", Integer, nullable=False),
    Column("expires_at_us", Integer, nullable=False),
    Column("requested_by", Text),
    Column("why", Text),  # a kick's reason
    Column("settled_by", Text),  # who answered for an unknown outcome
    _one_of("kind", JobKind),
    _one_of("state", JobState),
    sqlite_with_rowid=False,
)

Index("print_job_state", print_job.c.state, print_job.c.created_at_us)
