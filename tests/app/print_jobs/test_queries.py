"""What the strip, the receipt page and the auditor see of the queue."""

import pytest

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
    "sql",
    [
        "SELECT * FROM print_job WHERE state = 'queued' ORDER BY created_at_us LIMIT 1",
        "SELECT * FROM print_job WHERE job_id > 'f1/' AND job_id < 'f10'",
        "SELECT * FROM print_job WHERE state IN ('expired', 'confirmed') AND created_at_us >= 0",
        "SELECT * FROM print_job WHERE job_id = 'x'",
    ],
)
def test_no_question_scans_the_table(services: Services, sql: str) -> None:
    with services.read_journal() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
    assert all("SEARCH" in row[3] for row in plan), plan
