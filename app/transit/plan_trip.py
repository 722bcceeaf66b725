"""Plans a trip: from, to, when; gives the next few journeys with everything a page or a paper shows of them.

The *range*: the best journeys that leave from the time asked on (or arrive until then), not only the first: after each
search the next begins a second later than the earliest departure found. What another journey beats is left out.
"""

from datetime import date

import msgspec

from app.clock import local_date
from app.errors import Refused
from app.transit.journeys import NOWHERE, Journey, Ride, Walk, undominated
from app.transit.places import Place
from app.transit.planner import Planner, Question, Spot
from app.transit.refusals import PlanRefusal
from app.transit.service_alerts import ServiceAlert, ShownAlert, alerts_on, shown_alerts
from app.transit.types import settings_from
from app.workplace import Services

JOURNEYS_WANTED = 3
_SEARCHES_MAX = 12


class PlanTrip(msgspec.Struct, frozen=True):
    """`seconds` since midnight of `day`; whether one leaves then or has arrived by then. None: what policy allows."""

    origin: Place | None
    destination: Place | None
    day: date
    seconds: int
    arrive_by: bool = False
    wheelchair: bool = False
    changes_max: int | None = None
    wanted: int = JOURNEYS_WANTED


class PassedStop(msgspec.Struct, frozen=True):
    """A stop of a ride and when the vehicle is there (arrival)."""

    name: str
    at: int


class ShownRide(msgspec.Struct, frozen=True, tag=True):
    """A ride in words. Colours are six hexadecimal digits or empty; `stops` are those between."""

    route: str
    route_name: str
    color: str
    text_color: str
    sign: str
    source: str
    source_code: str
    target: str
    target_code: str
    depart: int
    arrive: int
    stops: tuple[PassedStop, ...]


class ShownWalk(msgspec.Struct, frozen=True, tag=True):
    """A walk in words."""

    source: str
    target: str
    depart: int
    arrive: int
    meters: int


class ShownJourney(msgspec.Struct, frozen=True):
    """A journey as it is shown."""

    depart: int
    arrive: int
    legs: tuple[ShownRide | ShownWalk, ...]
    alerts: tuple[ShownAlert, ...] = ()

    @property
    def rides(self) -> tuple[ShownRide, ...]:
        """The legs by vehicle."""
        return tuple(leg for leg in self.legs if isinstance(leg, ShownRide))

    @property
    def walk_seconds(self) -> int:
        """All walking together."""
        return sum(leg.arrive - leg.depart for leg in self.legs if isinstance(leg, ShownWalk))


class PlannedTrips(msgspec.Struct, frozen=True):
    """The answer. `ends_on`: the timetable's last day where it ends soon, else None.

    `found` are the journeys as numbers of the timetable of this `digest`: what maps are drawn from.
    """

    origin: str
    destination: str
    day: date
    journeys: tuple[ShownJourney, ...]
    agencies: tuple[str, ...]
    ends_on: date | None
    digest: str = ""
    found: tuple[Journey, ...] = ()
    ends: tuple[Spot, Spot] = (Spot(), Spot())


def plan(services: Services, command: PlanTrip) -> PlannedTrips:
    """Raises Refused(PlanRefusal)."""
    today = local_date(services.clock.now_us(), services.place.time_zone)
    planner = services.transit.planner(services.policies.at("trip_planning", today).values)
    origin, destination = _places(command)
    _refuse(planner, command)
    journeys = next_journeys(planner, _question(command, origin, destination), command.wanted)
    if not journeys:
        raise Refused(PlanRefusal.NO_JOURNEY)
    summary = planner.timetable.summary
    warned_days = settings_from(services.policies.at("timetable", today).values).expiry_warning_days
    soon = (summary.last_on - today).days < warned_days
    with services.read_journal() as journal:
        alerts = alerts_on(journal, command.day)
    shown = tuple(
        msgspec.structs.replace(
            shown_journey(planner, journey, origin.name, destination.name), alerts=alerts_of(planner, journey, alerts)
        )
        for journey in journeys
    )
    ends_on = summary.last_on if soon else None
    found = summary.digest, tuple(journeys), (origin.spot, destination.spot)
    return PlannedTrips(origin.name, destination.name, command.day, shown, summary.agencies, ends_on, *found)


