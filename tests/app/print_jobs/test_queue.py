"""Nothing is sent twice by itself, nothing waits for ever, and a kick is never replayed."""

import pytest

from app.errors import Refused
from app.print_jobs.queue import (
    KICK_WAITS_MAX_US,
    PAPER_WAITS_MAX_US,
    STAMP_WAITS_MAX_US,
    cancel,
    claim_next,
    enqueue,
    enqueue_all,
    expire_stale,
    mark,
    put_back,
    put_back_unprinted,
    requeue,
    settle_printed,
)
from app.print_jobs.types import (
    CONFIRMED,
    RECEIPT_PRINTER,
    SHOWN,
    Failure,
    JobKind,
    JobState,
    NewJob,
    Outcome,
    PrintRefusal,
)
from app.workplace import Services
from tests.app.print_jobs.conftest import Answer, Queue
from tests.fakes.clock import FakeClock

FIFTEEN_MINUTES = 15 * 60


def test_job_exists_exactly_when_its_transaction_commits(services: Services) -> None:
    with services.plain_work() as work:
        enqueue(work.connection, NewJob(JobKind.RECEIPT, b"{}", RECEIPT_PRINTER), services.clock, services.ids)
    assert claim_next(services, RECEIPT_PRINTER) is None


def test_jobs_come_in_order_and_only_once(services: Services, queue: Queue) -> None:
    first, second = queue.add(), queue.add(JobKind.COPY)
    assert [queue.claim().job_id, queue.claim().job_id] == [first, second]
    assert claim_next(services, RECEIPT_PRINTER) is None


def test_jobs_of_one_moment_are_queued_together(services: Services) -> None:
    jobs = (NewJob(JobKind.RECEIPT, b"{}", RECEIPT_PRINTER), NewJob(JobKind.KICK, None, RECEIPT_PRINTER))
    with services.plain_work() as work:
        receipt, kick = enqueue_all(work.connection, jobs, services.clock, services.ids)
        work.commit()
    claimed = [claim_next(services, RECEIPT_PRINTER) for _ in range(3)]
    assert [job and job.job_id for job in claimed] == [kick, receipt, None]


def test_claim_brings_the_payload_and_counts_attempts(services: Services, queue: Queue) -> None:
    job_id = queue.add()
    claimed = queue.claim()
    assert (claimed.kind, claimed.payload, claimed.attempt) == (JobKind.RECEIPT, b"{}", 1)
    put_back(services, job_id, Failure.PAPER_OUT)
    assert queue.claim().attempt == 2


def test_claimed_job_is_durably_sending(queue: Queue) -> None:
    job_id = queue.add()
    queue.claim()
    assert queue.row(job_id).state is JobState.SENDING


def test_a_printer_gets_its_own_jobs_only(services: Services, queue: Queue) -> None:
    queue.add(printer="office")
    assert claim_next(services, RECEIPT_PRINTER) is None


def test_a_drawer_kick_goes_before_a_receipt_that_waits(services: Services, queue: Queue) -> None:
    receipt = queue.add()
    queue.claim()
    put_back(services, receipt, Failure.PAPER_OUT)
    kick = queue.add(JobKind.KICK, why="cash")
    assert [queue.claim().job_id, queue.claim().job_id] == [kick, receipt]


@pytest.mark.parametrize(
    "outcome",
    [
        CONFIRMED,
        Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE),
        Outcome(JobState.FAILED, Failure.RESET),
    ],
)
def test_outcome_is_kept_and_the_job_not_sent_again(services: Services, queue: Queue, outcome: Outcome) -> None:
    job_id = queue.add()
    queue.claim()
    mark(services, job_id, outcome)
    row = queue.row(job_id)
    assert (row.state, row.failure) == (outcome.state, outcome.failure)
    assert claim_next(services, RECEIPT_PRINTER) is None


