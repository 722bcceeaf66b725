"""The spool from queue to paper, on real lanes, a real database and a scripted printer."""

import time
from collections.abc import Callable, Iterator
from queue import Queue as Inbox

import msgspec
import pytest

from app.payments.receipt import Receipt
from app.print_jobs.printer_choice import PrinterChoice
from app.print_jobs.queries import job
from app.print_jobs.queue import claim_next, enqueue, requeue, settle_printed
from app.print_jobs.types import (
    CONFIRMED,
    RECEIPT_PRINTER,
    SHOWN,
    Failure,
    JobKind,
    JobRow,
    JobState,
    NewJob,
    Outcome,
)
from app.workplace import Services
from printing import escpos
from printing.answering_printer import AnsweringPrinter, Patience
from printing.ports import NetworkPort
from printing.printers import ScreenPrinter
from printing.profiles import EPSON_80
from printing.spool import Attempt, Spool
from tests.factories.receipts import receipt
from tests.fakes.clock import FakeClock
from tests.fakes.printer import FakePrinter, Script
from ui.tour.escpos_decoder import decode

HASTE = Patience(status=1.0, status_of_mute=0.05, paper=2.0, paper_of_mute=0.1, ask_again=0.05)


class Counter:
    """A spool with its printer, and what it told."""

    def __init__(self, services: Services, fake: FakePrinter) -> None:
        self.services, self.fake = services, fake
        self.told: Inbox[Attempt] = Inbox()
        self.spool = Spool(services, self.told.put, retry_seconds=0.05, printer_for=self._printer)
        self.script = fake.script

    def _printer(self, choice: PrinterChoice) -> AnsweringPrinter:
        return AnsweringPrinter(lambda: NetworkPort("127.0.0.1", self.fake.port), EPSON_80, HASTE)

    def queue(self, kind: JobKind = JobKind.RECEIPT, paper: Receipt | bytes | None = None) -> str:
        payload = paper if isinstance(paper, bytes) else msgspec.json.encode(paper or receipt())
        new = NewJob(kind, payload, RECEIPT_PRINTER, why="cash" if kind is JobKind.KICK else None)

        def write() -> str:
            with self.services.plain_work() as work:
                job_id = enqueue(work.connection, new, self.services.clock, self.services.ids)
                work.commit()
                return job_id

        return self.services.lanes.write_now(write)

    def print(self, kind: JobKind = JobKind.RECEIPT, paper: Receipt | bytes | None = None) -> Attempt:
        self.queue(kind, paper)
        self.spool.wake()
        return self.told.get(timeout=20)

    def row(self, job_id: str) -> JobRow:
        with self.services.read_journal() as connection:
            return job(connection, job_id)


@pytest.fixture
def counter(services: Services) -> Iterator[Counter]:
    with FakePrinter() as fake:
        made = Counter(services, fake)
        yield made
        made.spool.stop()
        services.lanes.stop()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def test_receipt_reaches_paper_and_is_confirmed(counter: Counter) -> None:
    attempt = counter.print()
    assert (attempt.outcome, attempt.waits) == (CONFIRMED, False)
    assert counter.row(attempt.job_id).state is JobState.CONFIRMED
    counter.fake.wait_for_jobs(1)
    assert decode(counter.fake.printed[0]).qr_codes == ["A2-1-000318-K7QF"]


def test_jobs_of_one_wake_all_print(counter: Counter) -> None:
    first, second = counter.queue(), counter.queue(JobKind.COPY, receipt(copy_number=1))
    counter.spool.wake()
    assert [counter.told.get(timeout=20).job_id for _ in range(2)] == [first, second]
    counter.fake.wait_for_jobs(2)
    assert any("COPY 1" in text for text in decode(counter.fake.printed[1]).texts)


def test_kick_is_a_job_of_its_own(counter: Counter) -> None:
    counter.queue(JobKind.KICK, b"")
    counter.print()
    counter.fake.wait_for_jobs(2)
    assert len(decode(counter.fake.printed[0]).kicks) == 1
    assert decode(counter.fake.printed[1]).kicks == []


