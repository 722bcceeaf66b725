"""Instants are UTC; offices see their own wall time and their own day, across changes of the clocks."""

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import MICROSECONDS, SystemClock, local_date, local_time

NEW_YORK = "America/New_York"


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp()) * MICROSECONDS  # type: ignore[misc, arg-type] # year to second


def test_the_system_clock_gives_microseconds() -> None:
    before = time.time_ns() // 1000
    now = SystemClock().now_us()
    assert before <= now <= time.time_ns() // 1000


@pytest.mark.parametrize(
    ("at_us", "zone", "shown"),
    [
        (at(2026, 11, 20, 15, 0), NEW_YORK, "2026-11-20T10:00:00-05:00"),
        (at(2026, 7, 1, 14, 0), NEW_YORK, "2026-07-01T10:00:00-04:00"),
        (at(2026, 11, 1, 5, 30), NEW_YORK, "2026-11-01T01:30:00-04:00"),
        (at(2026, 11, 1, 6, 30), NEW_YORK, "2026-11-01T01:30:00-05:00"),
        (at(2026, 3, 8, 6, 59), NEW_YORK, "2026-03-08T01:59:00-05:00"),
        (at(2026, 3, 8, 7, 0), NEW_YORK, "2026-03-08T03:00:00-04:00"),
        (at(2026, 11, 20, 15, 0), "Pacific/Honolulu", "2026-11-20T05:00:00-10:00"),
    ],
)
def test_wall_time(at_us: int, zone: str, shown: str) -> None:
    assert local_time(at_us, zone).isoformat() == shown


@pytest.mark.parametrize(
    ("at_us", "day"),
    [
        (at(2026, 11, 21, 5, 0) - 1, date(2026, 11, 20)),
        (at(2026, 11, 21, 5, 0), date(2026, 11, 21)),
        (at(2027, 1, 1, 4, 59, 59), date(2026, 12, 31)),
    ],
)
def test_the_day_changes_at_the_offices_midnight(at_us: int, day: date) -> None:
    assert local_date(at_us, NEW_YORK) == day


@given(st.integers(at(2000, 1, 1), at(2100, 1, 1)))
def test_no_microsecond_is_lost(at_us: int) -> None:
    shown = local_time(at_us, NEW_YORK)
    assert int(shown.replace(microsecond=0).timestamp()) * MICROSECONDS + shown.microsecond == at_us
