"""A timetable, opened: what the compiler wrote, by names. Stops, routes, trips and patterns are numbers from 0.

`arrival` and `departure` are seconds since the beginning of the service day, up to 48 hours. Everything is a view of
the mapped file, so a timetable that nobody asks takes no memory.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.transit.timetable_file import Arrays, DamagedTimetable, open_timetable

_ARRAYS = [
    "stop_latitude",
    "stop_longitude",
    "stop_parent",
    "stop_is_station",
    "stop_wheelchair",
    "route_agency",
    "route_kind",
    "trip_route",
    "trip_service",
    "trip_direction",
    "trip_wheelchair",
    "trip_shape",
    "trip_sign",
    "service_runs",
    "shape_starts",
    "shape_latitude",
    "shape_longitude",
    "transfers",
    "pattern_starts",
    "pattern_stop",
    "pattern_no_boarding",
    "pattern_no_alighting",
    "run_starts",
    "run_trip",
    "time_starts",
    "arrival",
    "departure",
]
_TEXTS = [
    "agency_name",
    "stop_key",
    "stop_code",
    "stop_name",
    "route_key",
    "route_short",
    "route_long",
    "route_color",
    "route_text_color",
    "trip_key",
    "trip_short",
    "sign",
]


class Words:
    """Texts by number, read from the file when they are asked for."""

    def __init__(self, ends: NDArray[Any], content: NDArray[Any]) -> None:
        self._ends, self._content = ends, content

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._content[self._ends[number] : self._ends[number + 1]].tobytes().decode("utf-8", "replace")

    def __iter__(self) -> Iterator[str]:
        content, ends = self._content.tobytes(), self._ends.tolist()
        return (content[a:b].decode("utf-8", "replace") for a, b in pairwise(ends))


class Timetable:
    """One compiled feed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.summary, self._first_day, arrays = open_timetable(path)
        missing = [name for name in _ARRAYS if name not in arrays]
        missing += [name for name in _TEXTS if f"{name}_ends" not in arrays or f"{name}_text" not in arrays]
        if missing:
            raise DamagedTimetable
        self._name_arrays(arrays)
        self._name_texts({name: Words(arrays[f"{name}_ends"], arrays[f"{name}_text"]) for name in _TEXTS})

    def services_on(self, day: date) -> NDArray[np.bool_]:
        """Which services run on a day; none outside the feed's own days."""
        column = day.toordinal() - self._first_day
        if not 0 <= column < self.service_runs.shape[1]:
            return np.zeros(len(self.service_runs), bool)
        return self.service_runs[:, column].astype(bool)

    # -- inside

    def _name_arrays(self, arrays: Arrays) -> None:
        self.stop_latitude = arrays["stop_latitude"]
        self.stop_longitude = arrays["stop_longitude"]
        self.stop_parent = arrays["stop_parent"]
        self.stop_is_station = arrays["stop_is_station"]
        self.stop_wheelchair = arrays["stop_wheelchair"]
        self.route_agency = arrays["route_agency"]
        self.route_kind = arrays["route_kind"]
        self.trip_route = arrays["trip_route"]
        self.trip_service = arrays["trip_service"]
        self.trip_direction = arrays["trip_direction"]
        self.trip_wheelchair = arrays["trip_wheelchair"]
        self.trip_shape = arrays["trip_shape"]
        self.trip_sign = arrays["trip_sign"]
        self.service_runs = arrays["service_runs"]
        self.shape_starts = arrays["shape_starts"]
        self.shape_latitude = arrays["shape_latitude"]
        self.shape_longitude = arrays["shape_longitude"]
        self.transfers = arrays["transfers"]
        self.pattern_starts = arrays["pattern_starts"]
        self.pattern_stop = arrays["pattern_stop"]
        self.pattern_no_boarding = arrays["pattern_no_boarding"]
        self.pattern_no_alighting = arrays["pattern_no_alighting"]
        self.run_starts = arrays["run_starts"]
        self.run_trip = arrays["run_trip"]
        self.time_starts = arrays["time_starts"]
        self.arrival = arrays["arrival"]
        self.departure = arrays["departure"]

    def _name_texts(self, texts: dict[str, Words]) -> None:
        self.agency_name = texts["agency_name"]
        self.stop_key = texts["stop_key"]
        self.stop_code = texts["stop_code"]
        self.stop_name = texts["stop_name"]
        self.route_key = texts["route_key"]
        self.route_short = texts["route_short"]
        self.route_long = texts["route_long"]
        self.route_color = texts["route_color"]
        self.route_text_color = texts["route_text_color"]
        self.trip_key = texts["trip_key"]
        self.trip_short = texts["trip_short"]
        self.sign = texts["sign"]
