"""Kinds, states and outcomes of print jobs.

States (lessons: double print, printer gone but reported as success): *queued* → *sending* → *confirmed* (the printer
said so), *shown* (there is no printer, the window shows the paper), *sent unconfirmed* (it took everything and said
nothing, or the program died while sending: the cashier is asked), *failed* or *expired* (reprint needed). Nothing but
a queued job is ever sent, and only a person puts one back that may have reached paper.
"""

from dataclasses import dataclass
from enum import StrEnum

RECEIPT_PRINTER = "receipt"
"""The printer at this counter, whatever its address; the name of its jobs and of its lane."""


class JobKind(StrEnum):
    """What a job prints. *Kick*: opens the drawer, prints nothing, is never replayed. *Stamp*: on a paper put in."""

    RECEIPT = "receipt"
    COPY = "copy"
    X_REPORT = "x_report"
    DRAWER_SLIP = "drawer_slip"
    UNDO_SLIP = "undo_slip"
    STAMP = "stamp"
    ITINERARY = "itinerary"
    TEST_PAGE = "test_page"
    KICK = "kick"


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT_UNCONFIRMED = "sent_unconfirmed"
    CONFIRMED = "confirmed"
    SHOWN = "shown"
    FAILED = "failed"
    EXPIRED = "expired"


class Failure(StrEnum):
    """Why paper is not certain."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    PRINTER_ERROR = "printer_error"  # cutter, head, overheated
    OFFLINE = "offline"  # it answers, but will not print and does not say why
    UNREACHABLE = "unreachable"  # switched off, unplugged, wrong address, busy with another
    RESET = "reset"  # closed or broke the connection in the middle
    STALLED = "stalled"  # stopped taking bytes
    MUTE = "mute"  # took everything, answers nothing
    REJECTED = "rejected"  # the operating system's print queue did not take it
    UNPRINTABLE = "unprintable"  # the job's data cannot be read by this version
    INTERRUPTED = "interrupted"  # the program ended while sending
    SLIP_MISSING = "slip_missing"  # no check or stub lies in the slip station


TRIED_ONCE = (JobKind.KICK, JobKind.STAMP)
"""Nobody stands there for these later: the drawer's hand, or the check that lies in the printer."""


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt. `reached_paper`: bytes of the document left; only without them may it be repeated."""

    state: JobState
    failure: Failure | None = None
    reached_paper: bool = True


CONFIRMED = Outcome(JobState.CONFIRMED)
SHOWN = Outcome(JobState.SHOWN)


def fact_of(job_id: str) -> str | None:
    """The fact that a job prints or opens the drawer for; None for a job without one."""
    fact_id, slash, _ = job_id.partition("/")
    return fact_id if slash else None


def copy_of(job_id: str) -> int:
    """Which copy of a receipt a job prints; 0 is the receipt itself."""
    name, _, number = job_id.rpartition("/copy-")
    return int(number) if name else 0


@dataclass(frozen=True)
class NewJob:
    """A job to be queued. `requested_by`: person id; `why`: for a kick, "cash", "no_sale", "pay_in" and so on.

    Without a `payload` it prints what the fact says when it prints, so that no name is kept here that is erased there.
    """

    kind: JobKind
    payload: bytes | None
    printer: str
    requested_by: str | None = None
    fact_id: str | None = None
    why: str | None = None
    copy_number: int = 0


@dataclass(frozen=True)
class ClaimedJob:
    """A job that a printer lane now sends; `attempt` counts from 1."""

    job_id: str
    kind: JobKind
    payload: bytes | None
    attempt: int


@dataclass(frozen=True)
class JobRow:
    """A job as people see it; instants UTC microseconds."""

    job_id: str
    kind: JobKind
    printer: str
    state: JobState
    failure: Failure | None
    attempts: int
    created_at_us: int
    changed_at_us: int
    expires_at_us: int
    requested_by: str | None
    why: str | None

    @property
    def fact_id(self) -> str | None:
        """The fact whose paper it is."""
        return fact_of(self.job_id)


class PrintRefusal(StrEnum):
    """Why a job is not put back or settled, in the order in which it is tested."""

    JOB_UNKNOWN = "job_unknown"
    KICK_NEVER_REPLAYED = "kick_never_replayed"
    STILL_WAITING = "still_waiting"
    ALREADY_PRINTED = "already_printed"
