"""The print queue's table. Not a read table: a job is no fact, and `rebuild` leaves it alone."""

from sqlalchemy import BLOB, CheckConstraint, Column, Index, Integer, Table, Text, text

from app.print_jobs.types import JobKind, JobState
from app.store.schema import journal_metadata


def _one_of(column: str, values: type[JobKind] | type[JobState]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"print_job_{column}")


print_job = Table(
    "print_job",
    journal_metadata,
    Column("position", Integer, primary_key=True),  # order of arrival
    Column("job_id", Text, nullable=False, unique=True),
    Column("fact_id", Text),
    Column("kind", Text, nullable=False),
    Column("payload", BLOB, nullable=False),
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
)

Index("print_job_state", print_job.c.state, print_job.c.position)
Index("print_job_kick", print_job.c.created_at_us, sqlite_where=text("kind = 'kick'"))  # costs a receipt nothing
Index("print_job_fact", print_job.c.fact_id, sqlite_where=text("fact_id IS NOT NULL"))
