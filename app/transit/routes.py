"""The routes of a timetable: all of them in the order of their numbers, or those that somebody means by what they type.

A number or a word of a name finds the route; the name or number of a stop finds every route that serves it, and says
from which of the place's stops.
"""

import re

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.clock import local_date
from app.transit.places import Place, folded
from app.transit.planner import Planner
from app.transit.timetable import Timetable
from app.workplace import Services

_PLACES_TRIED = 3


class ServedStop(msgspec.Struct, frozen=True):
    """A stop by its number in the timetable and by the feed's key; `code` stands on its sign."""

    stop: int
    name: str
    code: str
    key: str = ""


class FoundRoute(msgspec.Struct, frozen=True):
    """A route by the feed's own key. `place` and `stops`: where it stops, if a place was typed instead of a route."""

    key: str
    number: str
    name: str
    color: str
    place: str = ""
    stops: tuple[ServedStop, ...] = ()


def find_routes(services: Services, typed: str) -> tuple[FoundRoute, ...]:
    """Every route where nothing is typed. Raises Refused, NO_TIMETABLE."""
    today = local_date(services.clock.now_us(), services.place.time_zone)
    policy = services.policies.at("trip_planning", today).values
    table = services.transit.planner(policy).timetable
    if not folded(typed):
        return all_routes(table)
    served: dict[str, FoundRoute] = {}
    for place in services.transit.places(policy).find(typed, _PLACES_TRIED):
        if not typed.strip().isdecimal() or typed.strip() in place.codes:  # "12" is a route or a stop, not 12th Street
            served |= {route.key: route for route in serving(table, place) if route.key not in served}
    named = [served.pop(route.key, route) for route in _named(table, typed)]
    return (*named, *served.values())


def all_routes(table: Timetable) -> tuple[FoundRoute, ...]:
    """All that have trips, as people count: 2 before 10."""
    return tuple(shown_route(table, number) for number in _in_order(table, np.unique(table.trip_route)))


def serving(table: Timetable, place: Place) -> tuple[FoundRoute, ...]:
    """The routes that stop at a place, each with those of its stops where it does."""
    at: dict[int, list[int]] = {}
    for stop in place.stops:
        for route in routes_at(table, stop).tolist():
            at.setdefault(route, []).append(stop)
    return tuple(
        msgspec.structs.replace(
            shown_route(table, route), place=place.name, stops=tuple(served_stop(table, stop) for stop in at[route])
        )
        for route in _in_order(table, np.array(sorted(at), np.intp))
    )


def routes_at(table: Timetable, stop: int) -> NDArray[np.int32]:
    """Numbers of the routes whose vehicles stop there on any day."""
    patterns = np.unique(np.searchsorted(table.pattern_starts, np.flatnonzero(table.pattern_stop == stop), "right") - 1)
    runs = [table.run_trip[table.run_starts[each] : table.run_starts[each + 1]] for each in patterns]
    return np.unique(table.trip_route[np.concatenate(runs)]) if runs else np.zeros(0, np.int32)


def shown_route(table: Timetable, route: int) -> FoundRoute:
    """A route by its number in the timetable."""
    short, long = table.route_short[route], table.route_long[route]
    return FoundRoute(table.route_key[route], short or long, long if short else "", table.route_color[route])


def served_stop(table: Timetable, stop: int) -> ServedStop:
    """A stop with its name and code."""
    return ServedStop(stop, table.stop_name[stop], table.stop_code[stop], table.stop_key[stop])


def planner_of(services: Services) -> Planner:
    """The planner of the timetable in force. Raises Refused, NO_TIMETABLE."""
    today = local_date(services.clock.now_us(), services.place.time_zone)
    return services.transit.planner(services.policies.at("trip_planning", today).values)


# -- inside


def _named(table: Timetable, typed: str) -> list[FoundRoute]:
    """By its number, its number's beginning, then words of its name."""
    wanted = folded(typed).split()
    ranked = [(rank, route) for route in all_routes(table) if (rank := _rank(route, wanted))]
    return [route for _, route in sorted(ranked, key=lambda each: each[0])]


def _rank(route: FoundRoute, wanted: list[str]) -> int:
    """1 the best; 0 where some word begins none of the route's."""
    number, words = folded(route.number), folded(f"{route.number} {route.name}").split()
    if not all(any(word.startswith(each) for word in words) for each in wanted):
        return 0
    whole = " ".join(wanted)
    return 1 if number == whole else 2 if number.startswith(whole) else 3


def _in_order(table: Timetable, routes: NDArray[np.integer]) -> list[int]:
    short, long = list(table.route_short), list(table.route_long)
    return sorted(routes.tolist(), key=lambda route: _counted(short[route] or long[route]))


def _counted(name: str) -> list[tuple[int, int, str]]:
    """Sorts figures by their value and before letters."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, folded(part)) for part in parts]
