"""Calendars and their exceptions: on which days each service runs (GTFS calendar.txt, calendar_dates.txt)."""

from datetime import date, timedelta
from functools import reduce
from operator import or_

import numpy as np

from app.transit.feed import Calendar
from app.transit.feed_fields import read_date
from app.transit.feed_zip import FeedZip, Row
from app.transit.findings import Code, Findings
from app.transit.types import FeedSettings

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CALENDAR = ("service_id", "start_date", "end_date", *WEEKDAYS)
_EXCEPTIONS = ("service_id", "date", "exception_type")
FIRST_DAY, DAYS_MAX = date(1990, 1, 1), 36_524
"""Feeds write the end of the century for "until further notice"."""

_BYTES = -(-DAYS_MAX // 8)
_ADDED, _REMOVED = "1", "2"


class Services:
    """The days of each service; `numbers` gives a service's row by its key.

    The days of one are the bits of a number, because a feed may name very many services for very long.
    """

    def __init__(self, findings: Findings, settings: FeedSettings) -> None:
        self._findings, self._settings = findings, settings
        self.numbers: dict[str, int] = {}
        self._days: list[int] = []

    def read(self, feed: FeedZip) -> None:
        """Reads both files; one of them must be there."""
        if not feed.has("calendar.txt") and not feed.has("calendar_dates.txt"):
            self._findings.add(Code.FILE_MISSING, "calendar.txt")
        for line, row in feed.rows("calendar.txt", _CALENDAR, _CALENDAR):
            self._add_weeks(line, row)
        for line, row in feed.rows("calendar_dates.txt", _EXCEPTIONS, _EXCEPTIONS):
            self._add_exception(line, row)

    def calendar(self) -> Calendar:
        """The table of days, from the first to the last on which anything runs."""
        every = reduce(or_, self._days, 0) or 1
        first, last = (every & -every).bit_length() - 1, every.bit_length() - 1
        days = last - first + 1
        if days > self._settings.service_days_max:
            self._findings.add(Code.DAYS_TOO_MANY, value=days)
            days = self._settings.service_days_max
        runs = np.zeros((len(self._days), days), np.uint8)
        for number, on in enumerate(self._days):
            own = (on >> first).to_bytes(_BYTES, "little")
            runs[number] = np.unpackbits(np.frombuffer(own, np.uint8), bitorder="little")[:days]
        return Calendar(FIRST_DAY + timedelta(days=first), runs)

    # -- inside

    def _add_weeks(self, line: int, row: Row) -> None:
        begin, end = _day(row[1]), _day(row[2])
        if begin is None or end is None or end < begin:
            self._findings.add(Code.DATE_WRONG, "calendar.txt", line, row[1] if begin is None else row[2])
            return
        if row[0] in self.numbers:
            self._findings.add(Code.ID_TWICE, "calendar.txt", line, row[0])
            return
        week = [row[3 + day] == "1" for day in range(7)]
        on = sum(1 << day for day in range(begin, end + 1) if week[(FIRST_DAY.weekday() + day) % 7])
        self._days[self._number_of(row[0])] |= on

    def _add_exception(self, line: int, row: Row) -> None:
        day = _day(row[1])
        if day is None or row[2] not in (_ADDED, _REMOVED):
            self._findings.add(Code.DATE_WRONG, "calendar_dates.txt", line, row[1])
        elif row[2] == _ADDED:
            self._days[self._number_of(row[0])] |= 1 << day
        else:
            self._days[self._number_of(row[0])] &= ~(1 << day)

    def _number_of(self, service: str) -> int:
        if service not in self.numbers:
            self.numbers[service] = len(self._days)
            self._days.append(0)
        return self.numbers[service]


def _day(written: str) -> int | None:
    """Days since the first that is taken; None for what is no date, or out of all reason."""
    day = read_date(written)
    days = -1 if day is None else (day - FIRST_DAY).days
    return days if 0 <= days < DAYS_MAX else None
