"""Plans on one timetable: keeps what was laid out for the days asked last, turns searches into journeys.

A question back in time ("arrive by") is the same search in mirrored lines, from the destination to the origin.
"""

import threading
from collections import OrderedDict
from datetime import date
from functools import cached_property

import msgspec
import numpy as np

from app.transit.day_lines import DAY, HORIZON, MIDNIGHT, NEVER, Lines, allowed, lines_of
from app.transit.distances import meters
from app.transit.journeys import NOWHERE, Journey, Leg, Ride, Walk
from app.transit.raptor import Ends, search
from app.transit.timetable import Timetable
from app.transit.trace import Ridden, Traced, trace
from app.transit.walking import Paths, PlanningSettings, paths_between

KEPT_DAYS = 4


class Spot(msgspec.Struct, frozen=True):
    """Where a trip begins or ends: stops (those of a station, or one), or a position in degrees where there is none."""

    stops: tuple[int, ...] = ()
    latitude: float = 0.0
    longitude: float = 0.0


class Question(msgspec.Struct, frozen=True):
    """A trip to be planned; `seconds` since midnight of `day`. `changes_max` None: what policy allows."""

    origin: Spot
    destination: Spot
    day: date
    seconds: int
    arrive_by: bool = False
    wheelchair: bool = False
    changes_max: int | None = None


