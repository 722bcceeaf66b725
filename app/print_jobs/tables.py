"""The print queue's tables. Not read tables: a job is no fact, and `rebuild` leaves them alone.

A payment writes two jobs, so it only puts them down in `new_print_job`, a short list without any index; whoever next
looks for something to print takes them over into `print_job` (`queue.py`). `job_id` begins with the fact's id, which
finds a receipt's jobs without an index, and what a fact says is read from it when it prints.
"""

from sqlalchemy import BLOB, CheckConstraint, Column, Index, Integer, Table, Text, literal, null, select, union_all

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

new_print_job = Table(
    "new_print_job",
    journal_metadata,
    Column("job_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", BLOB),
    Column("printer", Text, nullable=False),
    Column("created_at_us", Integer, nullable=False),
    Column("expires_at_us", Integer, nullable=False),
    Column("requested_by", Text),
    Column("why", Text),
)
"""What was queued since somebody last looked, as `print_job` has it."""

AS_QUEUED = select(
    new_print_job.c.job_id,
    new_print_job.c.kind,
    new_print_job.c.payload,
    new_print_job.c.printer,
    literal(JobState.QUEUED.value).label("state"),
    null().label("failure"),
    literal(0).label("attempts"),
    new_print_job.c.created_at_us,
    new_print_job.c.created_at_us.label("changed_at_us"),
    new_print_job.c.expires_at_us,
    new_print_job.c.requested_by,
    new_print_job.c.why,
    null().label("settled_by"),
)
"""The new jobs as rows of `print_job`."""

JOBS = union_all(select(print_job), AS_QUEUED).subquery("jobs")
"""Every job, taken over or not."""

Index("print_job_state", print_job.c.state, print_job.c.created_at_us)
