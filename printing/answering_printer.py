"""A printer that can answer: status before, one buffer, confirmation after; every doubt is an outcome of its own.

Timing: a port opens, answers and takes bytes within two seconds each. A printer that once did not answer is asked only
briefly in later jobs, until it answers again.
"""

import hashlib
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.print_jobs.types import CONFIRMED, Failure, JobState, Outcome
from printing import printer_status
from printing.ports import Port, PortBroken, PortStalled, PortUnreachable
from printing.printer_status import Status
from printing.profiles import Confirmation, Profile


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a status, for one from a printer known to be mute, for the paper to be out."""

    status: float = 2.0
    status_of_mute: float = 0.1
    paper: float = 8.0
    paper_of_mute: float = 0.2
    ask_again: float = 0.5


class AnsweringPrinter:
    """One printer behind a port that is opened for each job."""

    def __init__(self, open_port: Callable[[], Port], profile: Profile, patience: Patience | None = None) -> None:
        self.profile = profile
        self._open_port = open_port
        self._patience = patience or Patience()
        self._is_mute = False
        self._jobs = itertools.count()

    def send(self, data: bytes, *, slip: bool = False) -> Outcome:
        """Sends one job. Never raises for what a device does."""
        try:
            port = self._open_port()
        except PortUnreachable:
            return Outcome(JobState.FAILED, Failure.UNREACHABLE, reached_paper=False)
        try:
            return self._send(_Conversation(port), data, slip=slip)
        finally:
            port.close()

    def status(self) -> Status | Failure | None:
        """What the printer says of itself now; None when it says nothing; a Failure when it cannot be asked."""
        try:
            port = self._open_port()
        except PortUnreachable:
            return Failure.UNREACHABLE
        try:
            return self._ask(_Conversation(port))
        except (PortBroken, PortStalled):
            return Failure.RESET
        finally:
            port.close()

    def _send(self, talk: "_Conversation", data: bytes, *, slip: bool) -> Outcome:
        try:
            before = self._ask(talk)
            lies_there = not slip or before is None or self._slip_lies_there(talk)
        except (PortBroken, PortStalled):
            return Outcome(JobState.FAILED, Failure.RESET, reached_paper=False)
        self._is_mute = before is None
        if before and before.failure:
            return Outcome(JobState.FAILED, before.failure, reached_paper=False)
        if not lies_there:
            return Outcome(JobState.FAILED, Failure.SLIP_MISSING, reached_paper=False)
        try:
            talk.port.write(data)
            outcome = self._confirm(talk, data)
            return self._not_waiting(talk, outcome) if slip else outcome
        except PortBroken:
            return Outcome(JobState.FAILED, Failure.RESET)
        except PortStalled:
            return self._why_stalled(talk)

    def _why_stalled(self, talk: "_Conversation") -> Outcome:
        """A printer that ran out of paper stops taking bytes, but may still answer."""
        try:
            after = self._ask(talk)
        except (PortBroken, PortStalled):
            after = None
        return Outcome(JobState.FAILED, (after and after.failure) or Failure.STALLED)

    def _slip_lies_there(self, talk: "_Conversation") -> bool:
        """Whether a paper lies in the slip station; yes where the printer does not say."""
        answer = talk.ask_status(printer_status.SLIP_QUESTION, self._patience.status)
        return answer is None or printer_status.slip_lies_there(answer)

    def _not_waiting(self, talk: "_Conversation", outcome: Outcome) -> Outcome:
        """A printer that lost the paper before it printed waits for the next one: that must not be stamped."""
        if outcome.state is JobState.CONFIRMED:
            return outcome
        answer = talk.ask_status(printer_status.SLIP_QUESTION, self._patience.status_of_mute)
        if answer is None or not printer_status.waits_for_slip(answer):
            return outcome
        talk.port.write(printer_status.GIVE_UP_SLIP)
        return Outcome(JobState.FAILED, Failure.SLIP_MISSING, reached_paper=False)

    def _ask(self, talk: "_Conversation") -> Status | None:
        """None: no answer, which means unknown."""
        seconds = self._patience.status_of_mute if self._is_mute else self._patience.status
        answers: dict[int, int] = {}
        for number in printer_status.QUESTIONS:
            answer = talk.ask_status(number, seconds)
            if answer is None:
                break
            answers[number] = answer
        return printer_status.status_of(answers) if answers else None

    def _confirm(self, talk: "_Conversation", data: bytes) -> Outcome:
        match self.profile.confirmation:
            case Confirmation.PROCESS_ID:
                token = printer_status.process_id(hashlib.sha256(data + bytes([next(self._jobs) % 256])).digest())
                talk.port.write(printer_status.process_id_request(token))
                return self._await(talk, lambda heard: _process_id_outcome(heard, token))
            case Confirmation.STATUS:
                talk.port.write(printer_status.IN_ORDER_QUESTION)
                return self._await(talk, _in_order_outcome)
            case Confirmation.NONE:
                return Outcome(JobState.SENT_UNCONFIRMED)

    def _await(self, talk: "_Conversation", outcome_in: Callable[[bytes], Outcome | None]) -> Outcome:
        """Waits for the confirmation; from time to time asks whether paper or cover stopped the printing."""
        until = time.monotonic() + (self._patience.paper_of_mute if self._is_mute else self._patience.paper)
        while (left := until - time.monotonic()) > 0:
            quiet = not talk.listen(min(left, self._patience.ask_again))
            trouble = self._trouble(talk) if quiet and not self._is_mute else None
            outcome = outcome_in(bytes(talk.heard)) or trouble
            if outcome:
                return outcome
        return Outcome(JobState.SENT_UNCONFIRMED, Failure.MUTE)

    def _trouble(self, talk: "_Conversation") -> Outcome | None:
        now = self._ask(talk)
        return Outcome(JobState.FAILED, now.failure) if now and now.failure else None


class _Conversation:
    """One open port. Answers to DLE EOT may arrive between the bytes of other answers, which are kept in `heard`."""

    def __init__(self, port: Port) -> None:
        self.port = port
        self.heard = bytearray()

    def listen(self, seconds: float) -> list[int]:
        """Waits for bytes and sorts them; gives the status answers and whatever else came, [] for silence."""
        received = self.port.read(seconds)
        self.heard += bytes(byte for byte in received if not printer_status.is_status(byte))
        return list(received)

    def ask_status(self, number: int, seconds: float) -> int | None:
        """The answer to DLE EOT n, None when none came in time."""
        self.port.write(printer_status.question(number))
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            answer = next(filter(printer_status.is_status, self.listen(left)), None)
            if answer is not None:
                return answer
        return None


def _process_id_outcome(heard: bytes, token: bytes) -> Outcome | None:
    return CONFIRMED if printer_status.process_id_answer(token) in heard else None


def _in_order_outcome(heard: bytes) -> Outcome | None:
    for byte in heard:
        if printer_status.is_in_order_answer(byte):
            out = printer_status.is_paper_out_in_order(byte)
            return Outcome(JobState.FAILED, Failure.PAPER_OUT) if out else CONFIRMED
    return None
