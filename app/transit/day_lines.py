"""What runs around one day, laid out for the search: a *line* is runs of a pattern in which none overtakes another.

Times are seconds since the beginning of the day before (`MIDNIGHT` is the day's own), so that buses of yesterday that
arrive after midnight and those of tomorrow morning are in one table. `mirrored` turns time round: the search from a
destination back to the latest departure is the same search.

A *place* is a position of a line: place p is at stop `stop[p]`, its times are `arrive[base[p] : base[p] + count[p]]`,
run after run. `keys` holds the departures, each with its place in front, so that one search in one sorted array finds
the next departure at thousands of places.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.transit.timetable import Timetable

DAY = 86_400
MIDNIGHT = DAY
HORIZON = 4 * DAY
"""The last second that may come up; mirrored times are counted back from it."""

TIME_BITS = 19
NEVER = (1 << TIME_BITS) - 1
GONE = -1
"""Departure where nobody may board: before everything, so the search finds no run behind it."""

LINE_STEP = 1 << 32
"""Between the numbers of two lines; more than any number of runs."""

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Lines:
    """All lines of one day. A line's n-th run is `run[run_base[line] + n]`, its day `moved`, in seconds."""

    mirrored: bool
    stop: NDArray[np.intp]
    line: Whole
    step: Whole
    """`line * LINE_STEP`."""
    base: Whole
    count: Whole
    keys: Whole
    arrive: NDArray[np.int32]
    run: NDArray[np.int32]
    moved: NDArray[np.int32]
    run_base: Whole
    pattern: Whole
    """Of each line."""
    first_place: Whole
    """Of each line, and one more at the end."""
    by_stop: NDArray[np.intp]
    served: NDArray[np.intp]
    served_starts: NDArray[np.intp]

    def places_at(self, stop: int) -> NDArray[np.intp]:
        """All places at a stop."""
        index = int(np.searchsorted(self.served, stop))
        if index == len(self.served) or self.served[index] != stop:
            return self.by_stop[:0]
        end = self.served_starts[index + 1] if index + 1 < len(self.served) else len(self.by_stop)
        return self.by_stop[self.served_starts[index] : end]

    def run_at(self, place: int, run: int) -> int:
        """The timetable's number of the line's `run`-th run."""
        return int(self.run[self.run_base[self.line[place]] + run])

    def departure(self, place: int, run: int) -> int:
        """Of the line's `run`-th run."""
        return int(self.keys[self.base[place] + run]) & NEVER

    def arrival(self, place: int, run: int) -> int:
        """Of the line's `run`-th run."""
        return int(self.arrive[self.base[place] + run])


@dataclass(frozen=True)
class Allowed:
    """Which trips run on the three days, and which trips and stops may be used at all."""

    days: tuple[tuple[int, NDArray[np.bool_]], ...]
    """(seconds that times are moved, whether each trip runs)."""
    stops: NDArray[np.bool_]


def allowed(timetable: Timetable, day: date, *, wheelchair: bool, unknown_too: bool, mirrored: bool) -> Allowed:
    """What may be used around a day. A search back in time needs nothing of the day after."""
    trips = _usable(timetable.trip_wheelchair, wheelchair=wheelchair, unknown_too=unknown_too)
    stops = _usable(timetable.stop_wheelchair, wheelchair=wheelchair, unknown_too=unknown_too)
    days = []
    for offset in (0, 1) if mirrored else (0, 1, 2):
        services = timetable.services_on(day + timedelta(days=offset - 1))
        days.append((offset * DAY, services[timetable.trip_service] & trips))
    return Allowed(tuple(days), stops)


def _usable(said: NDArray[np.uint8], *, wheelchair: bool, unknown_too: bool) -> NDArray[np.bool_]:
    if not wheelchair:
        return np.ones(len(said), bool)
    return np.asarray(said != 2 if unknown_too else said == 1, bool)


