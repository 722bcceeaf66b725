"""What the strip, the receipt page and the auditor see of the queue."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.print_jobs import queries
from app.print_jobs.queue import expire_stale, mark, put_back
from app.print_jobs.types import CONFIRMED, RECEIPT_PRINTER, Failure, JobKind, JobState, Outcome
from app.workplace import Services
from tests.app.print_jobs.conftest import Queue


def waiting(services: Services) -> queries.Waiting:
    with services.read_journal() as connection:
        return queries.waiting(connection, RECEIPT_PRINTER)


def test_nothing_waits(services: Services) -> None:
    assert waiting(services) == queries.Waiting(0, None, None)


def test_what_waits_since_when_and_why(services: Services, queue: Queue) -> None:
    first, _ = queue.add(), queue.add()
    queue.add(JobKind.KICK, why="cash")
    queue.add(printer="office")
    queue.claim()
    job = queue.claim()
    put_back(services, job.job_id, Failure.PAPER_OUT)
    assert waiting(services) == queries.Waiting(2, queue.row(first).created_at_us, Failure.PAPER_OUT)


def test_unknown_job(queue: Queue) -> None:
    with pytest.raises(KeyError):
        queue.row("nothing")


def test_jobs_of_a_receipt(services: Services, queue: Queue) -> None:
    first = queue.add(fact_id="f1")
    queue.add(fact_id="f2")
    copy = queue.add(JobKind.COPY, fact_id="f1")
    with services.read_journal() as connection:
        assert [job.job_id for job in queries.jobs_of_fact(connection, "f1")] == [first, copy]


def test_what_a_person_must_answer(services: Services, queue: Queue) -> None:
    ids = [queue.add() for _ in range(4)] + [queue.add(JobKind.KICK, why="cash")]
    for _ in ids:
        queue.claim()
    mark(services, ids[0], CONFIRMED)
    mark(services, ids[1], Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE))
    mark(services, ids[2], Outcome(JobState.FAILED, Failure.RESET))
    expire_stale(services)
    with services.read_journal() as connection:
        answers = queries.to_be_answered(connection, since_us=0)
        assert [job.job_id for job in answers] == [ids[3], ids[2]]
        assert queries.to_be_answered(connection, since_us=services.clock.now_us()) == ()


def test_latest_first(services: Services, queue: Queue) -> None:
    ids = [queue.add() for _ in range(3)]
    with services.read_journal() as connection:
        assert [job.job_id for job in queries.latest(connection, limit=2)] == [ids[2], ids[1]]


def test_log_of_kicks_says_who_and_why(services: Services, queue: Queue) -> None:
    queue.add()
    queue.add(JobKind.KICK, why="cash", requested_by="p1")
    queue.add(JobKind.KICK, why="no_sale", requested_by="p2")
    with services.read_journal() as connection:
        kicks = queries.drawer_kicks(connection, since_us=0)
    assert [(kick.requested_by, kick.why) for kick in kicks] == [("p2", "no_sale"), ("p1", "cash")]


@pytest.mark.parametrize(
    "ask",
    [
        lambda connection: queries.waiting(connection, RECEIPT_PRINTER),
        lambda connection: queries.jobs_of_fact(connection, "f1"),
        lambda connection: queries.to_be_answered(connection, 0),
        lambda connection: queries.latest(connection),
        lambda connection: queries.drawer_kicks(connection, 0),
    ],
    ids=["waiting", "jobs_of_fact", "to_be_answered", "latest", "drawer_kicks"],
)
def test_no_question_scans_the_table(services: Services, ask: Callable[[Connection], object]) -> None:
    """Only the few jobs that nobody took over yet are walked."""
    asked: list[tuple[str, Any]] = []
    with services.read_journal() as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
        ask(connection)
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all() for sql, values in asked[:]]
    steps = [row[3] for plan in plans for row in plan]
    assert any("SEARCH print_job" in step for step in steps)
    scanned = {step.split()[1] for step in steps if step.startswith("SCAN")}
    assert scanned <= {"new_print_job", "jobs"}, steps
