"""When a hand-written receipt was written: exact or refused."""

from datetime import UTC, date, datetime

import pytest

from app.payments.written_moment import MomentRefusal, read_date, read_time, written_at_us
from tests.factories.outcomes import refused

ZONE = "America/New_York"
TODAY = date(2026, 11, 20)


def us(year: int, month: int, day: int, hour: int, minute: int) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        ("11/20/2026", "10:14", us(2026, 11, 20, 15, 14)),
        (" 11/19 ", "1405", us(2026, 11, 19, 19, 5)),
        ("2026-07-04", "2:05 pm", us(2026, 7, 4, 18, 5)),
        ("7/4/2026", "12:00AM", us(2026, 7, 4, 4, 0)),
        ("7/4/2026", "12:30p", us(2026, 7, 4, 16, 30)),
        ("11/1/2026", "1:30", us(2026, 11, 1, 5, 30)),
    ],
)
def test_a_moment_is_read_in_the_office_time_zone(day: str, at: str, expected: int) -> None:
    assert written_at_us(day, at, ZONE, TODAY) == expected


@pytest.mark.parametrize("typed", ["", "20.11.2026", "11/31/2026", "13/1/2026", "2026-1", "1\u00006", "٣/٤/2026"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert refused(lambda: read_date(typed, TODAY)) is MomentRefusal.DATE_WRONG


@pytest.mark.parametrize("typed", ["", "25:00", "9", "13:00 pm", "0:10 am", "10:60", "noon"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    assert refused(lambda: read_time(typed)) is MomentRefusal.TIME_WRONG


def test_a_time_that_the_clock_change_skipped_is_refused() -> None:
    assert refused(lambda: written_at_us("3/8/2026", "2:30", ZONE, TODAY)) is MomentRefusal.TIME_SKIPPED
