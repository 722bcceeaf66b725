"""What waits to be printed, what needs a person, and the log of drawer kicks. Read-only."""

from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from app.print_jobs.tables import print_job
from app.print_jobs.types import Failure, JobKind, JobRow, JobState

_NEEDS_PERSON = (JobState.SENT_UNCONFIRMED, JobState.FAILED, JobState.EXPIRED)
_ALL = [column for column in print_job.c if column.name not in ("payload", "settled_by")]
_NEWEST_FIRST = (print_job.c.created_at_us.desc(), print_job.c.job_id.desc())


@dataclass(frozen=True)
class Waiting:
    """What the status strip says of a printer: how many papers wait, since when (UTC µs), and what holds them up."""

    count: int
    oldest_us: int | None
    failure: Failure | None


def waiting(connection: Connection, printer: str) -> Waiting:
    """Papers that are queued or being sent; kicks are not counted."""
    open_jobs = and_(
        print_job.c.state.in_([JobState.QUEUED, JobState.SENDING]),
        print_job.c.printer == printer,
        print_job.c.kind != JobKind.KICK,
    )
    count, oldest_us, failure = connection.execute(
        select(func.count(), func.min(print_job.c.created_at_us), func.max(print_job.c.failure)).where(open_jobs)
    ).one()
    return Waiting(count, oldest_us, failure and Failure(failure))


def job(connection: Connection, job_id: str) -> JobRow:
    """One job. Raises KeyError when there is none with this id."""
    rows = _jobs(connection, select(*_ALL).where(print_job.c.job_id == job_id))
    if not rows:
        raise KeyError(job_id)
    return rows[0]


def jobs_of_fact(connection: Connection, fact_id: str) -> tuple[JobRow, ...]:
    """Every job of one receipt, first print and copies, oldest first."""
    of_fact = and_(print_job.c.job_id > f"{fact_id}/", print_job.c.job_id < f"{fact_id}0")  # "0" comes after "/"
    return _jobs(connection, select(*_ALL).where(of_fact).order_by(print_job.c.created_at_us, print_job.c.job_id))


def to_be_answered(connection: Connection, since_us: int, limit: int = 20) -> tuple[JobRow, ...]:
    """Papers of which only a person can say whether they came out, or that need a reprint; newest first."""
    needs_person = and_(
        print_job.c.state.in_(_NEEDS_PERSON),
        print_job.c.kind != JobKind.KICK,
        or_(print_job.c.state != JobState.SENT_UNCONFIRMED, print_job.c.failure == Failure.INTERRUPTED),
        print_job.c.changed_at_us >= since_us,
    )
    return _jobs(connection, select(*_ALL).where(needs_person).order_by(*_NEWEST_FIRST).limit(limit))


def latest(connection: Connection, limit: int = 20) -> tuple[JobRow, ...]:
    """The newest jobs, newest first."""
    of_states = [
        job
        for state in JobState
        for job in _jobs(
            connection, select(*_ALL).where(print_job.c.state == state).order_by(*_NEWEST_FIRST).limit(limit)
        )
    ]
    return tuple(sorted(of_states, key=lambda job: (job.created_at_us, job.job_id), reverse=True)[:limit])


def drawer_kicks(connection: Connection, since_us: int) -> tuple[JobRow, ...]:
    """Who opened the drawer, when and why, newest first."""
    states = print_job.c.state.in_(list(JobState))  # all of them, so that the index serves
    kicks = and_(states, print_job.c.kind == JobKind.KICK, print_job.c.created_at_us >= since_us)
    return _jobs(connection, select(*_ALL).where(kicks).order_by(*_NEWEST_FIRST))


def _jobs(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[JobRow, ...]:
    return tuple(map(_job, connection.execute(query)))


def _job(row: Row[tuple[object, ...]]) -> JobRow:
    values = row._asdict()
    values["kind"], values["state"] = JobKind(values["kind"]), JobState(values["state"])
    values["failure"] = values["failure"] and Failure(values["failure"])
    return JobRow(**values)
