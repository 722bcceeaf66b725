"""Queues, claims and marks print jobs. `enqueue` joins the caller's transaction; everything else is a commit of its
own.

Run the others on the writer lane (`lanes.write_now(..., Priority.SPOOL)`). A job that may have reached paper is sent
again only on a person's word; a drawer kick never is.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, insert, or_, select, update

from app.clock import MICROSECONDS, Clock
from app.errors import Refused
from app.ids import Ids
from app.print_jobs.tables import AS_QUEUED, new_print_job, print_job
from app.print_jobs.types import TRIED_ONCE, ClaimedJob, Failure, JobKind, JobState, NewJob, Outcome, PrintRefusal
from app.store.prepared import insert_all
from app.workplace import Services

PAPER_WAITS_MAX_US = 15 * 60 * MICROSECONDS
"""After this the customer has gone: a receipt that still waits is not printed by itself any more."""

KICK_WAITS_MAX_US = 10 * MICROSECONDS
"""After this nobody expects the drawer to open."""

STAMP_WAITS_MAX_US = 60 * MICROSECONDS
"""After this the check is no longer in the printer: what lies there then must not be stamped."""


_WAIT_MAX_US = {JobKind.KICK: KICK_WAITS_MAX_US, JobKind.STAMP: STAMP_WAITS_MAX_US}


def enqueue(connection: Connection, job: NewJob, clock: Clock, ids: Ids) -> str:
    """Queues a job in the caller's transaction; gives its id. The spool is told after the commit."""
    return enqueue_all(connection, [job], clock, ids)[0]


def enqueue_all(connection: Connection, jobs: Iterable[NewJob], clock: Clock, ids: Ids) -> list[str]:
    """Queues jobs in the caller's transaction; gives their ids."""
    now_us = clock.now_us()
    rows = [_row(job, _name(job) or ids.new_id(), now_us) for job in jobs]
    insert_all(connection, {new_print_job: rows})
    return [job_id for job_id, *_ in rows]


def _row(job: NewJob, job_id: str, now_us: int) -> tuple[Any, ...]:
    expires_at_us = now_us + _waits_max_us(job.kind)
    return job_id, str(job.kind), job.payload, job.printer, now_us, expires_at_us, job.requested_by, job.why


def _name(job: NewJob) -> str | None:
    """A fact's job has one name for ever, so that nothing can be queued twice for it."""
    if job.fact_id is None:
        return None
    copy = f"-{job.copy_number}" if job.copy_number else ""
    return f"{job.fact_id}/{job.kind}{copy}"


@contextmanager
def _queue(services: Services) -> Iterator[Connection]:
    """The whole queue in a commit of its own: what is new is taken over first."""
    with services.plain_work() as work:
        work.connection.execute(insert(print_job).from_select(list(AS_QUEUED.selected_columns.keys()), AS_QUEUED))
        work.connection.execute(delete(new_print_job))
        yield work.connection
        work.commit()


def claim_next(services: Services, printer: str) -> ClaimedJob | None:
    """The next job of this printer, now *sending*, durably, before a byte leaves; None when nothing waits.

    Drawer kicks go first, then stamps: a receipt that waits for paper must not hold a drawer shut, nor a check in the
    slip station. Jobs that waited too long expire.
    """
    now_us = services.clock.now_us()
    with _queue(services) as connection:
        _set(connection, now_us, _waited_too_long(now_us), state=JobState.EXPIRED)
        kicks_first = case((print_job.c.kind == JobKind.KICK, 0), (print_job.c.kind == JobKind.STAMP, 1), else_=2)
        waiting = (
            select(print_job)
            .where(print_job.c.state == JobState.QUEUED, print_job.c.printer == printer)
            .order_by(kicks_first, print_job.c.created_at_us, print_job.c.job_id)
            .limit(1)
        )
        row = connection.execute(waiting).one_or_none()
        if row is not None:
            values = {"state": JobState.SENDING, "attempts": row.attempts + 1}
            _set(connection, now_us, print_job.c.job_id == row.job_id, **values)
    return None if row is None else ClaimedJob(row.job_id, JobKind(row.kind), row.payload, row.attempts + 1)


def mark(services: Services, job_id: str, outcome: Outcome) -> None:
    """Stores what became of a claimed job."""
    with _queue(services) as connection:
        values = {"state": outcome.state, "failure": outcome.failure}
        _set(connection, services.clock.now_us(), _sending(job_id), **values)


