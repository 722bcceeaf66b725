"""What happened around a receipt, one row per thing, each with its own honest state taken from rows.

The paper's states are those of the print queue (lessons: "printer gone, reported as success"): only a printer that
said so *printed*; what is in doubt asks. Nothing here is a flag.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.clock import local_time
from app.payments.sale_overview import SaleOverview
from app.payments.stamp_facts import ENDORSEMENT
from app.payments.stamps import StampOffer
from app.print_jobs.types import Failure, JobKind, JobRow, JobState
from resources.texts import text
from ui.dates import moment_words
from ui.payments.stamp_words import is_stamped, paper_name, state_words


class Answer(StrEnum):
    """What a person can say of a paper whose outcome is not known."""

    PRINTED = "printed"
    PRINT_IT = "print_it"


_MOVING = (JobState.QUEUED, JobState.SENDING)


@dataclass(frozen=True)
class Happened:
    """One row. `color` tints the icon; `answers` ask for `job`."""

    icon: str
    color: str
    fact: str
    detail: str
    job: str = ""
    answers: tuple[Answer, ...] = ()


def what_happened(overview: SaleOverview) -> list[Happened]:
    """The rows, in the order in which things happen."""
    rows = [_recorded(overview)]
    if overview.receipt.voided:
        fact, detail = text("Receipt voided"), text("Its postings are turned around; the drawer counts without it")
        rows.append(Happened("undo", "bad", fact, detail))
    if overview.kick is not None:
        waits_for_nothing = overview.on_screen and overview.kick.state in _MOVING
        rows.append(_by_key() if waits_for_nothing else _drawer(overview.kick, overview.receipt.counter))
    elif _hand_over_cash(overview) and not overview.receipt.voided:
        rows.append(_by_key())
    if overview.papers:
        rows.append(_paper(overview.papers[-1]))
    return [*rows, *_stamps(overview.stamps)]


def is_settled(overview: SaleOverview) -> bool:
    """Whether nothing will change by itself any more."""
    jobs = [*overview.papers[-1:], *([overview.kick] if overview.kick is not None else [])]
    jobs += [place.job for place in overview.stamps.places if place.job is not None]
    return all(job.state not in _MOVING for job in jobs)


def answer_words(answer: Answer) -> str:
    """What stands on the button."""
    return {Answer.PRINTED: text("It printed"), Answer.PRINT_IT: text("Print it")}[answer]


def paper_words(job: JobRow | None) -> tuple[str, str]:
    """(words, colour) of a receipt's paper in a list."""
    if job is None:
        return "–", "muted"
    return {
        JobState.QUEUED: (text("Waiting"), "warn" if job.failure else "muted"),
        JobState.SENDING: (text("Printing"), "muted"),
        JobState.CONFIRMED: (text("Printed"), "muted"),
        JobState.SHOWN: (text("On screen"), "muted"),
        JobState.SENT_UNCONFIRMED: (
            text("To check") if _asks(job) else text("Sent"),
            "warn" if _asks(job) else "muted",
        ),
        JobState.FAILED: (text("Not printed"), "bad"),
        JobState.EXPIRED: (text("Not printed"), "bad"),
    }[job.state]


def _recorded(overview: SaleOverview) -> Happened:
    receipt = overview.receipt
    at = local_time(receipt.taken_at_us, receipt.time_zone)
    detail = text("{time}, receipt {number}", time=at.strftime("%H:%M:%S"), number=receipt.number)
    entry = receipt.back_entry
    if entry is not None:
        written = moment_words(entry.written_at_us, receipt.time_zone, at.date())
        book = {"book": entry.book, "number": entry.number, "moment": written}
        detail = text("From book {book}, number {number}, written {moment}", **book)
    return Happened("good", "good", text("Payment recorded"), detail)


def _hand_over_cash(overview: SaleOverview) -> bool:
    receipt = overview.receipt
    return receipt.back_entry is None and any(tender.kind == "cash" for tender in receipt.tenders)


def _by_key() -> Happened:
    return Happened("drawer", "muted", text("Open the drawer with its key"), text("It is not set to open"))


def _shown(job: JobRow) -> Happened:
    fact = text("Copy shown on the screen") if job.kind is JobKind.COPY else text("Receipt shown on the screen")
    return Happened("receipt", "muted", fact, text("No printer is set up"))


