"""Distances on the ground in metres, from degrees. Within a city the Earth is flat enough: the error is below 0.1 %."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

METERS_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km."""

Numbers = NDArray[np.float64]


def meters(latitude: Any, longitude: Any, other_latitude: Any, other_longitude: Any) -> Numbers:
    """The straight lines between pairs of places."""
    narrowing = np.cos(np.radians((np.asarray(latitude) + other_latitude) / 2))
    north = (np.asarray(other_latitude) - latitude) * METERS_A_DEGREE
    east = (np.asarray(other_longitude) - longitude) * METERS_A_DEGREE * narrowing
    return np.asarray(np.hypot(north, east), np.float64)


def along(latitude: Numbers, longitude: Numbers) -> Numbers:
    """How far each point of a way is from its first."""
    steps = meters(latitude[:-1], longitude[:-1], latitude[1:], longitude[1:])
    return np.concatenate(([0.0], np.cumsum(steps)))


def places_on_way(way: tuple[Numbers, Numbers, Numbers], latitude: Numbers, longitude: Numbers) -> Numbers:
    """How far along a way (latitudes, longitudes, distances) each of some stops is, in their order.

    Each is the nearest point of the part that no stop before it has passed, so a way that crosses itself is followed.
    """
    reached, first, found = -np.inf, 0, []
    for north, east in zip(latitude, longitude, strict=True):
        at, segment = _nearest(way, first, north, east)
        reached = max(reached, at)
        first = segment
        found.append(reached)
    return np.array(found)


def _nearest(way: tuple[Numbers, Numbers, Numbers], first: int, north: float, east: float) -> tuple[float, int]:
    """(distance along, segment) of the nearest point at or behind segment `first`."""
    narrowing = np.cos(np.radians(north))
    y, x = (way[0][first:] - north) * METERS_A_DEGREE, (way[1][first:] - east) * METERS_A_DEGREE * narrowing
    if len(x) < 2:
        return float(way[2][-1]), first
    dx, dy = np.diff(x), np.diff(y)
    length = np.where(dx * dx + dy * dy == 0, 1.0, dx * dx + dy * dy)
    share = np.clip(-(x[:-1] * dx + y[:-1] * dy) / length, 0, 1)
    away = np.hypot(x[:-1] + share * dx, y[:-1] + share * dy)
    best = int(np.argmin(away))
    far = way[2][first:]
    return float(far[best] + share[best] * (far[best + 1] - far[best])), first + best
