"""Stop times: when each trip is at each of its stops (GTFS stop_times.txt); most rows of a feed are here.

Rows without any stop belong to on-demand service (a zone with a window): that is booked, not planned, and noted.
"""

import math
from collections.abc import Mapping

from app.transit.feed import NOTHING, StopTimes
from app.transit.feed_fields import Times, read_decimal, read_number
from app.transit.feed_zip import FeedZip, Row, Told
from app.transit.findings import Code, Findings

FILE = "stop_times.txt"
_COLUMNS = (
    "trip_id",
    "stop_id",
    "stop_sequence",
    "arrival_time",
    "departure_time",
    "pickup_type",
    "drop_off_type",
    "shape_dist_traveled",
)
_NOT_AT_ALL = "1"


class StopTimesReader:
    """Reads the rows; `trips` and `stops` give the numbers of keys, `unused` the trips that are known but left out."""

    def __init__(self, trips: Mapping[str, int], stops: Mapping[str, int], findings: Findings) -> None:
        self._trips, self._stops, self._findings = trips, stops, findings
        self._times = Times()
        self.read_rows = StopTimes()

    def read(self, feed: FeedZip, told: Told) -> StopTimes:
        """All rows that can be used."""
        for line, row in feed.rows(FILE, _COLUMNS, (_COLUMNS[0], _COLUMNS[2]), told):
            self._add(line, row)
        return self.read_rows

    def _add(self, line: int, row: Row) -> None:
        trip = self._trips.get(row[0])
        if trip is None:
            self._findings.add(Code.TRIP_UNKNOWN, FILE, line, row[0])
            return
        if not row[1]:
            self._findings.add(Code.ON_DEMAND, FILE, line, row[0])
            return
        stop, sequence = self._stops.get(row[1]), read_number(row[2])
        if stop is None or sequence is None:
            code, value = (Code.STOP_UNKNOWN, row[1]) if stop is None else (Code.NUMBER_WRONG, row[2])
            self._findings.add(code, FILE, line, value)
            return
        arrival, departure = self._time(line, row[3]), self._time(line, row[4])
        if arrival is None or departure is None:
            return
        self._keep(line, row, (trip, stop, sequence), (arrival, departure))

    def _keep(self, line: int, row: Row, who: tuple[int, int, int], times: tuple[int, int]) -> None:
        rows, (arrival, departure) = self.read_rows, times
        rows.trip.append(who[0])
        rows.stop.append(who[1])
        rows.sequence.append(who[2])
        rows.arrival.append(departure if arrival == NOTHING else arrival)
        rows.departure.append(arrival if departure == NOTHING else departure)
        rows.no_boarding.append(row[5] == _NOT_AT_ALL)
        rows.no_alighting.append(row[6] == _NOT_AT_ALL)
        distance = read_decimal(row[7]) if row[7] else None
        rows.distance.append(math.nan if distance is None else distance)
        rows.line.append(line)

    def _time(self, line: int, written: str) -> int | None:
        """Seconds, NOTHING where none is written, None (and noted) for what is no time."""
        if not written:
            return NOTHING
        seconds = self._times.read(written)
        if seconds is None:
            self._findings.add(Code.TIME_WRONG, FILE, line, written)
        return seconds
