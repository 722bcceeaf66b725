"""The timetable of a route on paper's terms: one direction, one day; a column a stop, a row a trip, in order of time.

Times are departures (the last one of a trip its arrival), in seconds since midnight of the service day: from 86,400 on
they are of the night after. A *day type* is days of the coming week with the same trips, as "Monday to Friday" is.
"""

from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.errors import Refused
from app.transit.merged_ways import merge_ways
from app.transit.refusals import PlanRefusal
from app.transit.routes import FoundRoute, ServedStop, planner_of, served_stop, shown_route
from app.transit.service_alerts import ShownAlert, alerts_on, shown_alerts
from app.transit.timetable import Timetable
from app.workplace import Services

WEEK = 7


class AskTimetable(msgspec.Struct, frozen=True):
    """`route` is the feed's key; `direction` None: the first that runs."""

    route: str
    day: date
    direction: int | None = None


class Direction(msgspec.Struct, frozen=True):
    """0 or 1, and what most of its vehicles say on their sign."""

    number: int
    sign: str


class DayType(msgspec.Struct, frozen=True):
    """Days of one week with the same trips, the first first."""

    days: tuple[date, ...]


class TimetableTrip(msgspec.Struct, frozen=True):
    """A row: a time for each column, None where it does not stop."""

    sign: str
    accessible: bool
    times: tuple[int | None, ...]


class RouteTimetable(msgspec.Struct, frozen=True):
    """`direction` is -1 and there are no trips where nothing runs that day."""

    route: FoundRoute
    day: date
    direction: int
    directions: tuple[Direction, ...]
    day_types: tuple[DayType, ...]
    stops: tuple[ServedStop, ...]
    trips: tuple[TimetableTrip, ...]
    runs_next_on: date | None = None
    """The next day on which it runs at all, where it does not on this one."""

    alerts: tuple[ShownAlert, ...] = ()


def route_timetable(services: Services, asked: AskTimetable) -> RouteTimetable:
    """Raises Refused(PlanRefusal)."""
    table = planner_of(services).timetable
    shown = timetable_of(table, asked)
    stops = {table.stop_key[stop.stop] for stop in shown.stops}
    with services.read_journal() as journal:
        found = [alert for alert in alerts_on(journal, asked.day) if alert.concerns(asked.route, stops)]
    return msgspec.structs.replace(shown, alerts=shown_alerts(table, found))


def timetable_of(table: Timetable, asked: AskTimetable) -> RouteTimetable:
    """Raises Refused: DAY_NOT_COVERED, ROUTE_UNKNOWN."""
    summary = table.summary
    if not summary.first_on <= asked.day <= summary.last_on:
        raise Refused(PlanRefusal.DAY_NOT_COVERED, first=summary.first_on, last=summary.last_on)
    route = number_of(table, asked.route)
    runs = runs_on(table, route, asked.day)
    directions = _directions(table, runs)
    numbers = [each.number for each in directions]
    wanted = asked.direction if asked.direction in numbers else next(iter(numbers), -1)
    stops, trips = _rows(table, runs[table.trip_direction[table.run_trip[runs]] == wanted])
    return RouteTimetable(
        shown_route(table, route),
        asked.day,
        wanted,
        directions,
        _day_types(table, route, asked.day),
        stops,
        trips,
        None if directions else _next_day(table, route, asked.day),
    )


def number_of(table: Timetable, key: str) -> int:
    """Of a route by the feed's key. Raises Refused, ROUTE_UNKNOWN."""
    for number, each in enumerate(table.route_key):
        if each == key:
            return number
    raise Refused(PlanRefusal.ROUTE_UNKNOWN)


def runs_on(table: Timetable, route: int, day: date) -> NDArray[np.intp]:
    """All runs of a route on a service day, both directions."""
    trips = (table.trip_route == route) & table.services_on(day)[table.trip_service]
    return np.flatnonzero(trips[table.run_trip])


