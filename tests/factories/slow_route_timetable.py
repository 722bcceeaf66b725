"""The oracle of route timetables: reads a feed's own text; knows no patterns, columns or days laid out in bits."""

import csv
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.factories.slow_planner import WEEKDAYS, Row

Times = tuple[tuple[str, int], ...]
"""(stop, time) along a trip: its departures, and its last arrival."""


class SlowRouteTimetable:
    """Answers from one feed without frequencies whose times are all given."""

    def __init__(self, feed: Path) -> None:
        with zipfile.ZipFile(feed) as zipped:
            self.routes = [row["route_id"] for row in _rows(zipped, "routes.txt")]
            self.trips = list(_rows(zipped, "trips.txt"))
            self._calendar = list(_rows(zipped, "calendar.txt")) if "calendar.txt" in zipped.namelist() else []
            self._exceptions = list(_rows(zipped, "calendar_dates.txt"))
            self._times: dict[str, list[tuple[int, str, int, int]]] = defaultdict(list)
            for row in _rows(zipped, "stop_times.txt"):
                times = _seconds(row["arrival_time"]), _seconds(row["departure_time"])
                self._times[row["trip_id"]].append((int(row["stop_sequence"]), row["stop_id"], *times))

    def rows(self, route: str, direction: int, day: date) -> Counter[Times]:
        """All trips of a route in a direction on a service day."""
        running = self._running(day)
        return Counter(
            self._way(row["trip_id"])
            for row in self.trips
            if row["route_id"] == route
            and row["service_id"] in running
            and int(row.get("direction_id") or 0) == direction
            and len(self._times[row["trip_id"]]) > 1
        )

    def _way(self, trip: str) -> Times:
        rows = sorted(self._times[trip])
        return (*((stop, depart) for _, stop, _, depart in rows[:-1]), (rows[-1][1], rows[-1][2]))

    def _running(self, day: date) -> set[str]:
        written, weekday = f"{day:%Y%m%d}", WEEKDAYS[day.weekday()]
        running = {
            row["service_id"]
            for row in self._calendar
            if row[weekday] == "1" and row["start_date"] <= written <= row["end_date"]
        }
        for row in self._exceptions:
            if row["date"] == written:
                (running.add if row["exception_type"] == "1" else running.discard)(row["service_id"])
        return running


def _rows(zipped: zipfile.ZipFile, name: str) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(zipped.read(name).decode("utf-8-sig")), skipinitialspace=True)
    return (dict(row) for row in reader)


def _seconds(written: str) -> int:
    hours, minutes, seconds = map(int, written.strip().split(":"))
    return hours * 3600 + minutes * 60 + seconds
