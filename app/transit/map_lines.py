"""Maps as plain data: ways on the ground in metres east and south of a corner, thinned to what an eye can see.

A way follows the feed's shape; where there is none, straight lines from stop to stop. A journey's ride is the part of
its trip's shape between boarding and leaving; a walk is a straight line.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.transit.distances import METERS_A_DEGREE, along, places_on_way
from app.transit.journeys import NOWHERE, Journey, Ride, Walk
from app.transit.planner import Planner, Spot
from app.transit.route_timetable import AskTimetable, number_of, runs_on
from app.transit.routes import planner_of
from app.transit.timetable import Timetable
from app.workplace import Services

THINNED_METERS = 6.0
"""No thinned way lies further than this from the one it stands for."""

POINTS_MAX = 1_200
"""Of all ways of a route together, their ends not counted."""

Points = tuple[tuple[float, float], ...]
Ground = NDArray[np.float64]
"""Rows of (latitude, longitude)."""


class MapLine(msgspec.Struct, frozen=True):
    """A way. `color` six hexadecimal digits or empty; `number`: the route's, empty on foot."""

    points: Points
    color: str
    number: str


class MapStop(msgspec.Struct, frozen=True):
    """A stop. `leading`: an end, or where one boards or leaves; `chosen`: the one that was asked for."""

    x: float
    y: float
    name: str
    leading: bool
    chosen: bool


class TransitMap(msgspec.Struct, frozen=True):
    """Ways below, stops above."""

    lines: tuple[MapLine, ...]
    stops: tuple[MapStop, ...]


def route_map(services: Services, asked: AskTimetable, chosen: frozenset[int]) -> TransitMap:
    """The ways of a route on a day, in one direction or both. Raises Refused(PlanRefusal)."""
    return map_of_route(planner_of(services).timetable, asked, chosen)


def trip_map(services: Services, digest: str, journey: Journey, ends: tuple[Spot, Spot]) -> TransitMap | None:
    """A planned journey; None where another timetable came into force since. Raises Refused, NO_TIMETABLE."""
    planner = planner_of(services)
    return map_of_journey(planner, journey, ends) if planner.timetable.summary.digest == digest else None


def map_of_route(table: Timetable, asked: AskTimetable, chosen: frozenset[int]) -> TransitMap:
    """Each shape once, with every stop of the patterns that run."""
    route = number_of(table, asked.route)
    runs = runs_on(table, route, asked.day)
    if asked.direction is not None:
        runs = runs[table.trip_direction[table.run_trip[runs]] == asked.direction]
    patterns = np.searchsorted(table.run_starts, runs, "right") - 1
    stops, ends = _stops_of(table, np.unique(patterns).tolist())
    ways = _ways(table, table.run_trip[runs], patterns)
    ground = _Ground(table, stops)
    color, number = table.route_color[route], table.route_short[route] or table.route_long[route]
    lines = tuple(MapLine(ground.points(way), color, number) for way in few_points(ways))
    return TransitMap(lines, tuple(ground.stop(stop, leading=stop in ends, chosen=stop in chosen) for stop in stops))


def map_of_journey(planner: Planner, journey: Journey, ends: tuple[Spot, Spot]) -> TransitMap:
    """Rides along their shapes, walks as straight lines, the stops where one boards and leaves."""
    table = planner.timetable
    leading = dict.fromkeys(stop for ride in journey.rides for stop in (ride.source, ride.target))
    passed = [stop for ride in journey.rides for stop, _ in planner.between(ride) if stop not in leading]
    ground = _Ground(table, [*leading, *passed, *ends[0].stops, *ends[1].stops])
    lines = []
    for leg in journey.legs:
        if isinstance(leg, Ride):
            number = table.route_short[leg.route] or table.route_long[leg.route]
            lines.append(MapLine(ground.points(thinned(_ridden(table, leg))), table.route_color[leg.route], number))
        else:
            lines.append(MapLine(ground.points(_walked(table, leg, ends)), "", ""))
    shown = [ground.stop(stop, leading=False, chosen=False) for stop in dict.fromkeys(passed)]
    shown += [ground.stop(stop, leading=True, chosen=False) for stop in leading]
    return TransitMap(tuple(lines), tuple(shown))


def few_points(ways: Sequence[Ground]) -> list[Ground]:
    """Ways thinned, further and further until a window draws all of them within a frame or two."""
    within = THINNED_METERS
    while True:
        thin = [thinned(way, within) for way in ways]
        if sum(map(len, thin)) <= POINTS_MAX + 2 * len(ways):
            return thin
        within *= 2


def thinned(way: Ground, within: float = THINNED_METERS) -> Ground:
    """The fewest of a way's points between which no other lies further off than `within` metres (Douglas, Peucker)."""
    scale = np.array([METERS_A_DEGREE, METERS_A_DEGREE * np.cos(np.radians(way[0, 0]))])
    flat = (way - way[0]) * scale
    kept = np.zeros(len(way), bool)
    kept[[0, -1]] = True
    parts = [(0, len(way) - 1)]
    while parts:
        first, last = parts.pop()
        if last - first < 2:
            continue
        away = _away(flat[first + 1 : last], flat[first], flat[last])
        furthest = int(away.argmax())
        if away[furthest] > within:
            kept[first + 1 + furthest] = True
            parts += [(first, first + 1 + furthest), (first + 1 + furthest, last)]
    return way[kept]


