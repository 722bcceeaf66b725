"""Each row says what the print queue knows, and asks only where nobody knows."""

from dataclasses import replace

import pytest

from app.payments.receipt import BackEntry, Receipt, ReceiptTender
from app.payments.sale_overview import SaleOverview
from app.print_jobs.types import Failure, JobKind, JobRow, JobState
from tests.factories.receipts import receipt
from ui.payments.what_happened import Answer, held_up, is_settled, paper_words, what_happened


def job(kind: JobKind, state: JobState, failure: Failure | None = None) -> JobRow:
    return JobRow("fact/job", kind, "receipt", state, failure, 1, 0, 0, 0, "person", None)


def overview(
    paper: JobState = JobState.CONFIRMED,
    failure: Failure | None = None,
    *,
    kick: JobState | None = JobState.CONFIRMED,
    of: Receipt | None = None,
    kind: JobKind = JobKind.RECEIPT,
) -> SaleOverview:
    drawer = job(JobKind.KICK, kick) if kick is not None else None
    return SaleOverview(of or receipt(), "shift", (job(kind, paper, failure),), drawer, 0, ())


@pytest.mark.parametrize(
    ("state", "failure", "fact", "answers"),
    [
        (JobState.QUEUED, None, "Receipt is printing", ()),
        (JobState.SENDING, None, "Receipt is printing", ()),
        (JobState.QUEUED, Failure.PAPER_OUT, "The printer is out of paper. Load paper", ()),
        (JobState.CONFIRMED, None, "Receipt printed", ()),
        (JobState.SENT_UNCONFIRMED, None, "Receipt sent to the printer", ()),
        (JobState.SENT_UNCONFIRMED, Failure.MUTE, "Receipt sent to the printer", ()),
        (
            JobState.SENT_UNCONFIRMED,
            Failure.INTERRUPTED,
            "Did the receipt print?",
            (Answer.PRINTED, Answer.PRINT_IT),
        ),
        (JobState.FAILED, Failure.UNPRINTABLE, "Receipt not printed", (Answer.PRINT_IT,)),
        (JobState.FAILED, None, "Receipt not printed", (Answer.PRINT_IT,)),
        (JobState.EXPIRED, None, "Receipt not printed", (Answer.PRINT_IT,)),
    ],
)
def test_paper(state: JobState, failure: Failure | None, fact: str, answers: tuple[Answer, ...]) -> None:
    row = what_happened(overview(state, failure))[-1]
    assert (row.fact, row.answers) == (fact, answers)
    assert row.detail


@pytest.mark.parametrize(
    ("state", "fact"),
    [
        (JobState.QUEUED, "Drawer A2 is opening"),
        (JobState.CONFIRMED, "Drawer A2 opened"),
        (JobState.SENT_UNCONFIRMED, "Drawer A2 was told to open"),
        (JobState.EXPIRED, "Drawer A2 did not open"),
    ],
)
def test_the_drawer(state: JobState, fact: str) -> None:
    assert what_happened(overview(kick=state))[1].fact == fact


def test_a_drawer_that_is_not_set_to_open_is_said_for_cash_only() -> None:
    assert what_happened(overview(kick=None))[1].fact == "Open the drawer with its key"
    by_check = receipt(tenders=(ReceiptTender("check", 18743, "7"),))
    assert [row.fact for row in what_happened(overview(kick=None, of=by_check))] == [
        "Payment recorded",
        "Receipt printed",
    ]


def test_without_a_printer_nothing_is_said_to_have_printed() -> None:
    shown = overview(JobState.SHOWN, kick=JobState.SHOWN)
    assert [row.fact for row in what_happened(shown)] == [
        "Payment recorded",
        "Open the drawer with its key",
        "Receipt shown on the screen",
    ]
    copy = overview(JobState.SHOWN, kind=JobKind.COPY)
    assert what_happened(copy)[-1].fact == "Copy shown on the screen"
    assert paper_words(copy.papers[-1]) == ("On screen", "muted")


def test_without_a_printer_no_drawer_is_said_to_be_opening() -> None:
    waits = replace(overview(JobState.QUEUED, kick=JobState.QUEUED), on_screen=True)
    assert what_happened(waits)[1].fact == "Open the drawer with its key"


def test_what_a_printer_printed_stays_printed_when_it_is_taken_away() -> None:
    printed = replace(overview(), on_screen=True)
    assert [row.fact for row in what_happened(printed)][1:] == ["Drawer A2 opened", "Receipt printed"]


def test_a_copy_asks_for_the_copy() -> None:
    row = what_happened(overview(JobState.SENT_UNCONFIRMED, Failure.RESET, kind=JobKind.COPY))[-1]
    assert row.fact == "Did the copy print?"


def test_a_void_and_a_hand_written_one_are_said() -> None:
    rows = what_happened(overview(of=receipt(voided=True)))
    assert rows[1].fact == "Receipt voided"
    written = receipt(back_entry=BackEntry("12", "000345", 1_795_189_327_000_000))
    assert what_happened(overview(kick=None, of=written))[0].detail.startswith("From book 12, number 000345, written")


@pytest.mark.parametrize("failure", list(Failure))
def test_every_failure_says_what_to_do(failure: Failure) -> None:
    fact, step = held_up(failure)
    assert fact and step


@pytest.mark.parametrize("state", list(JobState))
def test_every_state_has_a_word_in_lists(state: JobState) -> None:
    words, color = paper_words(job(JobKind.RECEIPT, state))
    assert words and color
    assert paper_words(None) == ("–", "muted")


def test_a_paper_that_asks_says_so_in_lists() -> None:
    assert paper_words(job(JobKind.RECEIPT, JobState.SENT_UNCONFIRMED, Failure.RESET)) == ("To check", "warn")
    assert paper_words(job(JobKind.RECEIPT, JobState.QUEUED, Failure.COVER_OPEN)) == ("Waiting", "warn")


def test_what_still_moves_is_looked_at_again() -> None:
    assert not is_settled(overview(JobState.SENDING))
    assert not is_settled(overview(kick=JobState.QUEUED))
    assert is_settled(overview())