def test_only_what_is_being_sent_gets_an_outcome(services: Services, queue: Queue) -> None:
    job_id = queue.add()
    mark(services, job_id, CONFIRMED)
    assert queue.row(job_id).state is JobState.QUEUED
    queue.claim()
    mark(services, job_id, CONFIRMED)
    put_back(services, job_id, Failure.PAPER_OUT)
    assert queue.row(job_id).state is JobState.CONFIRMED


def test_receipt_waits_for_paper_until_the_customer_has_gone(
    services: Services, queue: Queue, clock: FakeClock
) -> None:
    job_id = queue.add()
    clock.advance(FIFTEEN_MINUTES - 1)
    queue.claim()
    put_back(services, job_id, Failure.PAPER_OUT)
    clock.advance(2)
    assert claim_next(services, RECEIPT_PRINTER) is None
    assert (queue.row(job_id).state, queue.row(job_id).failure) == (JobState.EXPIRED, Failure.PAPER_OUT)


def test_kick_waits_ten_seconds_only(services: Services, queue: Queue, clock: FakeClock) -> None:
    job_id = queue.add(JobKind.KICK, why="cash")
    clock.advance(11)
    assert claim_next(services, RECEIPT_PRINTER) is None
    assert queue.row(job_id).state is JobState.EXPIRED
    assert KICK_WAITS_MAX_US < PAPER_WAITS_MAX_US


class TestStart:
    def test_crash_while_sending_is_unknown_and_not_sent_again(self, services: Services, queue: Queue) -> None:
        job_id = queue.add()
        queue.claim()
        expire_stale(services)
        row = queue.row(job_id)
        assert (row.state, row.failure) == (JobState.SENT_UNCONFIRMED, Failure.INTERRUPTED)
        assert claim_next(services, RECEIPT_PRINTER) is None

    def test_yesterdays_receipt_does_not_print(self, services: Services, queue: Queue, clock: FakeClock) -> None:
        job_id = queue.add()
        clock.advance(24 * 3600)
        expire_stale(services)
        assert queue.row(job_id).state is JobState.EXPIRED
        assert claim_next(services, RECEIPT_PRINTER) is None

    def test_receipt_of_a_moment_ago_prints(self, services: Services, queue: Queue) -> None:
        job_id = queue.add()
        expire_stale(services)
        assert queue.claim().job_id == job_id

    def test_queued_kick_is_over_at_once(self, services: Services, queue: Queue) -> None:
        job_id = queue.add(JobKind.KICK, why="cash")
        expire_stale(services)
        assert queue.row(job_id).state is JobState.EXPIRED
        assert claim_next(services, RECEIPT_PRINTER) is None

    def test_interrupted_kick_is_over_and_asks_nobody(self, services: Services, queue: Queue) -> None:
        job_id = queue.add(JobKind.KICK, why="cash")
        queue.claim()
        expire_stale(services)
        row = queue.row(job_id)
        assert (row.state, row.failure) == (JobState.EXPIRED, Failure.INTERRUPTED)


