"""The search: round-based public transit routing (Delling, Pajor, Werneck 2012), all places of a round at once.

Round k finds, for every stop, the earliest arrival with k rides. Boarding: one search for the next departure at each
place whose stop was reached earlier than before. Riding: along a line the earliest run boarded so far, a running
minimum. Alighting: the minimum of arrivals by stop. Changing: the minimum over paths. Each is one array operation.

Two arrivals are kept apart: riding to a stop, after which one may walk on, and being there to board, perhaps on foot;
nobody walks twice in a row. What comes later than the best arrival known at the destination is dropped.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.transit.day_lines import LINE_STEP, NEVER, TIME_BITS, Lines
from app.transit.walking import Paths

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Ends:
    """The walks at one end of a trip: (stop, seconds) from or to the place."""

    stop: NDArray[np.intp]
    seconds: NDArray[np.int32]


@dataclass
class Round:
    """What one round found; where it found nothing better than before stands NEVER."""

    board: NDArray[np.int32]
    """By stop: since when one can board, after the round before."""
    boarded: Whole
    """By place: the run boarded there (LINE_STEP where none)."""
    riding: Whole
    """By place: the run in which one arrives there (LINE_STEP or more where none)."""
    rode: NDArray[np.int32]
    """By stop: the arrival by vehicle."""


@dataclass
class Search:
    """A search done: `arrivals[k]` is the arrival with k rides, only where it is earlier than with fewer."""

    rounds: list[Round] = field(default_factory=list)
    arrivals: dict[int, int] = field(default_factory=dict)


def search(
    lines: Lines, paths: Paths, stops: int, ends: tuple[Ends, Ends], start: int, rides_max: int, latest: int = NEVER
) -> Search:
    """From `ends[0]`, left at `start`, to `ends[1]`, by so many rides at most; only what arrives before `latest`."""
    found = Search()
    best_board = np.full(stops, NEVER, np.int32)
    np.minimum.at(best_board, ends[0].stop, np.minimum(start + ends[0].seconds, NEVER))
    best_rode = np.full(stops, NEVER, np.int32)
    board = best_board.copy()
    for number in range(1, rides_max + 1):
        boarded = _boarded(lines, board, latest)
        if boarded is None:
            break
        riding, rode = _rode(lines, boarded, stops)
        rode[(rode >= best_rode) | (rode >= latest)] = NEVER
        np.minimum(best_rode, rode, out=best_rode)
        found.rounds.append(Round(board, boarded, riding, rode))
        arrival = int((rode[ends[1].stop] + ends[1].seconds).min(initial=NEVER))
        if arrival < latest:
            found.arrivals[number] = latest = arrival
        if number < rides_max:
            board = _changed(paths, rode, best_board)
    return found


def _boarded(lines: Lines, board: NDArray[np.int32], latest: int) -> Whole | None:
    """The next run at every place whose stop can be boarded; None where there is no such place."""
    since = board[lines.stop]
    active = np.flatnonzero(since < latest)
    if not len(active):
        return None
    found = lines.keys.searchsorted((active << TIME_BITS) + since[active])
    boarded = np.full(len(since), LINE_STEP - 1, np.int64)
    boarded[active] = found - lines.base[active]
    return boarded


def _rode(lines: Lines, boarded: Whole, stops: int) -> tuple[Whole, NDArray[np.int32]]:
    """The run in which one arrives at each place, and the earliest arrival at each stop."""
    first = np.minimum.accumulate(boarded - lines.step)
    riding = np.full(len(boarded), LINE_STEP, np.int64)
    riding[1:] = first[:-1] + lines.step[1:]
    here = np.flatnonzero(riding < lines.count)
    arrival = np.full(len(boarded), NEVER, np.int32)
    arrival[here] = lines.arrive[lines.base[here] + riding[here]]
    rode = np.full(stops, NEVER, np.int32)
    rode[lines.served] = np.minimum.reduceat(arrival[lines.by_stop], lines.served_starts)
    return riding, rode


def _changed(paths: Paths, rode: NDArray[np.int32], best: NDArray[np.int32]) -> NDArray[np.int32]:
    """Since when each stop can be boarded now, where that is earlier than in `best`, which is brought up to date."""
    board = np.full(len(best), NEVER, np.int32)
    if len(paths.source):
        board[paths.target] = np.minimum.reduceat(rode[paths.source] + paths.seconds, paths.starts)
    board[board >= best] = NEVER
    np.minimum(best, board, out=best)
    return board
