"""Values of a feed: times of a service day, dates, numbers, positions. None stands for what cannot be read."""

import re
from datetime import date

import msgspec

HOUR, MINUTE = 3_600, 60
TIME_MAX = 48 * HOUR
"""Seconds. A trip that begins on a day may go past midnight, at most to the end of the next day."""

_TIME = re.compile(r"(\d{1,2}):(\d\d):(\d\d)", re.ASCII)
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_KEPT_MAX = 200_000


class Times:
    """Reads `H:MM:SS` as seconds since the service day's beginning; the same words are read once."""

    def __init__(self) -> None:
        self._kept: dict[str, int | None] = {}

    def read(self, written: str) -> int | None:
        """Seconds, or None for what is no time or not below 48 hours."""
        try:
            return self._kept[written]
        except KeyError:
            seconds = _seconds(written)
            if len(self._kept) < _KEPT_MAX:
                self._kept[written] = seconds
            return seconds


def _seconds(written: str) -> int | None:
    match = _TIME.fullmatch(written)
    if match is None:
        return None
    hours, minutes, seconds = map(int, match.groups())
    if minutes >= MINUTE or seconds >= MINUTE or hours * HOUR >= TIME_MAX:
        return None
    return hours * HOUR + minutes * MINUTE + seconds


def read_date(written: str) -> date | None:
    """`YYYYMMDD`."""
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def read_number(written: str, default: int | None = None) -> int | None:
    """A whole number from 0; `default` where nothing is written."""
    if not written:
        return default
    return int(written) if _NUMBER.fullmatch(written) else None


def read_decimal(written: str) -> float | None:
    """A finite number."""
    try:
        number = float(written)
    except ValueError:
        return None
    return number if -1e12 < number < 1e12 else None


class Position(msgspec.Struct, frozen=True):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


def read_position(latitude: str, longitude: str) -> Position | None:
    """A place on Earth; 0, 0 is none, because feeds write it where they know nothing."""
    north, east = read_decimal(latitude), read_decimal(longitude)
    if north is None or east is None or not -90 <= north <= 90 or not -180 <= east <= 180 or not (north or east):
        return None
    return Position(north, east)
