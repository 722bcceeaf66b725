"""Walking to, from and between stops: straight lines times a detour factor, at the speed of policy `trip_planning`.

A change is a *path* from the stop where one gets off to the one where one boards, the same stop included; what the feed
itself says of two stops (transfers) goes before what is reckoned.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.transit.distances import METERS_A_DEGREE, meters
from app.transit.timetable import Timetable

_AT_ONCE = 512
_TAKES, _IMPOSSIBLE = 2, 3


class PlanningSettings(msgspec.Struct, frozen=True):
    """The values of policy `trip_planning`."""

    walk_meters_per_minute: int = 75
    detour_percent: int = 130
    access_meters_max: int = 800
    change_meters_max: int = 400
    direct_meters_max: int = 1600
    change_seconds: int = 60
    changes_max: int = 4
    unknown_is_accessible: bool = False

    def walked(self, straight: Any) -> NDArray[np.float64]:
        """Metres on foot of straight lines."""
        return np.asarray(straight, np.float64) * (self.detour_percent / 100)

    def seconds(self, walked: Any) -> NDArray[np.int32]:
        """How long so many metres on foot take, rounded up."""
        return np.ceil(np.asarray(walked) * 60 / self.walk_meters_per_minute).astype(np.int32)


def settings_from(values: Mapping[str, Any]) -> PlanningSettings:
    """The settings of policy `trip_planning`. Raises msgspec.ValidationError for a wrong one."""
    return msgspec.convert(dict(values), PlanningSettings)


@dataclass(frozen=True)
class Paths:
    """All changes, sorted by where they lead: those to stop `target[n]` are from `starts[n]` on."""

    source: NDArray[np.intp]
    seconds: NDArray[np.int32]
    target: NDArray[np.intp]
    starts: NDArray[np.intp]

    def turned(self) -> "Paths":
        """The same for a search back in time."""
        return arranged(np.repeat(self.target, np.diff([*self.starts, len(self.source)])), self.source, self.seconds)

    def to(self, stop: int) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """(stops, seconds) of the changes that lead to a stop."""
        place = int(np.searchsorted(self.target, stop))
        if place == len(self.target) or self.target[place] != stop:
            return self.source[:0], self.seconds[:0]
        end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.source)
        return self.source[self.starts[place] : end], self.seconds[self.starts[place] : end]


def arranged(source: NDArray[np.intp], target: NDArray[np.intp], seconds: NDArray[np.int32]) -> Paths:
    """Paths in the order in which they are used."""
    order = np.lexsort((source, target))
    targets, starts = np.unique(target[order], return_index=True)
    return Paths(source[order], seconds[order], targets, starts)


def paths_between(timetable: Timetable, settings: PlanningSettings) -> Paths:
    """Every change that is near enough or that the feed names."""
    found = _near(timetable, settings)
    kept = {(int(s), int(t)): int(w) for s, t, w in zip(*found, strict=True)} if len(timetable.transfers) else {}
    if not kept:
        return arranged(*found)
    for source, target, kind, seconds in timetable.transfers.tolist():
        if kind == _IMPOSSIBLE:
            kept.pop((source, target), None)
        elif kind == _TAKES:
            kept[source, target] = seconds
        else:
            kept[source, target] = settings.change_seconds + int(_apart(timetable, settings, source, target))
    pairs = np.array(list(kept), np.intp).reshape(-1, 2)
    return arranged(pairs[:, 0], pairs[:, 1], np.array(list(kept.values()), np.int32))


def _near(
    timetable: Timetable, settings: PlanningSettings
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int32]]:
    """(from, to, seconds) of stops within the limit, each to itself included; looked for in bands of latitude."""
    stops = np.flatnonzero(timetable.stop_is_station == 0)
    stops = stops[np.argsort(timetable.stop_latitude[stops], kind="stable")]
    north, east = timetable.stop_latitude[stops], timetable.stop_longitude[stops]
    reach = settings.change_meters_max / METERS_A_DEGREE
    sources, targets, seconds = [], [], []
    for begin in range(0, len(stops), _AT_ONCE):
        end = min(begin + _AT_ONCE, len(stops))
        low, high = np.searchsorted(north, (north[begin] - reach, north[end - 1] + reach))
        straight = meters(north[begin:end, None], east[begin:end, None], north[None, low:high], east[None, low:high])
        walked = settings.walked(straight)
        one, other = np.nonzero(walked <= settings.change_meters_max)
        sources.append(stops[begin + one])
        targets.append(stops[low + other])
        seconds.append(settings.seconds(walked[one, other]) + np.int32(settings.change_seconds))
    if not sources:
        return stops, stops, stops.astype(np.int32)
    return np.concatenate(sources), np.concatenate(targets), np.concatenate(seconds)


def _apart(timetable: Timetable, settings: PlanningSettings, source: int, target: int) -> NDArray[np.int32]:
    north, east = timetable.stop_latitude, timetable.stop_longitude
    return settings.seconds(settings.walked(meters(north[source], east[source], north[target], east[target])))