# -- inside


class _Ground:
    """Metres east and south of one stop; over a city the Earth is flat enough."""

    def __init__(self, table: Timetable, stops: Sequence[int]) -> None:
        self._table = table
        self._corner = _at(table, stops[:1])[0] if stops else np.zeros(2)
        self._scale = np.array([-METERS_A_DEGREE, METERS_A_DEGREE * np.cos(np.radians(self._corner[0]))])

    def points(self, way: Ground) -> Points:
        """(x, y) of each point."""
        south_east = (way - self._corner) * self._scale
        return tuple((round(float(x), 1), round(float(y), 1)) for y, x in south_east)

    def stop(self, stop: int, *, leading: bool, chosen: bool) -> MapStop:
        """A stop where it lies."""
        ((x, y),) = self.points(_at(self._table, [stop]))
        return MapStop(x, y, self._table.stop_name[stop], leading, chosen)


def _away(points: Ground, first: Ground, last: Ground) -> Ground:
    """How far points lie from a straight part of a way."""
    along_it = last - first
    length = float(along_it @ along_it)
    share = np.clip((points - first) @ along_it / length, 0, 1) if length else np.zeros(len(points))
    off = points - first - share[:, None] * along_it
    return np.asarray(np.hypot(off[:, 0], off[:, 1]))


def _at(table: Timetable, stops: Sequence[int]) -> Ground:
    own = np.array(stops, np.intp)
    return np.column_stack((table.stop_latitude[own], table.stop_longitude[own]))


def _pattern(table: Timetable, pattern: int) -> list[int]:
    return [int(s) for s in table.pattern_stop[table.pattern_starts[pattern] : table.pattern_starts[pattern + 1]]]


def _stops_of(table: Timetable, patterns: Sequence[int]) -> tuple[list[int], set[int]]:
    """(every stop once, those where some pattern begins or ends)."""
    ways = [_pattern(table, pattern) for pattern in patterns]
    return list(dict.fromkeys(stop for way in ways for stop in way)), {
        stop for way in ways for stop in (way[0], way[-1])
    }


def _ways(table: Timetable, trips: NDArray[np.int32], patterns: NDArray[np.intp]) -> list[Ground]:
    """The shapes of some trips, each once; of trips without one, their stops."""
    shapes = table.trip_shape[trips]
    ways = [_shape(table, shape) for shape in np.unique(shapes[shapes >= 0]).tolist()]
    return ways + [_at(table, _pattern(table, pattern)) for pattern in np.unique(patterns[shapes < 0]).tolist()]


def _shape(table: Timetable, shape: int) -> Ground:
    own = slice(table.shape_starts[shape], table.shape_starts[shape + 1])
    return np.column_stack((table.shape_latitude[own], table.shape_longitude[own])).astype(np.float64)


def _ridden(table: Timetable, ride: Ride) -> Ground:
    """The part of the trip's shape between two of its stops."""
    stops = _pattern(table, ride.pattern)
    shape = int(table.trip_shape[ride.trip])
    way = _shape(table, shape) if shape >= 0 else np.zeros((0, 2))
    if len(way) < 2:
        return _at(table, stops[ride.board : ride.alight + 1])
    at = _at(table, stops[: ride.alight + 1])
    far = along(way[:, 0], way[:, 1])
    places = places_on_way((way[:, 0], way[:, 1], far), at[:, 0], at[:, 1])
    between = way[(far > places[ride.board]) & (far < places[ride.alight])]
    return np.concatenate((at[ride.board][None], between, at[ride.alight][None]))


def _walked(table: Timetable, walk: Walk, ends: tuple[Spot, Spot]) -> Ground:
    """From and to stops; a place that is none of them is its stop that lies nearest."""
    if walk.source == NOWHERE and walk.target == NOWHERE:
        return np.concatenate((_spot(table, ends[0]), _spot(table, ends[1])))
    if walk.source == NOWHERE:
        target = _at(table, [walk.target])
        return np.concatenate((_nearest(_spots(table, ends[0]), target), target))
    source = _at(table, [walk.source])
    target = _nearest(_spots(table, ends[1]), source) if walk.target == NOWHERE else _at(table, [walk.target])
    return np.concatenate((source, target))


def _spots(table: Timetable, spot: Spot) -> Ground:
    return _at(table, spot.stops) if spot.stops else np.array([[spot.latitude, spot.longitude]])


def _spot(table: Timetable, spot: Spot) -> Ground:
    return _spots(table, spot)[:1]


def _nearest(places: Ground, to: Ground) -> Ground:
    return np.asarray(places[np.hypot(*(places - to).T).argmin()][None])
