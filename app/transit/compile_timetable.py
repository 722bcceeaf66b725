"""Compiles a feed into the arrays of the timetable file: patterns, their runs, names, days, shapes.

*Pattern*: a sequence of stops with the same boarding rules, whatever the route. *Run*: a trip at its times; a trip that
repeats (frequencies) has many. The runs of a pattern stand together, sorted by their first departure, so that its
times are one table: `arrival[time_starts[p] + run * length + place]`.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.transit.feed import Feed, Frequency
from app.transit.feed_fields import TIME_MAX
from app.transit.findings import Code, Findings
from app.transit.lay_out_trips import LaidOut
from app.transit.types import FeedSettings

Arrays = dict[str, NDArray[Any]]


def compile_timetable(feed: Feed, laid_out: LaidOut, settings: FeedSettings, findings: Findings) -> Arrays:
    """Every array of the file by its name (`app/transit/timetable.py` says what each holds)."""
    arrays = _names(feed) | _numbers(feed) | _runs(feed, laid_out, settings, findings)
    if not len(arrays["run_trip"]) or not feed.calendar.runs.any():
        findings.add(Code.NOTHING_RUNS)
    return arrays


def _names(feed: Feed) -> Arrays:
    texts: Mapping[str, Sequence[str]] = {
        "agency_name": [agency.name for agency in feed.agencies],
        "stop_key": [stop.key for stop in feed.stops],
        "stop_code": [stop.code for stop in feed.stops],
        "stop_name": [stop.name for stop in feed.stops],
        "route_key": [route.key for route in feed.routes],
        "route_short": [route.short_name for route in feed.routes],
        "route_long": [route.long_name for route in feed.routes],
        "route_color": [route.color for route in feed.routes],
        "route_text_color": [route.text_color for route in feed.routes],
        "trip_key": [trip.key for trip in feed.trips],
        "trip_short": [trip.short_name for trip in feed.trips],
    }
    signs: dict[str, int] = {}
    of_trip = [signs.setdefault(trip.headsign, len(signs)) for trip in feed.trips]
    arrays = {"trip_sign": np.array(of_trip, np.int32)}
    for name, words in {**texts, "sign": list(signs)}.items():
        arrays |= _packed(name, words)
    return arrays


def _packed(name: str, words: Sequence[str]) -> Arrays:
    encoded = [word.encode("utf-8", "replace") for word in words]
    ends = np.cumsum([0, *map(len, encoded)]).astype(np.int32)
    return {f"{name}_ends": ends, f"{name}_text": np.frombuffer(b"".join(encoded), np.uint8)}


def _numbers(feed: Feed) -> Arrays:
    by_key = {stop.key: number for number, stop in enumerate(feed.stops) if stop.is_station}
    shapes, transfers = feed.shapes, feed.transfers
    return {
        "stop_latitude": np.array([stop.latitude for stop in feed.stops], np.float64),
        "stop_longitude": np.array([stop.longitude for stop in feed.stops], np.float64),
        "stop_parent": np.array([by_key.get(stop.parent, -1) for stop in feed.stops], np.int32),
        "stop_is_station": np.array([stop.is_station for stop in feed.stops], np.uint8),
        "stop_wheelchair": np.array([stop.wheelchair for stop in feed.stops], np.uint8),
        "route_agency": np.array([route.agency for route in feed.routes], np.int32),
        "route_kind": np.array([route.kind for route in feed.routes], np.int32),
        "trip_route": np.array([trip.route for trip in feed.trips], np.int32),
        "trip_service": np.array([trip.service for trip in feed.trips], np.int32),
        "trip_direction": np.array([trip.direction for trip in feed.trips], np.uint8),
        "trip_wheelchair": np.array([trip.wheelchair for trip in feed.trips], np.uint8),
        "trip_shape": np.array([trip.shape for trip in feed.trips], np.int32),
        "service_runs": feed.calendar.runs,
        "shape_starts": shapes.starts,
        "shape_latitude": shapes.latitude,
        "shape_longitude": shapes.longitude,
        "transfers": np.array([(t.source, t.target, t.kind, t.seconds) for t in transfers], np.int32).reshape(-1, 4),
    }


class _Pattern:
    """Its stops and flags as bytes, and its runs: (first departure, trip, seconds that its times are moved)."""

    def __init__(self, trip: int) -> None:
        self.first_trip = trip
        self.runs: list[tuple[int, int, int]] = []


def _runs(feed: Feed, laid_out: LaidOut, settings: FeedSettings, findings: Findings) -> Arrays:
    patterns = _patterns(feed, laid_out, settings, findings)
    starts, times_at = [0], [0]
    stops, boarding, alighting, runs, arrivals, departures = [], [], [], array("i"), [], []
    for pattern in patterns:
        own = slice(laid_out.starts[pattern.first_trip], laid_out.starts[pattern.first_trip + 1])
        stops.append(laid_out.stop[own])
        boarding.append(laid_out.no_boarding[own])
        alighting.append(laid_out.no_alighting[own])
        pattern.runs.sort()
        trip = np.array([run[1] for run in pattern.runs])
        moved = np.array([run[2] for run in pattern.runs], np.int32)[:, None]
        rows = laid_out.starts[trip][:, None] + np.arange(own.stop - own.start)
        arrivals.append((laid_out.arrival[rows] + moved).ravel())
        departures.append((laid_out.departure[rows] + moved).ravel())
        runs.extend(run[1] for run in pattern.runs)
        starts.append(len(runs))
        times_at.append(times_at[-1] + rows.size)
    lengths = [len(own) for own in stops]
    return {
        "pattern_starts": np.cumsum([0, *lengths]).astype(np.int32),
        "pattern_stop": _joined(stops, np.int32),
        "pattern_no_boarding": _joined(boarding, np.uint8),
        "pattern_no_alighting": _joined(alighting, np.uint8),
        "run_starts": np.array(starts, np.int32),
        "run_trip": np.array(runs, np.int32),
        "time_starts": np.array(times_at, np.int64),
        "arrival": _joined(arrivals, np.int32),
        "departure": _joined(departures, np.int32),
    }


def _joined(parts: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, kind)


def _patterns(feed: Feed, laid_out: LaidOut, settings: FeedSettings, findings: Findings) -> list[_Pattern]:
    """Trips by their stops and boarding rules."""
    found: dict[bytes, _Pattern] = {}
    repeated: dict[int, list[Frequency]] = {}
    for frequency in feed.frequencies:
        repeated.setdefault(frequency.trip, []).append(frequency)
    left = settings.runs_max
    for trip in np.flatnonzero(np.diff(laid_out.starts)):
        own = slice(laid_out.starts[trip], laid_out.starts[trip + 1])
        parts = laid_out.stop[own], laid_out.no_boarding[own], laid_out.no_alighting[own]
        first, last = int(laid_out.departure[own][0]), int(laid_out.arrival[own][-1])
        moves = _moves(repeated.get(int(trip), ()), first, last, left) if int(trip) in repeated else [0]
        left -= len(moves)
        if left <= 0:
            findings.add(Code.RUNS_TOO_OFTEN, value=settings.runs_max)
            break
        pattern = found.setdefault(b"|".join(part.tobytes() for part in parts), _Pattern(int(trip)))
        pattern.runs.extend((first + move, int(trip), move) for move in moves)
    return [pattern for pattern in found.values() if pattern.runs]


def _moves(repetitions: Sequence[Frequency], first: int, last: int, most: int) -> list[int]:
    """By how much each repetition is later than the trip as written; none that would end after 48 hours."""
    moves: list[int] = []
    for repetition in repetitions:
        begins = range(repetition.begin, repetition.end, repetition.headway)[: max(0, most - len(moves)) + 1]
        moves.extend(begin - first for begin in begins if last + begin - first < TIME_MAX)
    return moves