def _drawer(job: JobRow, counter: str) -> Happened:
    name = counter.removeprefix("Counter ").strip()
    match job.state:
        case JobState.QUEUED | JobState.SENDING:
            return Happened("drawer", "muted", text("Drawer {name} is opening", name=name), text("Told the printer"))
        case JobState.CONFIRMED:
            fact = text("Drawer {name} opened", name=name)
            return Happened("drawer", "good", fact, text("Close it before the next sale"))
        case JobState.SHOWN:
            return _by_key()
        case JobState.SENT_UNCONFIRMED:
            fact = text("Drawer {name} was told to open", name=name)
            return Happened("drawer", "muted", fact, text("If it stayed shut, use its key"))
        case JobState.FAILED | JobState.EXPIRED:
            fact = text("Drawer {name} did not open", name=name)
            return Happened("drawer", "warn", fact, text("Open it with its key"))


def _paper(job: JobRow) -> Happened:
    copy = job.kind is JobKind.COPY
    name = text("Copy") if copy else text("Receipt")
    match job.state:
        case JobState.QUEUED if job.failure is not None:
            fact, detail = held_up(job.failure)
            return Happened("printer", "warn", fact, detail, job.job_id)
        case JobState.QUEUED | JobState.SENDING:
            return Happened("printer", "muted", text("{paper} is printing", paper=name), text("Sent to the printer"))
        case JobState.CONFIRMED:
            return Happened("printer", "good", text("{paper} printed", paper=name), text("The printer confirmed it"))
        case JobState.SHOWN:
            return _shown(job)
        case JobState.SENT_UNCONFIRMED if not _asks(job):
            fact = text("{paper} sent to the printer", paper=name)
            return Happened("printer", "muted", fact, text("This printer does not say whether it printed"))
        case JobState.SENT_UNCONFIRMED:
            fact = text("Did the copy print?") if copy else text("Did the receipt print?")
            detail = text("The printer stopped answering. Look at the paper.")
            return Happened("printer", "warn", fact, detail, job.job_id, (Answer.PRINTED, Answer.PRINT_IT))
        case JobState.FAILED | JobState.EXPIRED:
            return _not_printed(job, name)


def _stamps(offer: StampOffer) -> Iterator[Happened]:
    """The checks and stubs that somebody put into the printer."""
    for place in offer.places:
        if place.job is not None:
            good = is_stamped(place)
            color = "good" if place.job.state is JobState.CONFIRMED else "muted" if good else "warn"
            yield Happened(
                "check" if place.stamp == ENDORSEMENT else "document", color, paper_name(place), state_words(place)
            )


def _not_printed(job: JobRow, name: str) -> Happened:
    fact = text("{paper} not printed", paper=name)
    if job.failure is not None:
        detail = held_up(job.failure)[0]
    elif job.state is JobState.EXPIRED:
        detail = text("It waited too long for the printer")
    else:
        detail = text("The payment is recorded all the same")
    return Happened("printer", "bad", fact, detail, job.job_id, (Answer.PRINT_IT,))


def held_up(failure: Failure) -> tuple[str, str]:
    """(fact, next step) of a printer that does not print now."""
    by_itself = text("The payment is recorded; the receipt prints by itself then")
    match failure:
        case Failure.PAPER_OUT:
            return text("The printer is out of paper. Load paper"), by_itself
        case Failure.COVER_OPEN:
            return text("The printer's cover is open. Close it"), by_itself
        case Failure.UNREACHABLE | Failure.OFFLINE:
            return text("The printer does not answer. Check it"), by_itself
        case Failure.PRINTER_ERROR:
            return text("The printer reports a fault. Switch it off and on"), by_itself
        case Failure.REJECTED:
            return text("The computer's print queue refused it"), text("Check the printer in the settings")
        case Failure.UNPRINTABLE:
            return text("This version cannot print it"), text("Print the receipt again")
        case Failure.SLIP_MISSING:
            return text("No paper was in the slip station"), text("Put it in, then print it again")
        case Failure.RESET | Failure.STALLED | Failure.MUTE | Failure.INTERRUPTED:
            return text("The printer stopped in the middle"), text("Look at the paper")


def _asks(job: JobRow) -> bool:
    """A printer that never confirms leaves nothing to ask; one that broke off does."""
    return job.state is JobState.SENT_UNCONFIRMED and job.failure not in (None, Failure.MUTE)
