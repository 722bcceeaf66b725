"""The tour's days: from Friday 20 November 2026, 10:42 in the office, on, at their usual speed.

The demo city is made for this day, so that every picture of every tour shows the same amounts and dates. Between two
steps the clock moves on by hours, as a night does in which nobody touches a key.
"""

import time
from datetime import UTC, datetime, timedelta

from app.clock import MICROSECONDS

BEGINS = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)
AFTERWARDS = BEGINS + timedelta(days=3)
"""When the second process looks back."""
_HOUR_US = 3600 * MICROSECONDS


class TourClock:
    """Begins when it is made. Processes of one tour each make their own; the later one only looks back."""

    def __init__(self, begins: datetime = BEGINS) -> None:
        self._begins_us = int(begins.timestamp()) * MICROSECONDS
        self._made_ns = time.monotonic_ns()

    def now_us(self) -> int:
        """UTC microseconds since 1970."""
        return self._begins_us + (time.monotonic_ns() - self._made_ns) // 1000

    def move_on(self, hours: float) -> None:
        """These hours have passed."""
        self._begins_us += int(hours * _HOUR_US)
