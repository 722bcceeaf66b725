"""The tour's day: Friday 20 November 2026, from 10:42 in the office on, running at its usual speed.

The demo city is made for this day, so that every picture of every tour shows the same amounts and dates.
"""

import time
from datetime import UTC, datetime

from app.clock import MICROSECONDS

BEGINS = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)


class TourClock:
    """Begins when it is made. Processes of one tour each make their own; the later one only looks back."""

    def __init__(self, begins: datetime = BEGINS) -> None:
        self._begins_us = int(begins.timestamp()) * MICROSECONDS
        self._made_ns = time.monotonic_ns()

    def now_us(self) -> int:
        """UTC microseconds since 1970."""
        return self._begins_us + (time.monotonic_ns() - self._made_ns) // 1000