def main_stops(shown: RouteTimetable, count: int, always: frozenset[int] = frozenset()) -> tuple[int, ...]:
    """Columns to show where there is room for `count`: those of `always`, else evenly among those of most trips."""
    every = range(len(shown.stops))
    if len(every) <= count:
        return tuple(every)
    served = [sum(trip.times[column] is not None for trip in shown.trips) for column in every]
    chosen = {column for column in every if shown.stops[column].stop in always}
    likely = [column for column in every if served[column] * 2 >= max(served)]
    for step in range(count, 1, -1):
        spread = np.linspace(0, len(likely) - 1, step).round().astype(int)
        found = chosen | {likely[each] for each in spread}
        if len(found) <= count:
            return tuple(sorted(found))
    return tuple(sorted(chosen))[:count]


# -- inside


def _directions(table: Timetable, runs: NDArray[np.intp]) -> tuple[Direction, ...]:
    trips = table.run_trip[runs]
    found = []
    for direction in np.unique(table.trip_direction[trips]).tolist():
        signs, counts = np.unique(table.trip_sign[trips[table.trip_direction[trips] == direction]], return_counts=True)
        found.append(Direction(direction, table.sign[int(signs[counts.argmax()])]))
    return tuple(found)


def _rows(table: Timetable, runs: NDArray[np.intp]) -> tuple[tuple[ServedStop, ...], tuple[TimetableTrip, ...]]:
    patterns = np.searchsorted(table.run_starts, runs, "right") - 1
    each = np.unique(patterns).tolist()
    ways = [table.pattern_stop[table.pattern_starts[n] : table.pattern_starts[n + 1]].tolist() for n in each]
    columns, placed = merge_ways(ways)
    filled = np.full((len(runs), len(columns)), np.nan)
    for pattern, own in zip(each, placed, strict=True):
        rows = np.flatnonzero(patterns == pattern)
        filled[np.ix_(rows, np.array(own))] = _times(table, pattern, runs[rows])
    trips = [_trip(table, int(runs[row]), filled[row]) for row in _in_order(filled)]
    return tuple(served_stop(table, stop) for stop in columns), tuple(trips)


def _times(table: Timetable, pattern: int, runs: NDArray[np.intp]) -> NDArray[np.int32]:
    """Departures at each stop, the arrival at the last."""
    length = int(table.pattern_starts[pattern + 1] - table.pattern_starts[pattern])
    at = int(table.time_starts[pattern]) + (runs - int(table.run_starts[pattern]))[:, None] * length + np.arange(length)
    times = np.array(table.departure[at])
    times[:, -1] = table.arrival[at[:, -1]]
    return times


def _in_order(filled: NDArray[np.float64]) -> list[int]:
    """Rows by when they are, or would be, at the first column: what a stop is later than it is the middle of all."""
    later = np.zeros(filled.shape[1])
    last, last_later = np.full(len(filled), np.nan), np.zeros(len(filled))
    for column in range(filled.shape[1]):
        here = filled[:, column]
        both = ~np.isnan(here) & ~np.isnan(last)
        if both.any():
            later[column] = np.median(here[both] - last[both] + last_later[both])
        elif column:
            later[column] = later[column - 1]
        stops = ~np.isnan(here)
        last[stops], last_later[stops] = here[stops], later[column]
    if not filled.size:
        return []
    return [int(row) for row in np.lexsort((np.nanmin(filled, axis=1), np.nanmedian(filled - later, axis=1)))]


def _trip(table: Timetable, run: int, times: NDArray[np.float64]) -> TimetableTrip:
    trip = int(table.run_trip[run])
    shown: tuple[Any, ...] = tuple(None if np.isnan(at) else int(at) for at in times)
    return TimetableTrip(table.sign[int(table.trip_sign[trip])], int(table.trip_wheelchair[trip]) == 1, shown)


def _day_types(table: Timetable, route: int, day: date) -> tuple[DayType, ...]:
    """Of the seven days from a day on; days on which the route does not run are in none."""
    own = np.unique(table.trip_service[table.trip_route == route])
    alike: dict[bytes, list[date]] = {}
    for each in (day + timedelta(days=n) for n in range(WEEK)):
        running = table.services_on(each)[own]
        if running.any():
            alike.setdefault(running.tobytes(), []).append(each)
    return tuple(DayType(tuple(days)) for days in alike.values())


def _next_day(table: Timetable, route: int, day: date) -> date | None:
    own = np.unique(table.trip_service[table.trip_route == route])
    days = (day + timedelta(days=n) for n in range(1, (table.summary.last_on - day).days + 1))
    return next((each for each in days if table.services_on(each)[own].any()), None)