@pytest.mark.parametrize(
    ("fault", "failure"),
    [("paper_out", Failure.PAPER_OUT), ("cover_open", Failure.COVER_OPEN), ("head_error", Failure.PRINTER_ERROR)],
)
def test_receipt_waits_for_paper_and_then_prints_once(counter: Counter, fault: str, failure: Failure) -> None:
    setattr(counter.script, fault, True)
    attempt = counter.print()
    assert (attempt.outcome.failure, attempt.waits) == (failure, True)
    assert counter.row(attempt.job_id).state in (JobState.QUEUED, JobState.SENDING)
    setattr(counter.script, fault, False)
    until(lambda: counter.row(attempt.job_id).state is JobState.CONFIRMED)
    assert len(counter.fake.printed) == 1


def test_printer_switched_off_and_on_again(counter: Counter) -> None:
    counter.fake.close()
    attempt = counter.print()
    assert (attempt.outcome.failure, attempt.waits) == (Failure.UNREACHABLE, True)
    with FakePrinter() as again:
        counter.fake = again
        until(lambda: counter.row(attempt.job_id).state is JobState.CONFIRMED)


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        (Script(resets_after=100), Outcome(JobState.FAILED, Failure.RESET)),
        (Script(hangs_up_after=100), Outcome(JobState.FAILED, Failure.RESET)),
        (Script(paper_out_after=100), Outcome(JobState.FAILED, Failure.PAPER_OUT)),
        (Script(mute=True), Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE)),
    ],
)
def test_what_may_have_reached_paper_is_not_printed_again(counter: Counter, script: Script, outcome: Outcome) -> None:
    counter.fake.script = script
    attempt = counter.print()
    assert (attempt.outcome, attempt.waits) == (outcome, False)
    counter.fake.script = Script()
    counter.spool.wake()
    time.sleep(0.2)
    row = counter.row(attempt.job_id)
    assert (row.state, row.failure, row.attempts) == (outcome.state, outcome.failure, 1)


@pytest.mark.parametrize("script", [Script(paper_out=True), Script(cover_open=True), Script(hangs_up_when_asked=True)])
def test_failed_kick_is_not_tried_again(counter: Counter, script: Script) -> None:
    counter.fake.script = script
    attempt = counter.print(JobKind.KICK, b"")
    assert attempt.waits is False
    counter.fake.script = Script()
    counter.spool.wake()
    time.sleep(0.2)
    assert counter.row(attempt.job_id).state is JobState.FAILED
    assert counter.fake.printed == []


def test_crash_while_sending_asks_and_prints_only_on_a_persons_word(counter: Counter) -> None:
    job_id = counter.queue()
    services = counter.services
    services.lanes.write_now(lambda: claim_next(services, RECEIPT_PRINTER))  # and here the program died
    counter.spool.start()
    until(lambda: counter.row(job_id).state is JobState.SENT_UNCONFIRMED)
    assert counter.row(job_id).failure is Failure.INTERRUPTED
    assert counter.fake.printed == []
    services.lanes.write_now(lambda: requeue(services, job_id, "p1"))
    counter.spool.wake()
    assert counter.told.get(timeout=20).outcome == CONFIRMED
    counter.fake.wait_for_jobs(1)


def test_crash_while_sending_that_did_print(counter: Counter) -> None:
    job_id = counter.queue()
    services = counter.services
    services.lanes.write_now(lambda: claim_next(services, RECEIPT_PRINTER))
    counter.spool.start()
    services.lanes.write_now(lambda: settle_printed(services, job_id, "p1"))
    assert counter.row(job_id).state is JobState.CONFIRMED
    assert counter.fake.printed == []


def test_start_prints_what_a_moment_ago_was_queued_but_no_kick_and_nothing_of_yesterday(counter: Counter) -> None:
    yesterday = counter.queue()
    assert isinstance(counter.services.clock, FakeClock)
    counter.services.clock.advance(24 * 3600)
    kick, fresh = counter.queue(JobKind.KICK, b""), counter.queue()
    counter.spool.start()
    assert counter.told.get(timeout=20).job_id == fresh
    counter.fake.wait_for_jobs(1)
    assert len(counter.fake.printed) == 1
    assert {counter.row(yesterday).state, counter.row(kick).state} == {JobState.EXPIRED}