class TestAnswers:
    def interrupted(self, services: Services, queue: Queue) -> str:
        job_id = queue.add()
        queue.claim()
        expire_stale(services)
        return job_id

    def test_did_not_print_prints_the_same_job_again(self, services: Services, queue: Queue, clock: FakeClock) -> None:
        job_id = self.interrupted(services, queue)
        clock.advance(3600)
        requeue(services, job_id, "p2")
        claimed = queue.claim()
        assert (claimed.job_id, claimed.attempt) == (job_id, 2)

    def test_did_print_is_confirmed(self, services: Services, queue: Queue) -> None:
        job_id = self.interrupted(services, queue)
        settle_printed(services, job_id, "p2")
        assert queue.row(job_id).state is JobState.CONFIRMED
        assert claim_next(services, RECEIPT_PRINTER) is None

    @pytest.mark.parametrize("state", [JobState.FAILED, JobState.EXPIRED])
    def test_reprint_of_what_failed(self, services: Services, queue: Queue, state: JobState) -> None:
        job_id = queue.add()
        queue.claim()
        mark(services, job_id, Outcome(state, Failure.RESET))
        requeue(services, job_id, "p2")
        assert queue.row(job_id).failure is None
        assert queue.claim().job_id == job_id

    @pytest.mark.parametrize("answer", [requeue, settle_printed])
    class TestRefusals:
        """In the order of the enum."""

        def refused(self, services: Services, answer: Answer, job_id: str) -> PrintRefusal:
            with pytest.raises(Refused) as refused:
                answer(services, job_id, "p2")
            assert isinstance(refused.value.code, PrintRefusal)
            return refused.value.code

        def test_unknown(self, services: Services, answer: Answer) -> None:
            assert self.refused(services, answer, "nothing") is PrintRefusal.JOB_UNKNOWN

        @pytest.mark.parametrize("state", [None, JobState.CONFIRMED, JobState.FAILED, JobState.EXPIRED])
        def test_kick(self, services: Services, queue: Queue, answer: Answer, state: JobState | None) -> None:
            job_id = queue.add(JobKind.KICK, why="cash")
            if state:
                queue.claim()
                mark(services, job_id, Outcome(state))
            assert self.refused(services, answer, job_id) is PrintRefusal.KICK_NEVER_REPLAYED

        @pytest.mark.parametrize("claimed", [False, True])
        def test_still_waiting(self, services: Services, queue: Queue, answer: Answer, claimed: bool) -> None:
            job_id = queue.add()
            if claimed:
                queue.claim()
            assert self.refused(services, answer, job_id) is PrintRefusal.STILL_WAITING

        @pytest.mark.parametrize("outcome", [CONFIRMED, SHOWN])
        def test_already_printed(self, services: Services, queue: Queue, answer: Answer, outcome: Outcome) -> None:
            job_id = queue.add()
            queue.claim()
            mark(services, job_id, outcome)
            assert self.refused(services, answer, job_id) is PrintRefusal.ALREADY_PRINTED


# -- stamps: the check lies in the printer now, and not in a minute


def test_a_stamp_goes_before_receipts_that_wait_but_after_the_drawer(services: Services, queue: Queue) -> None:
    receipt, stamp, kick = queue.add(), queue.add(JobKind.STAMP), queue.add(JobKind.KICK)
    assert [queue.claim().job_id for _ in range(3)] == [kick, stamp, receipt]


def test_a_stamp_waits_a_minute_and_never_over_a_start(services: Services, clock: FakeClock, queue: Queue) -> None:
    late = queue.add(JobKind.STAMP)
    clock.advance(STAMP_WAITS_MAX_US // 1_000_000)
    assert claim_next(services, RECEIPT_PRINTER) is None
    assert queue.row(late).state is JobState.EXPIRED
    left, receipt = queue.add(JobKind.STAMP), queue.add()
    expire_stale(services)
    assert queue.row(left).state is JobState.EXPIRED and queue.row(receipt).state is JobState.QUEUED


@pytest.mark.parametrize("failure", [Failure.SLIP_MISSING, Failure.PAPER_OUT])
def test_what_did_not_print_is_put_back(services: Services, clock: FakeClock, queue: Queue, failure: Failure) -> None:
    job_id = queue.add(JobKind.STAMP)
    queue.claim()
    put_back_unprinted(services, job_id, "p2")
    assert queue.row(job_id).state is JobState.SENDING
    mark(services, job_id, Outcome(JobState.FAILED, failure, reached_paper=False))
    clock.advance(3600)
    put_back_unprinted(services, job_id, "p2")
    row = queue.row(job_id)
    assert (row.state, row.failure) == (JobState.QUEUED, None)
    assert queue.claim().job_id == job_id


def test_only_what_waits_is_taken_back(services: Services, queue: Queue) -> None:
    job_id = queue.add(JobKind.STAMP)
    assert cancel(services, job_id, "p1")
    assert queue.row(job_id).state is JobState.EXPIRED
    assert not cancel(services, job_id, "p1")
    other = queue.add(JobKind.STAMP)
    queue.claim()
    assert not cancel(services, other, "p1") and queue.row(other).state is JobState.SENDING
