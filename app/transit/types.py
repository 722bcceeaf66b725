"""What the import of a timetable needs, answers and refuses."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from app.transit.findings import Finding


class TimetableRefusal(StrEnum):
    """Why a feed does not become the timetable, in the order in which it is tested. Nothing has changed."""

    FILE_MISSING = "file_missing"
    NOT_A_ZIP = "not_a_zip"
    TOO_LARGE = "too_large"
    FEED_WRONG = "feed_wrong"
    CANCELLED = "cancelled"


class FeedSettings(msgspec.Struct, frozen=True):
    """The values of policy `timetable`. Sizes in bytes."""

    bad_rows_max_per_10000: int = 100
    zip_bytes_max: int = 256 * 1024**2
    file_bytes_max: int = 2 * 1024**3
    rows_max: int = 20_000_000
    runs_max: int = 500_000
    service_days_max: int = 7_500
    expiry_warning_days: int = 21


def settings_from(values: Mapping[str, Any]) -> FeedSettings:
    """The settings of policy `timetable`. Raises msgspec.ValidationError for one that is not a whole number."""
    return msgspec.convert(dict(values), FeedSettings)


class TimetableSummary(msgspec.Struct, frozen=True):
    """What a timetable holds. Days are those on which anything runs; `digest` is SHA-256 of the zip, in hex."""

    agencies: tuple[str, ...]
    time_zone: str
    version: str
    digest: str
    first_on: date
    last_on: date
    routes: int
    stops: int
    trips: int
    stop_times: int


class ImportedTimetable(msgspec.Struct, frozen=True):
    """`changed`: false where the very same feed was in force already."""

    changed: bool
    summary: TimetableSummary
    findings: tuple[Finding, ...]


Progress = Callable[[str, int, int], None]
"""Step, done, total."""
Cancel = Callable[[], bool]
