"""Time, in one place so that tests and the simulator can own it. Stored instants are UTC microseconds since 1970."""

import time
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

MICROSECONDS = 1_000_000


class Clock(Protocol):
    """Says what time it is; `now_us` in UTC microseconds."""

    def now_us(self) -> int: ...


class SystemClock:
    """The machine's own clock."""

    def now_us(self) -> int:
        """UTC microseconds since 1970."""
        return time.time_ns() // 1000


def local_time(at_us: int, time_zone: str) -> datetime:
    """The wall time of an instant in an office's zone, for showing; never stored."""
    return datetime.fromtimestamp(at_us / MICROSECONDS, ZoneInfo(time_zone))


def local_date(at_us: int, time_zone: str) -> date:
    """The calendar day of an instant in an office's zone: the business date of a shift that opens then."""
    return local_time(at_us, time_zone).date()