class _Building:
    """Collects lines one after another."""

    def __init__(self, timetable: Timetable, usable: Allowed, *, mirrored: bool) -> None:
        self._timetable, self._usable, self._mirrored = timetable, usable, mirrored
        self.stops: list[NDArray[Any]] = []
        self.counts: list[int] = []
        self.patterns: list[int] = []
        self.runs: list[NDArray[Any]] = []
        self.moved: list[NDArray[Any]] = []
        self.arrive: list[NDArray[Any]] = []
        self.depart: list[NDArray[Any]] = []

    def add(self, pattern: int) -> None:
        """The lines of one pattern."""
        table = self._timetable
        own = slice(table.run_starts[pattern], table.run_starts[pattern + 1])
        places = slice(table.pattern_starts[pattern], table.pattern_starts[pattern + 1])
        length = places.stop - places.start
        at = int(table.time_starts[pattern])
        whole = slice(at, at + (own.stop - own.start) * length)
        arrival, departure = table.arrival[whole].reshape(-1, length), table.departure[whole].reshape(-1, length)
        trip = table.run_trip[own]
        picked = [np.flatnonzero(runs[trip]) for _, runs in self._usable.days]
        if not self._mirrored and len(picked[0]):  # of yesterday only what is still under way at midnight
            picked[0] = picked[0][arrival[picked[0], -1] >= MIDNIGHT]
        rows = np.concatenate(picked)
        if not len(rows):
            return
        moved = np.repeat([seconds for seconds, _ in self._usable.days], [len(part) for part in picked])
        moved = moved.astype(np.int32)
        times = arrival[rows] + moved[:, None], departure[rows] + moved[:, None]
        order = np.lexsort((times[0][:, -1], times[1][:, 0]))
        self._split(pattern, places, (times[0][order], times[1][order]), (own.start + rows)[order], moved[order])

    def _split(
        self, pattern: int, places: slice, times: tuple[Any, Any], runs: NDArray[Any], moved: NDArray[Any]
    ) -> None:
        for rows in _not_overtaking(*times):
            self._keep(pattern, places, (times[0][rows], times[1][rows]), runs[rows], moved[rows])

    def _keep(
        self, pattern: int, places: slice, times: tuple[Any, Any], runs: NDArray[Any], moved: NDArray[Any]
    ) -> None:
        table, (arrival, departure) = self._timetable, times
        stop = table.pattern_stop[places]
        closed = ~self._usable.stops[stop]
        off = (table.pattern_no_alighting[places] != 0) | closed
        on = (table.pattern_no_boarding[places] != 0) | closed
        if self._mirrored:
            arrival, departure = HORIZON - departure[::-1, ::-1], HORIZON - arrival[::-1, ::-1]
            stop, off, on, runs, moved = stop[::-1], on[::-1], off[::-1], runs[::-1], moved[::-1]
        self.arrive.append(np.where(off[:, None], NEVER, arrival.T).ravel().astype(np.int32))
        self.depart.append(np.where(on[:, None], GONE, departure.T).ravel())
        self.stops.append(stop)
        self.counts.append(len(runs))
        self.patterns.append(pattern)
        self.runs.append(runs)
        self.moved.append(moved)


def _not_overtaking(arrival: NDArray[Any], departure: NDArray[Any]) -> list[Any]:
    """Rows by lines: within one no run is anywhere earlier than the one before it. Most patterns are one line."""
    if (arrival[1:] >= arrival[:-1]).all() and (departure[1:] >= departure[:-1]).all():
        return [slice(None)]
    lines: list[list[int]] = []
    for row in range(len(arrival)):
        for line in lines:
            last = line[-1]
            if (arrival[row] >= arrival[last]).all() and (departure[row] >= departure[last]).all():
                line.append(row)
                break
        else:
            lines.append([row])
    return [np.array(line) for line in lines]


def lines_of(timetable: Timetable, usable: Allowed, *, mirrored: bool) -> Lines:
    """Lays out what may be used."""
    building = _Building(timetable, usable, mirrored=mirrored)
    for pattern in range(len(timetable.run_starts) - 1):
        building.add(pattern)
    return _laid_out(building, mirrored=mirrored)


def _laid_out(building: _Building, *, mirrored: bool) -> Lines:
    counts = np.array(building.counts, np.int64)
    lengths = np.array([len(own) for own in building.stops], np.int64)
    line = np.repeat(np.arange(len(counts)), lengths)
    count = counts[line]
    base = np.cumsum(count) - count
    stop = _joined(building.stops, np.intp)
    keys = _joined(building.depart, np.int64)
    keys += np.repeat(np.arange(len(stop), dtype=np.int64) << TIME_BITS, count)
    by_stop = np.argsort(stop, kind="stable")
    served, starts = np.unique(stop[by_stop], return_index=True)
    return Lines(
        mirrored,
        stop,
        line,
        line * LINE_STEP,
        base,
        count,
        keys,
        _joined(building.arrive, np.int32),
        _joined(building.runs, np.int32),
        _joined(building.moved, np.int32),
        np.cumsum(counts) - counts,
        np.array(building.patterns, np.int64),
        np.concatenate(([0], np.cumsum(lengths))),
        by_stop,
        served,
        starts,
    )


def _joined(parts: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, kind)
