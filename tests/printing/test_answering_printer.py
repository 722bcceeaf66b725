"""Every fault that a printer on the network can show, against a scripted one; and none mistaken for success."""

import socket
import time
from dataclasses import replace

import pytest

from app.print_jobs.types import CONFIRMED, Failure, JobState, Outcome
from printing.answering_printer import AnsweringPrinter, Patience
from printing.ports import NetworkPort, PortBroken, PortStalled
from printing.printer_status import Status
from printing.profiles import EPSON_80, EPSON_SLIP, GENERIC_80, Confirmation, Profile
from tests.fakes.printer import ONLINE, FakePrinter, Script

HASTE = Patience(status=1.0, status_of_mute=0.05, paper=2.0, paper_of_mute=0.1, ask_again=0.05)
JOB = b"receipt line\n" * 200


def printer_for(fake: FakePrinter, profile: Profile = EPSON_80) -> AnsweringPrinter:
    return AnsweringPrinter(lambda: NetworkPort("127.0.0.1", fake.port), profile, HASTE)


def send(script: Script, profile: Profile = EPSON_80) -> tuple[Outcome, list[bytes]]:
    with FakePrinter(script) as fake:
        outcome = printer_for(fake, profile).send(JOB)
        return outcome, fake.printed


@pytest.mark.parametrize("profile", [EPSON_80, GENERIC_80], ids=["process id", "status"])
class TestBothConfirmations:
    def test_good_printer_confirms(self, profile: Profile) -> None:
        with FakePrinter() as fake:
            assert printer_for(fake, profile).send(JOB) == CONFIRMED
            fake.wait_for_jobs(1)
            assert fake.printed == [JOB]

    def test_low_paper_prints(self, profile: Profile) -> None:
        assert send(Script(paper_low=True), profile)[0] == CONFIRMED

    @pytest.mark.parametrize(
        ("script", "failure"),
        [
            (Script(paper_out=True), Failure.PAPER_OUT),
            (Script(cover_open=True), Failure.COVER_OPEN),
            (Script(cover_open=True, paper_out=True), Failure.COVER_OPEN),
            (Script(head_error=True), Failure.PRINTER_ERROR),
        ],
    )
    def test_known_fault_before_the_job_sends_nothing(self, profile: Profile, script: Script, failure: Failure) -> None:
        outcome, printed = send(script, profile)
        assert outcome == Outcome(JobState.FAILED, failure, reached_paper=False)
        assert printed == []

    def test_paper_ends_in_the_middle(self, profile: Profile) -> None:
        assert send(Script(paper_out_after=500), profile)[0] == Outcome(JobState.FAILED, Failure.PAPER_OUT)

    def test_mute_printer_is_sent_everything_but_not_believed(self, profile: Profile) -> None:
        with FakePrinter(Script(mute=True)) as fake:
            assert printer_for(fake, profile).send(JOB) == Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE)
            fake.wait_for_jobs(1)
            assert fake.printed == [JOB]

    def test_reset_in_the_middle(self, profile: Profile) -> None:
        assert send(Script(resets_after=100), profile)[0] == Outcome(JobState.FAILED, Failure.RESET)

    def test_hangs_up_in_the_middle(self, profile: Profile) -> None:
        assert send(Script(hangs_up_after=100), profile)[0] == Outcome(JobState.FAILED, Failure.RESET)

    def test_slow_paper_is_waited_for(self, profile: Profile) -> None:
        assert send(Script(seconds_before_paper=0.3), profile)[0] == CONFIRMED

    def test_slow_answers_are_waited_for(self, profile: Profile) -> None:
        assert send(Script(seconds_before_answer=0.1), profile)[0] == CONFIRMED


def test_hangs_up_when_asked_for_its_status() -> None:
    outcome, printed = send(Script(hangs_up_when_asked=True))
    assert outcome == Outcome(JobState.FAILED, Failure.RESET, reached_paper=False)
    assert printed == []


def test_answers_status_but_not_the_process_id() -> None:
    assert send(Script(ignores_process_id=True))[0] == Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE)


def test_profile_that_cannot_confirm() -> None:
    profile = replace(EPSON_80, confirmation=Confirmation.NONE)
    assert send(Script(), profile)[0] == Outcome(JobState.SENT_UNCONFIRMED)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    outcome = AnsweringPrinter(lambda: NetworkPort("127.0.0.1", port), EPSON_80, HASTE).send(JOB)
    assert outcome == Outcome(JobState.FAILED, Failure.UNREACHABLE, reached_paper=False)


def test_stops_taking_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printing.ports.WRITE_SECONDS_MAX", 0.2)
    with FakePrinter(Script(stops_reading_after=100)) as fake:
        outcome = printer_for(fake).send(JOB * 5000)
    assert outcome == Outcome(JobState.FAILED, Failure.STALLED)


