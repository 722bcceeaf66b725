"""When a hand-written receipt was truly written: read from what was typed, in the office's time zone.

Dates as people here write them (`11/20/2026`, `11/20`, `2026-11-20`), times as `14:05`, `1405`, `2:05 pm`. What is
typed is exact or refused, never guessed; a time that the clock change skipped does not exist.
"""

import re
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.clock import MICROSECONDS
from app.errors import Refused


class MomentRefusal(StrEnum):
    """Why a date or a time is not taken, in the order in which it is tested."""

    DATE_WRONG = "date_wrong"
    TIME_WRONG = "time_wrong"
    TIME_SKIPPED = "time_skipped"


_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_SLASHES = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}))?", re.ASCII)
_TIME = re.compile(r"(?P<hour>\d{1,2}):?(?P<minute>\d{2})\s*(?P<half>am|pm|a|p)?", re.ASCII | re.IGNORECASE)


def written_at_us(typed_date: str, typed_time: str, time_zone: str, today: date) -> int:
    """The instant in UTC µs; a date without a year is of this year. Raises Refused(MomentRefusal)."""
    moment = datetime.combine(read_date(typed_date, today), read_time(typed_time), ZoneInfo(time_zone))
    instant = moment.astimezone(UTC)
    if instant.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Refused(MomentRefusal.TIME_SKIPPED)
    return int(instant.timestamp()) * MICROSECONDS


def read_date(typed: str, today: date) -> date:
    """The day that was typed. Raises Refused(DATE_WRONG)."""
    text = typed.strip()
    found = _ISO.fullmatch(text) or _SLASHES.fullmatch(text)
    if found is None:
        raise Refused(MomentRefusal.DATE_WRONG)
    try:
        return date(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise Refused(MomentRefusal.DATE_WRONG) from error


def read_time(typed: str) -> time:
    """The time of day that was typed. Raises Refused(TIME_WRONG)."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        raise Refused(MomentRefusal.TIME_WRONG)
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            raise Refused(MomentRefusal.TIME_WRONG)
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found["minute"]))
    except ValueError as error:
        raise Refused(MomentRefusal.TIME_WRONG) from error
