"""What the strip says of the center, in every state."""

from dataclasses import replace

import pytest

from app.sync.enrol import Centre
from app.sync.queries import SyncStatus
from app.sync.standing import Standing
from app.sync.types import Chain, Stop, Trouble, TroubleKind
from app.sync.worker import Connection
from ui.sync.sync_words import stop_words, sync_parts

SECOND = 1_000_000
NOW_US = 1_800_000_000 * SECOND
CENTRE = Centre("db.city.gov", "ws_a2_civic", "secret", "main", NOW_US)
WELL = Standing(CENTRE, SyncStatus(enrolled=True), Connection(answered=True, tried=True), NOW_US)


def said(standing: Standing) -> list[tuple[str, str]]:
    """Words and tone of each part."""
    return [(part.words, part.tone) for part in sync_parts(standing)]


def waiting(count: int, seconds: int) -> Standing:
    """So many facts wait, the oldest so long."""
    return replace(WELL, status=SyncStatus(True, count, NOW_US - seconds * SECOND))


def test_all_is_well() -> None:
    assert said(WELL) == [("All sent", "good"), ("Online", "good")]


def test_alone() -> None:
    alone = Standing(None, SyncStatus(enrolled=False), Connection(), NOW_US)
    assert said(alone) == [("Works on its own", "plain")]
    assert sync_parts(alone)[0].tooltip == "No central database is set up"


@pytest.mark.parametrize(
    ("seconds", "words", "tone"),
    [
        (3, "12 waiting, oldest 3 s", "plain"),
        (240, "12 waiting, oldest 4 min", "warn"),
        (3 * 3600, "12 waiting, oldest 3 h", "warn"),
        (3 * 86400, "12 waiting, oldest 3 days", "warn"),
    ],
)
def test_how_many_wait_and_how_long(seconds: int, words: str, tone: str) -> None:
    assert said(waiting(12, seconds))[0] == (words, tone)


def test_a_center_that_does_not_answer() -> None:
    cut = replace(waiting(1, 5), link=Connection(answered=False, detail="timeout", tried=True))
    assert said(cut)[1] == ("Center not answering", "warn")
    assert said(replace(WELL, link=Connection())) == [("All sent", "good")]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(3, "Clock 3 min slow"), (-4, "Clock 4 min fast"), (180, "Clock 3 h slow"), (-5 * 1440, "Clock 5 days fast")],
)
def test_a_clock_that_is_wrong(minutes: int, words: str) -> None:
    skewed = replace(WELL, status=SyncStatus(enrolled=True, skew_us=minutes * 60 * SECOND))
    assert said(skewed)[-1] == (words, "warn")
    within = replace(WELL, status=SyncStatus(enrolled=True, skew_us=90 * SECOND))
    assert len(said(within)) == 2


@pytest.mark.parametrize("stop", list(Stop))
def test_whatever_stopped_it_is_said_with_a_next_step(stop: Stop) -> None:
    short, happened, then = stop_words(stop)
    assert said(replace(WELL, status=SyncStatus(enrolled=True, stopped=stop)))[0] == (short, "bad")
    assert happened.endswith(".") and then.endswith(".")


def test_a_chain_that_does_not_fit() -> None:
    trouble = Trouble(Chain("A3", 1), 7, TroubleKind.BROKEN)
    assert said(replace(WELL, status=SyncStatus(enrolled=True, troubles=(trouble,))))[0] == (
        "Sync has a problem",
        "warn",
    )


def test_another_generation_waits_for_the_next_start() -> None:
    assert said(replace(WELL, start_again=True))[0] == ("Start the program again", "warn")
