"""The strip's words for every state of drawer, printer and second copy."""

from dataclasses import replace

import pytest

from app.drawers.queries import Shift, ShiftEvent
from app.journal.copy_facts import CopyStatus
from app.print_jobs.queries import Waiting
from app.print_jobs.types import Failure
from app.reports.status import Status
from app.store.second_copy import CopyFailure
from ui.shell.status_strip import StripPart
from ui.status_parts import status_parts

SECOND = 1_000_000
NOW_US = 1_800_000_000 * SECOND
SHIFT = Shift("shift-1", "A2", "person-reyes", "2026-11-20", NOW_US, 20_000)
UP_TO_DATE = CopyStatus(folder="/media/stick", waiting=0)
WELL = Status("2026-11-20", SHIFT, "M. Reyes", False, Waiting(0, None, None), False, 0, UP_TO_DATE, NOW_US)


def part(key: str, status: Status) -> StripPart:
    return next(part for part in status_parts(status) if part.key == key)


def said(key: str, **changes: object) -> tuple[str, str]:
    """Words and tone of a part when something is not well."""
    found = part(key, replace(WELL, **changes))  # type: ignore[arg-type]  # fields by name
    return found.words, found.tone


def test_all_is_well() -> None:
    assert [(part.key, part.words) for part in status_parts(WELL)] == [
        ("date", "Fri 20 Nov 2026"),
        ("drawer", "Drawer A2 open"),
        ("printer", "Printer ready"),
        ("second_copy", "Second copy up to date"),
    ]


def test_no_drawer_is_open() -> None:
    assert said("drawer", shift=None) == ("No drawer open", "warn")


def test_the_drawer_is_at_lunch() -> None:
    lunch = replace(SHIFT, state=ShiftEvent.SUSPENDED)
    assert said("drawer", shift=lunch) == ("Drawer A2 suspended", "warn")


@pytest.mark.parametrize(
    ("waiting", "unanswered", "words", "tone"),
    [
        (Waiting(2, NOW_US, Failure.PAPER_OUT), 0, "Printer is out of paper, 2 waiting", "bad"),
        (Waiting(1, NOW_US, Failure.COVER_OPEN), 0, "Printer cover is open, 1 waiting", "bad"),
        (Waiting(1, NOW_US, Failure.UNREACHABLE), 3, "Printer does not answer, 1 waiting", "bad"),
        (Waiting(1, NOW_US, Failure.OFFLINE), 0, "Printer has a problem, 1 waiting", "bad"),
        (Waiting(1, NOW_US, None), 2, "1 printing", "plain"),
        (Waiting(0, None, None), 2, "2 to check", "warn"),
        (Waiting(0, None, Failure.PAPER_OUT), 0, "Printer ready", "good"),
    ],
)
def test_what_holds_the_paper_up_comes_first(waiting: Waiting, unanswered: int, words: str, tone: str) -> None:
    assert said("printer", printer=waiting, unanswered=unanswered) == (words, tone)


def test_a_screen_is_no_printer() -> None:
    assert said("printer", on_screen=True) == ("Receipts on screen", "plain")
    assert said("printer", on_screen=True, unanswered=1)[1] == "warn"


@pytest.mark.parametrize("failure", Failure)
def test_every_failure_of_a_printer_has_words(failure: Failure) -> None:
    words, tone = said("printer", printer=Waiting(1, NOW_US, failure))
    assert words.endswith(", 1 waiting") and tone == "bad"


@pytest.mark.parametrize(
    "copy",
    [
        CopyStatus(),
        CopyStatus(folder="/media/stick", waiting=None),
        CopyStatus(folder="/media/stick", waiting=0, failure=CopyFailure.NOT_FOUND),
        CopyStatus(folder="/media/copy", waiting=0, same_disk=True),
    ],
)
def test_one_copy_only(copy: CopyStatus) -> None:
    assert said("second_copy", second_copy=copy) == ("One copy only", "warn")


@pytest.mark.parametrize(
    ("seconds", "words", "tone"),
    [
        (-3, "Second copy 1 s behind", "plain"),  # the clock was set back
        (0, "Second copy 1 s behind", "plain"),
        (9, "Second copy 9 s behind", "plain"),
        (10, "Second copy 10 s behind", "warn"),
        (119, "Second copy 119 s behind", "warn"),
        (120, "Second copy 2 min behind", "warn"),
        (7199, "Second copy 119 min behind", "warn"),
        (7200, "Second copy 2 h behind", "warn"),
        (86400 * 3, "Second copy 72 h behind", "warn"),
    ],
)
def test_how_far_the_second_copy_is_behind(seconds: int, words: str, tone: str) -> None:
    behind = CopyStatus(folder="/media/stick", waiting=4, oldest_waiting_us=NOW_US - seconds * SECOND)
    assert said("second_copy", second_copy=behind) == (words, tone)


def test_a_part_that_says_less_than_it_knows_says_the_rest_when_asked() -> None:
    assert part("printer", replace(WELL, on_screen=True)).tooltip == "No printer is set up"
