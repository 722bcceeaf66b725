"""Finds stops and places by what somebody types: name, part of a name, stop number, with mistakes if need be.

Stops of one name that lie near each other (both sides of a street, the bays of a plaza) are one place: who asks for
"Main and 5th" does not know on which side the bus stops.
"""

import unicodedata
from collections.abc import Iterable

import msgspec
import numpy as np

from app.transit.distances import meters
from app.transit.planner import Spot
from app.transit.timetable import Timetable

NEAR_METERS = 250.0
SUGGESTIONS = 8
_ALIKE_LEAST = 78.0
_ALIKE_LETTERS_LEAST = 4


class Place(msgspec.Struct, frozen=True):
    """Stops that people call by one name. `codes` are the numbers on their signs."""

    name: str
    codes: tuple[str, ...]
    stops: tuple[int, ...]

    @property
    def spot(self) -> Spot:
        """Where trips begin and end."""
        return Spot(self.stops)


class Places:
    """All places of a timetable."""

    def __init__(self, timetable: Timetable) -> None:
        self._all = tuple(_gathered(timetable))
        self._words = [folded(place.name).split() for place in self._all]
        self._names = [" ".join(words) for words in self._words]
        self._by_code = {code.lower(): place for place in self._all for code in place.codes}
        self._by_stop = {stop: place for place in self._all for stop in place.stops}

    def of_stop(self, stop: int) -> Place:
        """The place that a stop belongs to. Raises KeyError."""
        return self._by_stop[stop]

    def find(self, typed: str, limit: int = SUGGESTIONS) -> tuple[Place, ...]:
        """The best first: its number, its name's beginning, the beginnings of its words, then what looks alike."""
        wanted = folded(typed).split()
        if not wanted:
            return ()
        by_code = self._by_code.get(typed.strip().lower())
        ranked = sorted(
            (rank, len(self._names[n]), n) for n in range(len(self._all)) if (rank := self._rank(n, wanted))
        )
        found = [*([by_code] if by_code else []), *(self._all[n] for _, _, n in ranked)]
        if not found:
            found = self._alike(" ".join(wanted), limit)
        return tuple(dict.fromkeys(found))[:limit]

    def _rank(self, number: int, wanted: list[str]) -> int:
        """1 the best; 0 where some word begins none of the name's."""
        words = self._words[number]
        if not all(any(word.startswith(each) for word in words) for each in wanted):
            return 0
        whole = " ".join(wanted)
        if self._names[number] == whole:
            return 1
        return 2 if self._names[number].startswith(whole) else 3

    def _alike(self, typed: str, limit: int) -> list[Place]:
        if len(typed) < _ALIKE_LETTERS_LEAST:
            return []
        from rapidfuzz import fuzz, process

        found = process.extract(typed, self._names, scorer=fuzz.WRatio, limit=limit, score_cutoff=_ALIKE_LEAST)
        return [self._all[number] for _, _, number in found]


def _gathered(timetable: Timetable) -> Iterable[Place]:
    names, codes = list(timetable.stop_name), list(timetable.stop_code)
    children: dict[int, list[int]] = {}
    by_name: dict[str, list[int]] = {}
    served = np.zeros(len(names), bool)
    served[timetable.pattern_stop] = True
    for stop in np.flatnonzero(served).tolist():
        parent = int(timetable.stop_parent[stop])
        if parent >= 0:
            children.setdefault(parent, []).append(stop)
        else:
            by_name.setdefault(folded(names[stop]), []).append(stop)
    for station, stops in children.items():
        yield Place(names[station], _codes(codes, [station, *stops]), tuple(stops))
    for stops in by_name.values():
        for near in _near_each_other(timetable, stops):
            yield Place(names[near[0]], _codes(codes, near), tuple(near))


def _codes(codes: list[str], stops: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes[stop] for stop in stops if codes[stop]))


def _near_each_other(timetable: Timetable, stops: list[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    north, east = timetable.stop_latitude, timetable.stop_longitude
    for stop in stops:
        for group in groups:
            if meters(north[group[0]], east[group[0]], north[stop], east[stop]) <= NEAR_METERS:
                group.append(stop)
                break
        else:
            groups.append([stop])
    return groups


def folded(name: str) -> str:
    """Lower case without accents; signs between words are blanks, so "@", "&" and "/" need not be typed."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()
    )