def put_back(services: Services, job_id: str, failure: Failure) -> None:
    """Back to *queued* after an attempt of which nothing reached paper; it waits until it expires."""
    with _queue(services) as connection:
        values = {"state": JobState.QUEUED, "failure": failure}
        _set(connection, services.clock.now_us(), _sending(job_id), **values)


def expire_stale(services: Services) -> None:
    """At start-up. What was being sent when the program ended is unknown and asks the cashier; a kick is over.

    Queued kicks and stamps expire whatever their age, other jobs when they waited too long: yesterday's receipts stay
    in the queue's list as *reprint needed*.
    """
    now_us = services.clock.now_us()
    is_kick = print_job.c.kind == JobKind.KICK
    was_sending = print_job.c.state == JobState.SENDING
    with _queue(services) as connection:
        interrupted = {"failure": Failure.INTERRUPTED}
        _set(connection, now_us, and_(was_sending, is_kick), state=JobState.EXPIRED, **interrupted)
        _set(connection, now_us, was_sending, state=JobState.SENT_UNCONFIRMED, **interrupted)
        tried_once = and_(print_job.c.state == JobState.QUEUED, print_job.c.kind.in_(TRIED_ONCE))
        stale = or_(_waited_too_long(now_us), tried_once)
        _set(connection, now_us, stale, state=JobState.EXPIRED)


def requeue(services: Services, job_id: str, by: str) -> None:
    """Prints a job again because a person says that it did not print. Raises Refused(PrintRefusal)."""
    with _queue(services) as connection:
        job = _answerable(connection, job_id)
        now_us = services.clock.now_us()
        expires_at_us = now_us + _waits_max_us(JobKind(job.kind))
        values = {"state": JobState.QUEUED, "failure": None, "settled_by": by, "expires_at_us": expires_at_us}
        _set(connection, now_us, print_job.c.job_id == job_id, **values)


def put_back_unprinted(services: Services, job_id: str, by: str) -> None:
    """The same as `requeue` for a paper that is put in once more; one that still waits is left to wait."""
    now_us = services.clock.now_us()
    expires_at_us = now_us + STAMP_WAITS_MAX_US
    values = {"state": JobState.QUEUED, "failure": None, "settled_by": by, "expires_at_us": expires_at_us}
    is_over = print_job.c.state.in_((JobState.FAILED, JobState.EXPIRED))
    with _queue(services) as connection:
        _set(connection, now_us, and_(print_job.c.job_id == job_id, is_over), **values)


def cancel(services: Services, job_id: str, by: str) -> bool:
    """Takes back a job that still waits; False when the printer has it already, or is done with it."""
    waits = and_(print_job.c.job_id == job_id, print_job.c.state == JobState.QUEUED)
    with _queue(services) as connection:
        found = connection.execute(select(print_job.c.job_id).where(waits)).first() is not None
        _set(connection, services.clock.now_us(), waits, state=JobState.EXPIRED, settled_by=by)
    return found


def settle_printed(services: Services, job_id: str, by: str) -> None:
    """A person says that the paper did come out. Raises Refused(PrintRefusal)."""
    with _queue(services) as connection:
        _answerable(connection, job_id)
        values = {"state": JobState.CONFIRMED, "settled_by": by}
        _set(connection, services.clock.now_us(), print_job.c.job_id == job_id, **values)


def _answerable(connection: Connection, job_id: str) -> Any:
    row = connection.execute(select(print_job).where(print_job.c.job_id == job_id)).one_or_none()
    if row is None:
        raise Refused(PrintRefusal.JOB_UNKNOWN)
    if row.kind == JobKind.KICK:
        raise Refused(PrintRefusal.KICK_NEVER_REPLAYED)
    if row.state in (JobState.QUEUED, JobState.SENDING):
        raise Refused(PrintRefusal.STILL_WAITING)
    if row.state in (JobState.CONFIRMED, JobState.SHOWN):
        raise Refused(PrintRefusal.ALREADY_PRINTED)
    return row


def _waits_max_us(kind: JobKind) -> int:
    return _WAIT_MAX_US.get(kind, PAPER_WAITS_MAX_US)


def _waited_too_long(now_us: int) -> ColumnElement[bool]:
    return and_(print_job.c.state == JobState.QUEUED, print_job.c.expires_at_us <= now_us)


def _sending(job_id: str) -> ColumnElement[bool]:
    return and_(print_job.c.job_id == job_id, print_job.c.state == JobState.SENDING)


def _set(connection: Connection, now_us: int, where: ColumnElement[bool], **values: object) -> None:
    connection.execute(update(print_job).where(where).values(changed_at_us=now_us, **values))
