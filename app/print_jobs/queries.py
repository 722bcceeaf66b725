"""What waits to be printed, what needs a person, and the log of drawer kicks. Read-only."""

from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from app.print_jobs.tables import JOBS
from app.print_jobs.types import TRIED_ONCE, Failure, JobKind, JobRow, JobState

_NEEDS_PERSON = (JobState.SENT_UNCONFIRMED, JobState.FAILED, JobState.EXPIRED)
_ALL = [column for column in JOBS.c if column.name not in ("payload", "settled_by")]
_NEWEST_FIRST = (JOBS.c.created_at_us.desc(), JOBS.c.job_id.desc())


@dataclass(frozen=True)
class Waiting:
    """What the status strip says of a printer: how many papers wait, since when (UTC µs), and what holds them up."""

    count: int
    oldest_us: int | None
    failure: Failure | None


def waiting(connection: Connection, printer: str) -> Waiting:
    """Papers that are queued or being sent; kicks are not counted."""
    open_jobs = and_(
        JOBS.c.state.in_([JobState.QUEUED, JobState.SENDING]),
        JOBS.c.printer == printer,
        JOBS.c.kind != JobKind.KICK,
    )
    count, oldest_us, failure = connection.execute(
        select(func.count(), func.min(JOBS.c.created_at_us), func.max(JOBS.c.failure)).where(open_jobs)
    ).one()
    return Waiting(count, oldest_us, failure and Failure(failure))


def job(connection: Connection, job_id: str) -> JobRow:
    """One job. Raises KeyError when there is none with this id."""
    found = find_job(connection, job_id)
    if found is None:
        raise KeyError(job_id)
    return found


def find_job(connection: Connection, job_id: str) -> JobRow | None:
    """One job; None when there is none with this id."""
    return next(iter(_jobs(connection, select(*_ALL).where(JOBS.c.job_id == job_id))), None)


def jobs_of_fact(connection: Connection, fact_id: str) -> tuple[JobRow, ...]:
    """Every job of one receipt, first print and copies, oldest first."""
    of_fact = and_(JOBS.c.job_id > f"{fact_id}/", JOBS.c.job_id < f"{fact_id}0")  # "0" comes after "/"
    return _jobs(connection, select(*_ALL).where(of_fact).order_by(JOBS.c.created_at_us, JOBS.c.job_id))


def to_be_answered(connection: Connection, since_us: int, limit: int = 20) -> tuple[JobRow, ...]:
    """Papers of which only a person can say whether they came out, or that need a reprint; newest first.

    Not those that somebody stood there for: the receipt's own page asks for a check that was not stamped.
    """
    needs_person = and_(
        JOBS.c.state.in_(_NEEDS_PERSON),
        JOBS.c.kind.not_in(TRIED_ONCE),
        or_(JOBS.c.state != JobState.SENT_UNCONFIRMED, JOBS.c.failure == Failure.INTERRUPTED),
        JOBS.c.changed_at_us >= since_us,
    )
    return _jobs(connection, select(*_ALL).where(needs_person).order_by(*_NEWEST_FIRST).limit(limit))


def latest(connection: Connection, limit: int = 20) -> tuple[JobRow, ...]:
    """The newest jobs, newest first."""
    of_states = [
        job
        for state in JobState
        for job in _jobs(connection, select(*_ALL).where(JOBS.c.state == state).order_by(*_NEWEST_FIRST).limit(limit))
    ]
    return tuple(sorted(of_states, key=lambda job: (job.created_at_us, job.job_id), reverse=True)[:limit])


def drawer_kicks(connection: Connection, since_us: int) -> tuple[JobRow, ...]:
    """Who opened the drawer, when and why, newest first."""
    states = JOBS.c.state.in_(list(JobState))  # all of them, so that the index serves
    kicks = and_(states, JOBS.c.kind == JobKind.KICK, JOBS.c.created_at_us >= since_us)
    return _jobs(connection, select(*_ALL).where(kicks).order_by(*_NEWEST_FIRST))


def _jobs(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[JobRow, ...]:
    return tuple(map(_job, connection.execute(query)))


def _job(row: Row[tuple[object, ...]]) -> JobRow:
    values = row._asdict()
    values["kind"], values["state"] = JobKind(values["kind"]), JobState(values["state"])
    values["failure"] = values["failure"] and Failure(values["failure"])
    return JobRow(**values)
