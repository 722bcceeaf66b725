"""Shapes: the way a vehicle takes on the map, and how far each point is along it (GTFS shapes.txt)."""

from array import array
from itertools import pairwise

import numpy as np

from app.transit.distances import along
from app.transit.feed import Shapes
from app.transit.feed_fields import read_decimal, read_number, read_position
from app.transit.feed_zip import FeedZip, Told
from app.transit.findings import Code, Findings

_COLUMNS = ("shape_id", "shape_pt_sequence", "shape_pt_lat", "shape_pt_lon", "shape_dist_traveled")


def read_shapes(feed: FeedZip, findings: Findings, told: Told) -> tuple[dict[str, int], Shapes]:
    """The number of each shape by its key, and the points of all. Distances in the feed's own unit, else metres."""
    numbers: dict[str, int] = {}
    shape, sequence, points = array("i"), array("i"), array("d")
    for line, row in feed.rows("shapes.txt", _COLUMNS, _COLUMNS[:4], told):
        place, order = read_position(row[2], row[3]), read_number(row[1])
        if place is None or order is None:
            findings.add(Code.POSITION_WRONG, "shapes.txt", line, f"{row[2]}, {row[3]}")
            continue
        distance = read_decimal(row[4]) if row[4] else None
        shape.append(numbers.setdefault(row[0], len(numbers)))
        sequence.append(order)
        points.extend((place.latitude, place.longitude, np.nan if distance is None else distance))
    return numbers, _arranged(len(numbers), np.array(shape), np.array(sequence), np.array(points).reshape(-1, 3))


def _arranged(count: int, shape: np.ndarray, sequence: np.ndarray, points: np.ndarray) -> Shapes:
    order = np.lexsort((sequence, shape))
    points = points[order]
    starts = np.searchsorted(shape[order], np.arange(count + 1)).astype(np.int32)
    for begin, end in pairwise(starts):
        own = points[begin:end, 2]
        if np.isnan(own).any() or (np.diff(own) < 0).any():
            points[begin:end, 2] = along(points[begin:end, 0], points[begin:end, 1])
    columns = (np.ascontiguousarray(points[:, n], np.float32) for n in range(3))
    return Shapes(starts, *columns)
