"""What a validation of a timetable feed found: a code, where, how often, and whether it can be lived with.

The words stand in `ui/transit/finding_words.py`; a finding that stops the feed is `STOPS`, one that costs rows `LOSES`,
and what is merely not used is a `NOTE`.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

EXAMPLES_MAX = 5
"""Lines that a finding names; it counts the others."""


class Weight(StrEnum):
    """How bad a finding is."""

    STOPS = "stops"
    LOSES = "loses"
    NOTE = "note"


class Code(StrEnum):
    """What may be found, the worst first."""

    FILE_MISSING = "file_missing"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    FILE_UNREADABLE = "file_unreadable"
    NOTHING_RUNS = "nothing_runs"
    TOO_MANY_BAD_ROWS = "too_many_bad_rows"
    LINE_UNREADABLE = "line_unreadable"
    ID_MISSING = "id_missing"
    ID_TWICE = "id_twice"
    STOP_UNKNOWN = "stop_unknown"
    ROUTE_UNKNOWN = "route_unknown"
    TRIP_UNKNOWN = "trip_unknown"
    SERVICE_UNKNOWN = "service_unknown"
    POSITION_WRONG = "position_wrong"
    TIME_WRONG = "time_wrong"
    DATE_WRONG = "date_wrong"
    NUMBER_WRONG = "number_wrong"
    SEQUENCE_TWICE = "sequence_twice"
    TIMES_BACKWARDS = "times_backwards"
    ENDS_WITHOUT_TIME = "ends_without_time"
    TRIP_TOO_SHORT = "trip_too_short"
    DAYS_TOO_MANY = "days_too_many"
    RUNS_TOO_OFTEN = "runs_too_often"
    TIME_ZONES_DIFFER = "time_zones_differ"
    EXPIRED = "expired"
    EXPIRES_SOON = "expires_soon"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    TIMES_INTERPOLATED = "times_interpolated"
    ON_DEMAND = "on_demand"
    PATHWAYS_NOT_USED = "pathways_not_used"
    BOOKING_NOT_USED = "booking_not_used"
    TRANSFERS_OF_TRIPS_NOT_USED = "transfers_of_trips_not_used"
    ACCESS_NOT_SAID = "access_not_said"
    IN_A_FOLDER = "in_a_folder"


STOPPING = frozenset(list(Code)[: list(Code).index(Code.LINE_UNREADABLE)])
LOSING = frozenset(list(Code)[list(Code).index(Code.LINE_UNREADABLE) : list(Code).index(Code.TIME_ZONES_DIFFER)])


class Finding(msgspec.Struct, frozen=True):
    """`lines` are the first few lines of `file` (from 1, the header's is 1), `value` what stood there or is meant."""

    code: Code
    file: str = ""
    count: int = 1
    lines: tuple[int, ...] = ()
    value: str = ""

    @property
    def weight(self) -> Weight:
        """Whether it stops the feed, costs rows, or is a note."""
        if self.code in STOPPING:
            return Weight.STOPS
        return Weight.LOSES if self.code in LOSING else Weight.NOTE


class Findings:
    """Collects while a feed is read; the same code in the same file is one finding that counts."""

    def __init__(self) -> None:
        self._found: dict[tuple[Code, str], tuple[int, list[int], str]] = {}

    def add(self, code: Code, file: str = "", line: int = 0, value: object = "", count: int = 1) -> None:
        """Notes one; `value` of the first is kept."""
        before, lines, first = self._found.get((code, file), (0, [], str(value)[:80]))
        if line and len(lines) < EXAMPLES_MAX:
            lines.append(line)
        self._found[code, file] = (before + count, lines, first)

    def lost_rows(self, file: str) -> int:
        """How many rows of a file were of no use."""
        return sum(count for (code, of), (count, _, _) in self._found.items() if of == file and code in LOSING)

    def all(self) -> tuple[Finding, ...]:
        """The worst first."""
        order = {code: place for place, code in enumerate(Code)}
        found = (
            Finding(code, file, count, tuple(lines), value)
            for (code, file), (count, lines, value) in self._found.items()
        )
        return tuple(sorted(found, key=lambda finding: (order[finding.code], finding.file)))


def stops(findings: Iterable[Finding]) -> bool:
    """Is the feed of no use as it is?"""
    return any(finding.weight is Weight.STOPS for finding in findings)
