"""The planner's oracle: reads the feed's own text and walks through every event of every trip, without any cleverness.

A trip is boarded wherever it can be, not only its earliest run; nothing is known of patterns, lines or overtaking. It
takes a second where the planner takes a millisecond.
"""

import csv
import io
import math
import zipfile
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from app.transit.walking import PlanningSettings

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = 86_400
Row = dict[str, str]


_LARGE = ("shapes.txt", "stop_times.txt")
_STOP_TIME = (
    "trip_id",
    "stop_id",
    "stop_sequence",
    "arrival_time",
    "departure_time",
    "pickup_type",
    "drop_off_type",
)
Event = tuple[str, int, int, bool, bool]
"""A trip at a stop: its key, arrival, departure, whether one can board, whether one can alight."""

Trip = tuple[int, int, list[Event]]
"""Seconds by which its times are moved, its last departure (not moved), its events."""


class SlowPlanner:
    """Answers from one feed."""

    def __init__(self, feed: Path, settings: PlanningSettings) -> None:
        self._settings = settings
        with zipfile.ZipFile(feed) as zipped:
            names = [name for name in zipped.namelist() if name.endswith(".txt") and name not in _LARGE]
            self._files = {name: _rows(zipped, name) for name in names}
            content = zipped.read("stop_times.txt").decode("utf-8-sig")
        stops = [row for row in self._files["stops.txt"] if row.get("location_type", "") in ("", "0")]
        self.places = {row["stop_id"]: (float(row["stop_lat"]), float(row["stop_lon"])) for row in stops}
        self._by_latitude = sorted((north, key) for key, (north, _) in self.places.items())
        self._closed = {row["stop_id"] for row in stops if row.get("wheelchair_boarding", "") != "1"}
        self._trips = self._read_trips(csv.reader(io.StringIO(content)))
        self._near: dict[tuple[str, int], list[tuple[str, int]]] = {}

    def exceptions(self) -> list[date]:
        """The days of which the calendar says something particular."""
        return sorted({_date(row["date"]) for row in self._files.get("calendar_dates.txt", [])})

    def arrivals(
        self, origin: str, target: str, day: date, since: int, rides: int, *, wheelchair: bool
    ) -> dict[int, int]:
        """{rides: earliest arrival}, where it is earlier than with fewer; 0 is walking all the way."""
        return self._search(self._running_trips(day, 3, wheelchair=wheelchair), origin, target, since, rides)

    def departures(
        self, origin: str, target: str, day: date, until: int, rides: int, *, wheelchair: bool
    ) -> dict[int, int]:
        """{rides: latest departure}, where it is later than with fewer."""
        turned: list[Trip] = []
        for moved, _, events in self._running_trips(day, 2, wheelchair=wheelchair):
            if events[0][2] + moved <= until:
                back = [(stop, -depart, -arrive, off, on) for stop, arrive, depart, on, off in reversed(events)]
                turned.append((-moved, back[-1][2], back))
        found = self._search(turned, target, origin, -until, rides)
        return {number: -at for number, at in found.items()}

    def _search(self, trips: list[Trip], origin: str, target: str, since: int, rides: int) -> dict[int, int]:
        best, found = math.inf, {}
        at_once = dict(self.walks(origin, self._settings.direct_meters_max)).get(target)
        if at_once is not None:
            best = found[0] = since + at_once
        board = {stop: since + walk for stop, walk in self.walks(origin, self._settings.access_meters_max)}
        end = dict(self.walks(target, self._settings.access_meters_max))
        trips = [trip for trip in trips if trip[1] + trip[0] >= since]
        for number in range(1, rides + 1):
            rode: dict[str, int] = {}
            for trip in trips:
                _ride(trip, board, rode)
            arrival = min((at + end[stop] for stop, at in rode.items() if stop in end), default=math.inf)
            if arrival < best:
                best = found[number] = int(arrival)
            board = self._walked_on(rode, best)
        return found

    def _walked_on(self, rode: dict[str, int], best: float) -> dict[str, int]:
        """Since when each stop can be boarded after a change; whoever is later than the best arrival need not go on."""
        board: dict[str, int] = {}
        for stop, at in rode.items():
            if at < best:
                for near, walk in self.walks(stop, self._settings.change_meters_max):
                    then = at + walk + self._settings.change_seconds
                    board[near] = min(then, board.get(near, then))
        return board

    def walks(self, stop: str, meters_max: int) -> list[tuple[str, int]]:
        """(stop, seconds) of all that are near enough, itself included."""
        if (stop, meters_max) not in self._near:
            north, reach = self.places[stop][0], meters_max / 100_000
            low = bisect_left(self._by_latitude, (north - reach, ""))
            high = bisect_left(self._by_latitude, (north + reach, "~"))
            walked = [(other, self.meters(stop, other)) for _, other in self._by_latitude[low:high]]
            pace = self._settings.walk_meters_per_minute
            near = [(other, math.ceil(far * 60 / pace)) for other, far in walked if far <= meters_max]
            self._near[stop, meters_max] = near
        return self._near[stop, meters_max]

    def meters(self, one: str, other: str) -> float:
        """On foot."""
        (north, east), (to_north, to_east) = self.places[one], self.places[other]
        narrowing = math.cos(math.radians((north + to_north) / 2))
        straight = math.hypot((to_north - north) * 111_195.0, (to_east - east) * 111_195.0 * narrowing)
        return straight * (self._settings.detour_percent / 100)

    def _running_trips(self, day: date, days: int, *, wheelchair: bool) -> list[Trip]:
        running = []
        for offset in range(-1, days - 1):
            services = self._running(day + timedelta(days=offset))
            for service, accessible, events in self._trips:
                if service in services and (accessible or not wheelchair):
                    own = [self._for_wheelchair(event) for event in events] if wheelchair else events
                    running.append((offset * DAY, own[-1][2], own))
        return running

    def _for_wheelchair(self, event: Event) -> Event:
        usable = event[0] not in self._closed
        return (*event[:3], event[3] and usable, event[4] and usable)

    def _running(self, day: date) -> set[str]:
        running = {
            row["service_id"]
            for row in self._files.get("calendar.txt", [])
            if _date(row["start_date"]) <= day <= _date(row["end_date"]) and row[WEEKDAYS[day.weekday()]] == "1"
        }
        for row in self._files.get("calendar_dates.txt", []):
            if _date(row["date"]) == day:
                (running.add if row["exception_type"] == "1" else running.discard)(row["service_id"])
        return running

    def _read_trips(self, lines: Iterator[list[str]]) -> list[tuple[str, bool, list[Event]]]:
        """(service, whether a wheelchair can board, events) of each."""
        rows: dict[str, list[tuple[int, Event]]] = defaultdict(list)
        header = next(lines)
        trip, stop, place, arrival, departure, on, off = (header.index(name) for name in _STOP_TIME)
        for row in lines:
            event = (row[stop], _seconds(row[arrival]), _seconds(row[departure]), row[on] != "1", row[off] != "1")
            rows[row[trip]].append((int(row[place]), event))
        return [
            (row["service_id"], row.get("wheelchair_accessible") == "1", [event for _, event in sorted(found)])
            for row in self._files["trips.txt"]
            if (found := rows.get(row["trip_id"]))
        ]


def _ride(trip: Trip, board: dict[str, int], rode: dict[str, int]) -> None:
    """Walks through one trip: gets on wherever one can, off everywhere behind."""
    moved, _, events = trip
    on = False
    for stop, arrive, depart, can_board, can_alight in events:
        if on and can_alight and arrive + moved < rode.get(stop, math.inf):
            rode[stop] = arrive + moved
        if not on and can_board and depart + moved >= board.get(stop, math.inf):
            on = True


def _rows(zipped: zipfile.ZipFile, name: str) -> list[Row]:
    reader = csv.DictReader(io.StringIO(zipped.read(name).decode("utf-8-sig")))
    return [{key: (value or "").strip() for key, value in row.items()} for row in reader]


@cache
def _seconds(written: str) -> int:
    hours, minutes, seconds = map(int, written.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _date(written: str) -> date:
    return date(int(written[:4]), int(written[4:6]), int(written[6:]))
