"""From a search back to the rides that gave an arrival, each then taken as late as it still fits.

A search finds the earliest run everywhere; whoever waits would rather leave later. So, from the last ride back, each
ride moves to the latest run of its line that still reaches the next one.
"""

from dataclasses import dataclass, replace

import numpy as np

from app.transit.day_lines import Lines
from app.transit.raptor import Ends, Round, Search
from app.transit.walking import Paths


@dataclass(frozen=True)
class Ridden:
    """One ride in the search's own time: places of boarding and alighting, the run; the walk before it in seconds."""

    board: int
    alight: int
    run: int
    walk_before: int


@dataclass(frozen=True)
class Traced:
    """The rides in their order, and the walk behind the last."""

    rides: tuple[Ridden, ...]
    walk_behind: int


def trace(found: Search, lines: Lines, paths: Paths, ends: tuple[Ends, Ends], rides: int) -> Traced:
    """How the arrival of round `rides` came about."""
    stop, walk_behind = _last_stop(found.rounds[rides - 1], ends[1], found.arrivals[rides])
    ridden: list[Ridden] = []
    for number in range(rides, 0, -1):
        before = found.rounds[number - 2] if number > 1 else None
        ride, stop = _ride(found.rounds[number - 1], before, lines, paths, ends[0], stop)
        ridden.insert(0, ride)
    return Traced(_as_late_as_fits(lines, ridden), walk_behind)


def _last_stop(last: Round, end: Ends, arrival: int) -> tuple[int, int]:
    """(stop, seconds) of the shortest walk with which the destination is reached just then."""
    fits = np.flatnonzero(last.rode[end.stop] + end.seconds == arrival)
    best = fits[np.argmin(end.seconds[fits])]
    return int(end.stop[best]), int(end.seconds[best])


def _ride(now: Round, before: Round | None, lines: Lines, paths: Paths, start: Ends, stop: int) -> tuple[Ridden, int]:
    """The ride that reached a stop in a round, and the stop from which one walked to it."""
    places = lines.places_at(stop)
    places = places[now.riding[places] < lines.count[places]]
    alight = int(places[np.argmin(lines.arrive[lines.base[places] + now.riding[places]])])
    run = int(now.riding[alight])
    first = int(lines.first_place[lines.line[alight]])
    boards = first + np.flatnonzero(now.boarded[first:alight] == run)
    walks = [_walk_to(int(lines.stop[place]), now, before, paths, start) for place in boards]
    best = min(range(len(boards)), key=lambda n: (walks[n][0], -n))
    seconds, source = walks[best]
    return Ridden(int(boards[best]), alight, run, seconds), source


def _walk_to(stop: int, now: Round, before: Round | None, paths: Paths, start: Ends) -> tuple[int, int]:
    """(seconds, from which stop) of the walk after which one can board at a stop since `now.board`."""
    if before is None:
        return int(start.seconds[start.stop == stop].min()), -1
    sources, seconds = paths.to(stop)
    fits = np.flatnonzero(before.rode[sources] + seconds == now.board[stop])
    best = fits[np.argmin(seconds[fits])]
    return int(seconds[best]), int(sources[best])


def _as_late_as_fits(lines: Lines, rides: list[Ridden]) -> tuple[Ridden, ...]:
    later = [rides[-1]]
    for ride in reversed(rides[:-1]):
        following = later[0]
        until = lines.departure(following.board, following.run) - following.walk_before
        run = ride.run
        while run + 1 < lines.count[ride.alight] and lines.arrival(ride.alight, run + 1) <= until:
            run += 1
        later.insert(0, replace(ride, run=run))
    return tuple(later)