def test_stops_taking_bytes_and_then_breaks_off() -> None:
    port = StalledPort()
    assert AnsweringPrinter(lambda: port, EPSON_80, HASTE).send(JOB) == Outcome(JobState.FAILED, Failure.STALLED)
    assert port.closed


class StalledPort:
    """Answers once, stalls at the job, and is gone when asked why."""

    def __init__(self) -> None:
        self.closed = False
        self._stalled = False

    def write(self, data: bytes) -> None:
        if self._stalled:
            raise PortBroken
        if data == JOB:
            self._stalled = True
            raise PortStalled

    def read(self, seconds: float) -> bytes:
        return bytes([ONLINE])

    def close(self) -> None:
        self.closed = True


def test_mute_printer_is_asked_briefly_the_second_time_and_heard_when_it_speaks_again() -> None:
    with FakePrinter(Script(mute=True)) as fake:
        printer = printer_for(fake)
        printer.send(JOB)
        began = time.monotonic()
        printer.send(JOB)
        assert time.monotonic() - began < HASTE.status + HASTE.paper
        fake.script.mute = False
        assert printer.send(JOB) == CONFIRMED


def test_each_job_opens_its_own_connection() -> None:
    with FakePrinter() as fake:
        printer = printer_for(fake)
        assert [printer.send(b"one\n"), printer.send(b"two\n")] == [CONFIRMED, CONFIRMED]
        fake.wait_for_jobs(2)
        assert fake.printed == [b"one\n", b"two\n"]


@pytest.mark.parametrize(
    ("script", "status"),
    [
        (Script(), Status()),
        (Script(paper_low=True), Status(paper_low=True)),
        (Script(cover_open=True), Status(offline=True, cover_open=True)),
        (Script(mute=True), None),
        (Script(hangs_up_when_asked=True), Failure.RESET),
    ],
)
def test_status(script: Script, status: Status | Failure | None) -> None:
    with FakePrinter(script) as fake:
        assert printer_for(fake).status() == status


def test_status_of_nobody() -> None:
    with FakePrinter() as fake:
        printer = printer_for(fake)
    assert printer.status() is Failure.UNREACHABLE


def test_big_receipt_through_a_slow_reader_is_whole() -> None:
    job = bytes(range(0x20, 0x7F)) * 2000
    with FakePrinter() as fake:
        assert printer_for(fake).send(job) == CONFIRMED
        fake.wait_for_jobs(1)
        assert fake.printed == [job]


class TestSlipStation:
    """A check or a stub that somebody puts in, on a printer that says whether it lies there."""

    SLIP = b"\x1b@\x1bf\x01\x05\x1bc0\x04FOR DEPOSIT ONLY\n\x0c\x1bc0\x01"

    def stamped(self, script: Script, profile: Profile = EPSON_SLIP) -> tuple[Outcome, list[bytes]]:
        with FakePrinter(script) as fake:
            outcome = printer_for(fake, profile).send(self.SLIP, slip=True)
            return outcome, fake.printed

    def test_a_paper_that_lies_there_is_printed_and_confirmed(self) -> None:
        with FakePrinter() as fake:
            assert printer_for(fake, EPSON_SLIP).send(self.SLIP, slip=True) == CONFIRMED
            fake.wait_for_jobs(1)
            assert fake.printed == [self.SLIP]

    def test_without_a_paper_nothing_is_sent(self) -> None:
        outcome, printed = self.stamped(Script(no_slip=True))
        assert (outcome, printed) == (Outcome(JobState.FAILED, Failure.SLIP_MISSING, reached_paper=False), [])

    def test_a_receipt_does_not_ask_for_one(self) -> None:
        with FakePrinter(Script(no_slip=True)) as fake:
            assert printer_for(fake, EPSON_SLIP).send(JOB) == CONFIRMED

    def test_a_printer_that_waits_for_the_next_paper_is_told_to_give_up(self) -> None:
        outcome, printed = self.stamped(Script(slip_taken_out=True))
        assert (outcome, printed) == (Outcome(JobState.FAILED, Failure.SLIP_MISSING, reached_paper=False), [])

    def test_other_faults_come_first(self) -> None:
        outcome, printed = self.stamped(Script(cover_open=True, no_slip=True))
        assert (outcome.failure, printed) == (Failure.COVER_OPEN, [])

    def test_a_mute_printer_is_sent_everything_but_not_believed(self) -> None:
        assert self.stamped(Script(mute=True))[0] == Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE)

    def test_a_confirmation_that_does_not_come_is_no_waiting(self) -> None:
        outcome = self.stamped(Script(ignores_process_id=True))[0]
        assert outcome == Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE)
