"""The print spool: takes jobs from the durable queue and prints them, one after another, on the printer's own lane.

A job is claimed durably before its first byte leaves. When nothing of it reached paper (no paper, cover open, printer
off), it goes back and is tried again every few seconds until it expires, so that loading paper is all a person does; a
drawer kick or a stamp is tried once. Whatever else is in doubt stays as it is and asks.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from app.errors import Refused, Unavailable
from app.lanes import Priority
from app.payments.receipt_printing import paper_of
from app.payments.stamps import stamp_of_job
from app.print_jobs import queue
from app.print_jobs.printer_choice import PrinterChoice, printer_choice
from app.print_jobs.types import RECEIPT_PRINTER, TRIED_ONCE, ClaimedJob, Failure, JobKind, JobState, Outcome
from app.workplace import Services
from printing.addresses import parse_address
from printing.printers import Printer, printer_at
from printing.profiles import PROFILES, Profile

T = TypeVar("T")

RETRY_SECONDS = 3.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attempt:
    """One attempt at a job, for whoever shows it; `waits` when it will be tried again by itself."""

    job_id: str
    kind: JobKind
    outcome: Outcome
    waits: bool


class Spool:
    """One workstation's spool. `start` once, `wake` after a commit that queued something, `stop` before the lanes."""

    def __init__(
        self,
        services: Services,
        on_attempt: Callable[[Attempt], None] = lambda attempt: None,
        *,
        retry_seconds: float = RETRY_SECONDS,
        printer_for: Callable[[PrinterChoice], Printer] | None = None,
    ) -> None:
        """`on_attempt` is called on the printer's lane; `printer_for` replaces the printer in tests."""
        self._services = services
        self._on_attempt = on_attempt
        self._retry_seconds = retry_seconds
        self._make_printer = printer_for or _printer_for
        self._chosen: tuple[PrinterChoice, Printer] | None = None
        self._unsettled: tuple[ClaimedJob, Outcome] | None = None
        self._stopped = False

    def start(self) -> None:
        """Settles what the last run left and prints what still waits. Waits for the writer lane."""
        self._services.lanes.write_now(lambda: queue.expire_stale(self._services), Priority.SPOOL)
        self.wake()

    def warm_up(self) -> None:
        """Imports the printing libraries on the printer's lane; to be called when the window stands."""
        self._submit(_warm_up)

    def wake(self) -> None:
        """Something may wait; returns at once."""
        self._submit(self._print_all)

    def stop(self) -> None:
        """No more attempts; the one that runs is finished by the lanes' stop."""
        self._stopped = True

    def _submit(self, work: Callable[[], None]) -> None:
        if not self._stopped:
            self._services.lanes.printer(RECEIPT_PRINTER).submit(work).future.add_done_callback(_report_bug)

    def _print_all(self) -> None:
        try:
            while not self._stopped:
                self._store_unsettled()
                job = self._write(lambda: queue.claim_next(self._services, RECEIPT_PRINTER))
                if job is None:
                    return
                self._unsettled = job, self._attempt(job)
                if not self._store_unsettled():
                    self._wake_later()
                    return
        except Unavailable:
            self._wake_later()

    def _store_unsettled(self) -> bool:
        """Stores the last outcome, again where the disk refused it; False when the job waits for the printer."""
        if self._unsettled is None:
            return True
        job, outcome = self._unsettled
        failure = outcome.failure
        waits = failure is not None and not outcome.reached_paper and job.kind not in TRIED_ONCE
        if waits and failure:
            self._write(lambda: queue.put_back(self._services, job.job_id, failure))
        else:
            self._write(lambda: queue.mark(self._services, job.job_id, outcome))
        self._unsettled = None
        self._on_attempt(Attempt(job.job_id, job.kind, outcome, waits))
        return not waits

    def _attempt(self, job: ClaimedJob) -> Outcome:
        try:
            printer = self._printer()
            data = _rendered(job, _payload(self._services, job), printer.profile)
        except Refused:
            return Outcome(JobState.FAILED, Failure.UNREACHABLE, reached_paper=False)
        except msgspec.MsgspecError:
            return Outcome(JobState.FAILED, Failure.UNPRINTABLE)
        return printer.send(data, slip=job.kind is JobKind.STAMP)

    def _wake_later(self) -> None:
        if not self._stopped:
            self._services.lanes.gather("spool-clock", self, lambda spools: spools[0].wake(), self._retry_seconds)

    def _printer(self) -> Printer:
        """The printer of the settings; the same object while they stay, because it remembers what is mute."""
        choice = printer_choice(self._services)
        if self._chosen is None or self._chosen[0] != choice:
            self._chosen = choice, self._make_printer(choice)
        return self._chosen[1]

    def _write(self, work: Callable[[], T]) -> T:
        return self._services.lanes.write_now(work, Priority.SPOOL)


def _printer_for(choice: PrinterChoice) -> Printer:
    return printer_at(parse_address(choice.address), PROFILES[choice.profile])


def _payload(services: Services, job: ClaimedJob) -> bytes:
    """What the job brought along, or what its fact says now."""
    if job.kind is JobKind.KICK or job.payload is not None:
        return job.payload or b""
    if job.kind is JobKind.STAMP:
        return msgspec.json.encode(stamp_of_job(services, job.job_id))
    return msgspec.json.encode(paper_of(services, job.job_id))


def _rendered(job: ClaimedJob, payload: bytes, profile: Profile) -> bytes:
    """What the job sends. Rendering is imported on the printer's lane: the window does not wait for Pillow."""
    from printing.rendering import job_bytes

    return job_bytes(job.kind, payload, profile)


def _warm_up() -> None:
    from printing.rendering import warm_up

    warm_up()


def _report_bug(done: Future[None]) -> None:
    """Nobody waits for the lane's answer: a bug is logged, where tests and the crash dialog see it."""
    error = None if done.cancelled() else done.exception()
    if error is not None:
        _log.error("the print spool failed", exc_info=error)