class Planner:
    """Safe to ask from every lane: what it keeps is made under a lock and never changed afterwards."""

    def __init__(self, timetable: Timetable, settings: PlanningSettings) -> None:
        self.timetable, self.settings = timetable, settings
        self._guard = threading.Lock()
        self._kept: OrderedDict[tuple[date, bool, bool], Lines] = OrderedDict()

    def journeys(self, question: Question) -> tuple[Journey, ...]:
        """The Pareto set: no journey arrives earlier with as few rides (leaves later, where asked for an arrival).

        Walking all the way counts as a journey without a ride.
        """
        lines = self._lines(question)
        ends = self._ends(question.origin), self._ends(question.destination)
        paths = self._paths
        start = MIDNIGHT + question.seconds
        if question.arrive_by:
            ends, paths, start = ends[::-1], self._turned_paths, HORIZON - start
        changes = self.settings.changes_max if question.changes_max is None else question.changes_max
        on_foot = self._on_foot(question)
        latest = NEVER if on_foot is None else start + on_foot.arrive - on_foot.depart
        found = search(lines, paths, len(self.timetable.stop_key), ends, start, changes + 1, latest)
        rides = [self._journey(lines, trace(found, lines, paths, ends, number)) for number in found.arrivals]
        return tuple(rides) if on_foot is None else (self._walked(question, on_foot), *rides)

    @cached_property
    def says_access(self) -> bool:
        """Does the feed say of any trip and any stop that a wheelchair can board?"""
        return bool((self.timetable.trip_wheelchair == 1).any() and (self.timetable.stop_wheelchair == 1).any())

    def lines_on(self, day: date) -> Lines:
        """Everything that runs around a day."""
        return self._lines(Question(Spot(), Spot(), day, 0))

    def between(self, ride: Ride) -> list[tuple[int, int]]:
        """(stop, arrival) of the stops that a ride passes."""
        table = self.timetable
        first, last = int(table.pattern_starts[ride.pattern]), int(table.pattern_starts[ride.pattern + 1])
        runs = slice(table.run_starts[ride.pattern], table.run_starts[ride.pattern + 1])
        at, length = int(table.time_starts[ride.pattern]), last - first
        times = table.departure[at : at + (runs.stop - runs.start) * length].reshape(-1, length)
        own = np.flatnonzero(table.run_trip[runs] == ride.trip)
        days = ride.depart - times[own, ride.board]
        run = int(own[np.argmax(days % DAY == 0)])
        moved = ride.depart - int(times[run, ride.board])
        arrivals = table.arrival[at + run * length : at + (run + 1) * length]
        places = range(ride.board + 1, ride.alight)
        return [(int(table.pattern_stop[first + place]), int(arrivals[place]) + moved) for place in places]

    # -- inside

    @cached_property
    def _paths(self) -> Paths:
        return paths_between(self.timetable, self.settings)

    @cached_property
    def _turned_paths(self) -> Paths:
        return self._paths.turned()

    def _lines(self, question: Question) -> Lines:
        key = (question.day, question.wheelchair, question.arrive_by)
        with self._guard:
            if key not in self._kept:
                self._kept[key] = self._lay_out(question)
                if len(self._kept) > KEPT_DAYS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def _lay_out(self, question: Question) -> Lines:
        usable = allowed(
            self.timetable,
            question.day,
            wheelchair=question.wheelchair,
            unknown_too=self.settings.unknown_is_accessible,
            mirrored=question.arrive_by,
        )
        return lines_of(self.timetable, usable, mirrored=question.arrive_by)

    def _straight(self, spot: Spot, stop: "np.ndarray | int") -> np.ndarray:
        """Straight lines from a spot to stops; from a station those of its nearest platform."""
        north, east = self.timetable.stop_latitude, self.timetable.stop_longitude
        if not spot.stops:
            return meters(spot.latitude, spot.longitude, north[stop], east[stop])
        own = np.array(spot.stops)[:, None]
        return np.asarray(meters(north[own], east[own], north[stop], east[stop]).min(axis=0))

    def _ends(self, spot: Spot) -> Ends:
        """The stops from which, or to which, one walks; a stop of the spot itself is no walk."""
        walked = self.settings.walked(self._straight(spot, np.arange(len(self.timetable.stop_key))))
        walked[list(spot.stops)] = 0
        near = np.flatnonzero((walked <= self.settings.access_meters_max) & (self.timetable.stop_is_station == 0))
        return Ends(near, self.settings.seconds(walked[near]))

    def _on_foot(self, question: Question) -> Walk | None:
        """The walk all the way, where it is short enough, from second 0 on."""
        straight = min(float(self._between(question.origin, question.destination).min()), 1e9)
        walked = self.settings.walked(straight)
        if walked > self.settings.direct_meters_max:
            return None
        return Walk(NOWHERE, NOWHERE, 0, int(self.settings.seconds(walked)), round(float(walked)))

    def _between(self, origin: Spot, destination: Spot) -> np.ndarray:
        if destination.stops:
            return self._straight(origin, np.array(destination.stops))
        if origin.stops:
            return self._straight(destination, np.array(origin.stops))
        return meters(origin.latitude, origin.longitude, destination.latitude, destination.longitude)

    def _walked(self, question: Question, walk: Walk) -> Journey:
        depart = question.seconds - walk.arrive if question.arrive_by else question.seconds
        moved = Walk(NOWHERE, NOWHERE, depart, depart + walk.arrive, walk.meters)
        return Journey(moved.depart, moved.arrive, (moved,))

    def _journey(self, lines: Lines, traced: Traced) -> Journey:
        """The rides in the order and the time of the day, with the walks between them."""
        rides = [self._ride(lines, ridden) for ridden in traced.rides]
        walks = [*(ridden.walk_before for ridden in traced.rides), traced.walk_behind]
        if lines.mirrored:
            rides, walks = rides[::-1], walks[::-1]
        legs: list[Leg] = []
        if walks[0]:
            depart = rides[0].depart - walks[0]
            legs.append(Walk(NOWHERE, rides[0].source, depart, rides[0].depart, self._paced(walks[0])))
        for before, after in zip(rides, [*rides[1:], None], strict=True):
            legs.append(before)
            if after is not None and after.source != before.target:
                legs.append(self._change(before, after))
        if walks[-1]:
            arrive = rides[-1].arrive + walks[-1]
            legs.append(Walk(rides[-1].target, NOWHERE, rides[-1].arrive, arrive, self._paced(walks[-1])))
        return Journey(legs[0].depart, legs[-1].arrive, tuple(legs))

    def _paced(self, seconds: int) -> int:
        return round(seconds * self.settings.walk_meters_per_minute / 60)

    def _change(self, before: Ride, after: Ride) -> Walk:
        walked = self.settings.walked(meters(*self._at(before.target), *self._at(after.source)))
        seconds = int(self.settings.seconds(walked))
        return Walk(before.target, after.source, before.arrive, before.arrive + seconds, round(float(walked)))

    def _at(self, stop: int) -> tuple[float, float]:
        return float(self.timetable.stop_latitude[stop]), float(self.timetable.stop_longitude[stop])

    def _ride(self, lines: Lines, ridden: Ridden) -> Ride:
        line = int(lines.line[ridden.board])
        first, length = int(lines.first_place[line]), int(lines.first_place[line + 1] - lines.first_place[line])
        run = lines.run_at(ridden.board, ridden.run)
        places = ridden.board - first, ridden.alight - first
        depart, arrive = lines.departure(ridden.board, ridden.run), lines.arrival(ridden.alight, ridden.run)
        if lines.mirrored:
            places = length - 1 - places[1], length - 1 - places[0]
            depart, arrive = HORIZON - arrive, HORIZON - depart
        trip = int(self.timetable.run_trip[run])
        pattern = int(lines.pattern[line])
        stops = self.timetable.pattern_stop[self.timetable.pattern_starts[pattern] :]
        return Ride(
            trip,
            int(self.timetable.trip_route[trip]),
            pattern,
            *places,
            int(stops[places[0]]),
            int(stops[places[1]]),
            depart - MIDNIGHT,
            arrive - MIDNIGHT,
        )
