"""What a planned trip is: journeys of legs, in seconds since midnight of the day that was asked for.

Times below 0 are of the day before, from 86,400 on of the day after. Stops, routes, trips are numbers of the timetable.
"""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

NOWHERE = -1
"""Instead of a stop: the place itself from which or to which the trip goes."""


class Walk(msgspec.Struct, frozen=True, tag=True):
    """On foot between stops, or from or to the place; a change at one stop is no walk."""

    source: int
    target: int
    depart: int
    arrive: int
    meters: int


class Ride(msgspec.Struct, frozen=True, tag=True):
    """A part of a run: boarded at place `board` of its pattern, left at place `alight`."""

    trip: int
    route: int
    pattern: int
    board: int
    alight: int
    source: int
    target: int
    depart: int
    arrive: int

    @property
    def stops(self) -> int:
        """How many stops one rides."""
        return self.alight - self.board


Leg = Walk | Ride


class Journey(msgspec.Struct, frozen=True):
    """One way to go."""

    depart: int
    arrive: int
    legs: tuple[Leg, ...]

    @property
    def rides(self) -> tuple[Ride, ...]:
        """The legs by vehicle."""
        return tuple(leg for leg in self.legs if isinstance(leg, Ride))

    @property
    def changes(self) -> int:
        """From one vehicle to another."""
        return max(0, len(self.rides) - 1)

    @property
    def walk_seconds(self) -> int:
        """All walking together."""
        return sum(leg.arrive - leg.depart for leg in self.legs if isinstance(leg, Walk))


J = TypeVar("J", bound=Journey)


def undominated(journeys: Iterable[J]) -> list[J]:
    """Those that none other beats: later departure, earlier arrival, fewer rides; of equals the least walking."""
    kept: list[J] = []
    for journey in sorted(journeys, key=lambda j: (j.arrive, -j.depart, len(j.rides), j.walk_seconds)):
        if not any(
            other.depart >= journey.depart and other.arrive <= journey.arrive and len(other.rides) <= len(journey.rides)
            for other in kept
        ):
            kept.append(journey)
    return sorted(kept, key=lambda j: (j.depart, j.arrive))