def test_payload_of_another_version_fails_alone(counter: Counter) -> None:
    broken = counter.print(paper=b'{"city": 7}')
    assert broken.outcome == Outcome(JobState.FAILED, Failure.UNPRINTABLE)
    assert counter.print().outcome == CONFIRMED


def test_wrong_address_in_the_settings_waits(services: Services) -> None:
    told: Inbox[Attempt] = Inbox()
    spool = Spool(services, told.put, retry_seconds=5, printer_for=_no_such_address)
    counter = Counter(services, FakePrinter())
    counter.queue()
    spool.wake()
    attempt = told.get(timeout=20)
    assert (attempt.outcome.failure, attempt.waits) == (Failure.UNREACHABLE, True)
    spool.stop()
    counter.fake._listener.close()


def _no_such_address(choice: PrinterChoice) -> ScreenPrinter:
    from printing.addresses import parse_address
    from printing.printers import printer_at

    printer = printer_at(parse_address("nowhere"), EPSON_80)
    assert isinstance(printer, ScreenPrinter)
    return printer


def test_default_printer_is_the_screen(services: Services) -> None:
    told: Inbox[Attempt] = Inbox()
    spool = Spool(services, told.put)
    counter = Counter(services, FakePrinter())
    counter.queue()
    spool.wake()
    assert told.get(timeout=20).outcome == SHOWN
    spool.stop()
    counter.fake._listener.close()


def test_full_disk_delays_and_prints_once(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outcome cannot be stored; it is kept and stored when there is room, and the receipt is not printed twice."""
    job_id = counter.queue()
    counter.script.seconds_before_paper = 1.0
    counter.spool.wake()
    until(lambda: counter.row(job_id).state is JobState.SENDING)
    monkeypatch.setattr("app.store.unit_of_work.FREE_BYTES_MIN", 1 << 62)
    counter.fake.wait_for_jobs(1)
    time.sleep(0.2)
    assert counter.told.empty()
    monkeypatch.undo()
    assert counter.told.get(timeout=20).outcome == CONFIRMED
    assert counter.row(job_id).state is JobState.CONFIRMED
    assert len(counter.fake.printed) == 1


def test_bug_while_printing_is_logged(counter: Counter, expect_log: Callable[[str], None]) -> None:
    expect_log("print spool failed")
    counter.spool._make_printer = _buggy
    job_id = counter.queue()
    counter.spool.wake()
    until(lambda: counter.row(job_id).state is JobState.SENDING)
    counter.services.lanes.printer(RECEIPT_PRINTER).submit(lambda: None).future.result(20)


def _buggy(choice: PrinterChoice) -> ScreenPrinter:
    raise ZeroDivisionError


def test_stopped_spool_prints_nothing(counter: Counter) -> None:
    counter.queue()
    counter.spool.stop()
    counter.spool.wake()
    time.sleep(0.1)
    assert counter.fake.printed == []


@pytest.mark.serial
def test_first_byte_within_50_ms_of_waking(counter: Counter) -> None:
    """Limit of the specification; p99 of the whole path is measured by the benchmarks."""
    counter.spool.warm_up()
    counter.print()
    waits = []
    for _ in range(20):
        counter.queue()
        began = time.perf_counter()
        counter.spool.wake()
        counter.told.get(timeout=20)
        waits.append(counter.fake.first_byte_at[-1] - began)
    assert sorted(waits)[len(waits) // 2] < 0.05, waits


def test_libraries_are_loaded_by_warming_up(counter: Counter) -> None:
    escpos._library.cache_clear()
    counter.spool.warm_up()
    counter.services.lanes.printer(RECEIPT_PRINTER).submit(lambda: None).future.result(20)
    assert escpos._library.cache_info().currsize == 1
