"""A feed as read: rows that name each other by number, times as arrays. Made by `read_feed`, used by the compiler.

*Stop* is where a vehicle stops (GTFS location type 0); *station* is a place that stops belong to (type 1).
"""

from array import array
from dataclasses import dataclass, field
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

NOTHING = -1
"""No time, no stop, no shape."""


class Agency(msgspec.Struct, frozen=True):
    """Who runs it."""

    key: str
    name: str
    time_zone: str


class Stop(msgspec.Struct, frozen=True):
    """`wheelchair`: 0 not said, 1 accessible, 2 not; `parent` the key of its station."""

    key: str
    code: str
    name: str
    latitude: float
    longitude: float
    is_station: bool
    parent: str
    wheelchair: int


class Route(msgspec.Struct, frozen=True):
    """Colours are six hexadecimal digits, or empty."""

    key: str
    agency: int
    short_name: str
    long_name: str
    kind: int
    color: str
    text_color: str


class Trip(msgspec.Struct, frozen=True):
    """Numbers of its route, service and shape; `direction` 0 or 1; `wheelchair` as of stops."""

    key: str
    route: int
    service: int
    headsign: str
    short_name: str
    direction: int
    shape: int
    wheelchair: int


class Frequency(msgspec.Struct, frozen=True):
    """A trip repeated from `begin` to before `end` every `headway` seconds."""

    trip: int
    begin: int
    end: int
    headway: int


class Transfer(msgspec.Struct, frozen=True):
    """Between two stops: `kind` 0 recommended, 1 timed, 2 takes `seconds`, 3 not possible."""

    source: int
    target: int
    kind: int
    seconds: int


@dataclass
class StopTimes:
    """One row a stop of a trip, as read. Times in seconds, `NOTHING` where none is given."""

    trip: "array[int]" = field(default_factory=lambda: array("i"))
    stop: "array[int]" = field(default_factory=lambda: array("i"))
    sequence: "array[int]" = field(default_factory=lambda: array("i"))
    arrival: "array[int]" = field(default_factory=lambda: array("i"))
    departure: "array[int]" = field(default_factory=lambda: array("i"))
    no_boarding: "array[int]" = field(default_factory=lambda: array("b"))
    no_alighting: "array[int]" = field(default_factory=lambda: array("b"))
    distance: "array[float]" = field(default_factory=lambda: array("d"))
    line: "array[int]" = field(default_factory=lambda: array("i"))


@dataclass
class Calendar:
    """On which days each service runs: `runs[service, day]`, the first column is `first_on`."""

    first_on: date
    runs: NDArray[np.uint8]


@dataclass
class Shapes:
    """Points of all shapes one after another; shape n has those from `starts[n]` to before `starts[n + 1]`."""

    starts: NDArray[np.int32]
    latitude: NDArray[np.float32]
    longitude: NDArray[np.float32]
    distance: NDArray[np.float32]


@dataclass
class Feed:
    """All of it. `services` and `shapes` give the numbers of their keys."""

    agencies: list[Agency]
    stops: list[Stop]
    routes: list[Route]
    trips: list[Trip]
    calendar: Calendar
    shapes: Shapes
    stop_times: StopTimes
    frequencies: list[Frequency]
    transfers: list[Transfer]
    version: str
