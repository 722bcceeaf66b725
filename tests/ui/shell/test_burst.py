"""A scanner is told from a person by speed alone: every timing, no Qt."""

from hypothesis import given
from hypothesis import strategies as st

from ui.shell.burst import Burst, ScannerSettings, Step

SCAN = "1000451270015743"


def fed(burst: Burst, text: str, gap_ms: int, start_ms: int = 1000) -> list[Step]:
    """The steps for characters that come every `gap_ms`."""
    return [burst.character(character, start_ms + number * gap_ms) for number, character in enumerate(text)]


def test_a_fast_burst_is_a_scan_from_its_sixth_character() -> None:
    burst = Burst(ScannerSettings())
    steps = fed(burst, SCAN, 5)
    assert steps[:6] == [Step.FIRST, *[Step.LET] * 4, Step.CONFIRMED]
    assert set(steps[6:]) == {Step.SWALLOW}
    assert burst.end_key(1000 + 5 * len(SCAN)) is Step.FINISHED
    assert burst.finish() == SCAN


def test_the_slowest_scanner_and_the_fastest_person() -> None:
    assert Step.CONFIRMED in fed(Burst(ScannerSettings()), SCAN, 30)
    assert set(fed(Burst(ScannerSettings()), SCAN, 31)) == {Step.FIRST}


def test_a_short_burst_is_typing_and_its_enter_passes() -> None:
    burst = Burst(ScannerSettings())
    fed(burst, "12.50", 1)
    assert burst.end_key(1006) is Step.LET
    assert not burst.confirmed


def test_an_enter_shortly_after_a_scan_is_the_scanners_once() -> None:
    burst = Burst(ScannerSettings(enter_ms_max=250))
    fed(burst, SCAN, 1)
    burst.finish()
    assert burst.would_swallow("", 1200)
    assert burst.end_key(1200) is Step.SWALLOW
    assert burst.end_key(1210) is Step.LET


def test_an_enter_after_typing_is_a_persons_however_soon_after_a_scan() -> None:
    burst = Burst(ScannerSettings(enter_ms_max=250))
    fed(burst, SCAN, 1)
    burst.finish()
    assert burst.character("5", 1060) is Step.FIRST
    assert burst.end_key(1120) is Step.LET


def test_an_enter_long_after_a_scan_is_a_persons() -> None:
    burst = Burst(ScannerSettings(enter_ms_max=250))
    fed(burst, SCAN, 1)
    burst.finish()
    assert not burst.would_swallow("", 1300)
    assert burst.end_key(1300) is Step.LET


def test_with_a_prefix_only_bursts_that_begin_with_it_count() -> None:
    burst = Burst(ScannerSettings(prefix="~"))
    assert Step.CONFIRMED not in fed(burst, SCAN, 1)
    assert Step.CONFIRMED in fed(burst, f"~{SCAN}", 1, start_ms=5000)
    assert burst.scan == SCAN


def test_shortcuts_are_asked_before_the_key_comes() -> None:
    burst = Burst(ScannerSettings())
    fed(burst, SCAN[:5], 1)
    assert burst.would_swallow(SCAN[5], 1005)
    assert not burst.would_swallow(SCAN[5], 1100)
    assert not burst.would_swallow("", 1005)


def test_a_clock_that_jumps_back_begins_anew() -> None:
    burst = Burst(ScannerSettings())
    burst.character("1", 1000)
    assert burst.character("2", 10) is Step.FIRST


@given(st.text("0123456789ABCDEF -", min_size=1, max_size=40), st.integers(31, 5000))
def test_slow_typing_is_never_a_scan(text: str, gap_ms: int) -> None:
    burst = Burst(ScannerSettings())
    assert set(fed(burst, text, gap_ms)) == {Step.FIRST}
    assert burst.end_key(10**9) is Step.LET


@given(st.text("0123456789ABCDEF -", min_size=6, max_size=60), st.integers(0, 30))
def test_every_fast_burst_comes_out_whole(text: str, gap_ms: int) -> None:
    burst = Burst(ScannerSettings())
    fed(burst, text, gap_ms)
    assert burst.end_key(1000 + gap_ms * len(text)) is Step.FINISHED
    assert burst.finish() == text