def next_journeys(planner: Planner, question: Question, wanted: int) -> list[Journey]:
    """The best journeys from the question's time on, by departure."""
    found: list[Journey] = []
    for _ in range(_SEARCHES_MAX):
        fresh = [journey for journey in planner.journeys(question) if journey.rides or not found]
        found = undominated([*found, *fresh])
        rides = [journey for journey in fresh if journey.rides]
        if not rides or sum(bool(journey.rides) for journey in found) >= wanted:
            break
        if question.arrive_by:
            seconds = max(journey.arrive for journey in rides) - 1
        else:
            seconds = min(journey.depart for journey in rides) + 1
        question = msgspec.structs.replace(question, seconds=seconds)
    return found[-wanted:] if question.arrive_by else found[:wanted]


def shown_journey(planner: Planner, journey: Journey, origin: str, destination: str) -> ShownJourney:
    """A journey in words; the first and last place by the names that were asked for."""
    legs = tuple(
        _shown_ride(planner, leg) if isinstance(leg, Ride) else _shown_walk(planner, leg, origin, destination)
        for leg in journey.legs
    )
    return ShownJourney(journey.depart, journey.arrive, legs)


def alerts_of(planner: Planner, journey: Journey, alerts: tuple[ServiceAlert, ...]) -> tuple[ShownAlert, ...]:
    """Those about a route that is ridden, or about a stop that is passed on it."""
    if not alerts:
        return ()
    table, rides = planner.timetable, []
    for ride in journey.rides:
        stops = {ride.source, ride.target, *(stop for stop, _ in planner.between(ride))}
        rides.append((table.route_key[ride.route], {table.stop_key[stop] for stop in stops}))
    return shown_alerts(table, [alert for alert in alerts if any(alert.concerns(*ride) for ride in rides)])


def _places(command: PlanTrip) -> tuple[Place, Place]:
    if command.origin is None:
        raise Refused(PlanRefusal.ORIGIN_UNKNOWN)
    if command.destination is None:
        raise Refused(PlanRefusal.DESTINATION_UNKNOWN)
    if command.origin == command.destination:
        raise Refused(PlanRefusal.SAME_PLACE)
    return command.origin, command.destination


def _refuse(planner: Planner, command: PlanTrip) -> None:
    summary = planner.timetable.summary
    if not summary.first_on <= command.day <= summary.last_on:
        raise Refused(PlanRefusal.DAY_NOT_COVERED, first=summary.first_on, last=summary.last_on)
    if command.wheelchair and not planner.settings.unknown_is_accessible and not planner.says_access:
        raise Refused(PlanRefusal.ACCESS_NOT_SAID)


def _question(command: PlanTrip, origin: Place, destination: Place) -> Question:
    return Question(
        origin.spot,
        destination.spot,
        command.day,
        command.seconds,
        command.arrive_by,
        command.wheelchair,
        command.changes_max,
    )


def _shown_walk(planner: Planner, walk: Walk, origin: str, destination: str) -> ShownWalk:
    names = planner.timetable.stop_name
    source = origin if walk.source == NOWHERE else names[walk.source]
    target = destination if walk.target == NOWHERE else names[walk.target]
    return ShownWalk(source, target, walk.depart, walk.arrive, walk.meters)


def _shown_ride(planner: Planner, ride: Ride) -> ShownRide:
    table = planner.timetable
    route = ride.route
    short, long = table.route_short[route], table.route_long[route]
    return ShownRide(
        short or long,
        long,
        table.route_color[route],
        table.route_text_color[route],
        table.sign[int(table.trip_sign[ride.trip])] or long,
        table.stop_name[ride.source],
        table.stop_code[ride.source],
        table.stop_name[ride.target],
        table.stop_code[ride.target],
        ride.depart,
        ride.arrive,
        tuple(PassedStop(table.stop_name[stop], at) for stop, at in planner.between(ride)),
    )
