"""The next departures at a place: every vehicle that one can board there, whatever its route, in the order of time."""

from datetime import date

import msgspec

from app.clock import local_date
from app.errors import Refused
from app.transit.day_lines import MIDNIGHT, TIME_BITS
from app.transit.places import Place
from app.transit.planner import Planner
from app.transit.refusals import PlanRefusal
from app.transit.routes import planner_of, routes_at
from app.transit.service_alerts import ShownAlert, alerts_on, shown_alerts
from app.workplace import Services

DEPARTURES_SHOWN = 20


class AskDepartures(msgspec.Struct, frozen=True):
    """`seconds` since midnight of `day`."""

    place: Place | None
    day: date
    seconds: int
    limit: int = DEPARTURES_SHOWN


class Departure(msgspec.Struct, frozen=True):
    """One vehicle: when (seconds since midnight), its route, where to, from which stop."""

    depart: int
    route: str
    color: str
    text_color: str
    sign: str
    stop: str
    code: str
    accessible: bool


def departures(services: Services, asked: AskDepartures) -> tuple[Departure, ...]:
    """The next ones. Raises Refused(PlanRefusal)."""
    today = local_date(services.clock.now_us(), services.place.time_zone)
    planner = services.transit.planner(services.policies.at("trip_planning", today).values)
    if asked.place is None:
        raise Refused(PlanRefusal.ORIGIN_UNKNOWN)
    summary = planner.timetable.summary
    if not summary.first_on <= asked.day <= summary.last_on:
        raise Refused(PlanRefusal.DAY_NOT_COVERED, first=summary.first_on, last=summary.last_on)
    return next_departures(planner, asked)


def alerts_at(services: Services, place: Place, day: date) -> tuple[ShownAlert, ...]:
    """What staff tell of the routes that stop at a place. Raises Refused, NO_TIMETABLE."""
    table = planner_of(services).timetable
    with services.read_journal() as journal:
        alerts = alerts_on(journal, day)
    pairs = [
        (table.route_key[route], {table.stop_key[stop]}) for stop in place.stops for route in routes_at(table, stop)
    ]
    return shown_alerts(table, [one for one in alerts if any(one.concerns(*pair) for pair in pairs)])


def next_departures(planner: Planner, asked: AskDepartures) -> tuple[Departure, ...]:
    """From the planner's own lines of the day; a vehicle that ends there is none."""
    lines = planner.lines_on(asked.day)
    since, found = MIDNIGHT + asked.seconds, []
    for stop in asked.place.stops if asked.place else ():
        for place in lines.places_at(stop).tolist():
            if place + 1 == lines.first_place[lines.line[place] + 1]:
                continue
            first = int(lines.keys.searchsorted((place << TIME_BITS) + since)) - int(lines.base[place])
            for run in range(first, min(int(lines.count[place]), first + asked.limit)):
                found.append((lines.departure(place, run), place, run, stop))
    found.sort()
    return tuple(
        _departure(planner, lines.run_at(place, run), at, stop) for at, place, run, stop in found[: asked.limit]
    )


def _departure(planner: Planner, run: int, at: int, stop: int) -> Departure:
    table = planner.timetable
    trip = int(table.run_trip[run])
    route = int(table.trip_route[trip])
    return Departure(
        at - MIDNIGHT,
        table.route_short[route] or table.route_long[route],
        table.route_color[route],
        table.route_text_color[route],
        table.sign[int(table.trip_sign[trip])] or table.route_long[route],
        table.stop_name[stop],
        table.stop_code[stop],
        int(table.trip_wheelchair[trip]) == 1,
    )
