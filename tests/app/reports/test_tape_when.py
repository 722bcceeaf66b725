"""A day is the whole day of the office, also where the clock changes; a time is its whole minute."""

from datetime import UTC, date, datetime

import pytest

from app.errors import Refused
from app.reports.tape_when import from_us, to_us

TODAY, ZONE = date(2026, 11, 20), "America/New_York"


def utc(us: int | None) -> str:
    assert us is not None
    return f"{datetime.fromtimestamp(us / 1_000_000, UTC):%m-%d %H:%M}"


def test_days_and_minutes() -> None:
    assert utc(from_us("11/20", ZONE, TODAY)) == "11-20 05:00" and utc(to_us("11/20", ZONE, TODAY)) == "11-21 05:00"
    assert utc(from_us(" 2026-11-20  2:05 pm ", ZONE, TODAY)) == "11-20 19:05"
    assert utc(to_us("11/20 14:05", ZONE, TODAY)) == "11-20 19:06"
    assert utc(from_us("11/1", ZONE, TODAY)) == "11-01 04:00" and utc(to_us("11/1", ZONE, TODAY)) == "11-02 05:00"


def test_nothing_typed_is_no_limit() -> None:
    assert from_us("", ZONE, TODAY) is None and to_us("  ", ZONE, TODAY) is None


@pytest.mark.parametrize("typed", ["yesterday", "11/31", "11/20 noon", "11/20 25:00", "3/8 2:30"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    for read in (from_us, to_us):
        with pytest.raises(Refused):
            read(typed, ZONE, TODAY)
