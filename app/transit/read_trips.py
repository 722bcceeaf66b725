"""Trips: one journey of a vehicle along its route, on the days of its service (GTFS trips.txt)."""

from collections.abc import Mapping

from app.transit.feed import NOTHING, Trip
from app.transit.feed_zip import FeedZip, Row
from app.transit.findings import Code, Findings

FILE = "trips.txt"
_COLUMNS = (
    "trip_id",
    "route_id",
    "service_id",
    "trip_headsign",
    "trip_short_name",
    "direction_id",
    "shape_id",
    "wheelchair_accessible",
)
_CHARACTERS_MAX = 200

Numbers = tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]
"""Of routes, services and shapes, by their keys."""


def read_trips(feed: FeedZip, findings: Findings, numbers: Numbers) -> list[Trip]:
    """All whose route and service are known."""
    trips: dict[str, Trip] = {}
    for line, row in feed.rows(FILE, _COLUMNS, _COLUMNS[:3]):
        wrong = _wrong(row, trips, numbers)
        if wrong is not None:
            findings.add(wrong[0], FILE, line, wrong[1])
        else:
            trips[row[0]] = _trip(row, numbers)
    if trips and all(trip.wheelchair == 0 for trip in trips.values()):
        findings.add(Code.ACCESS_NOT_SAID, FILE)
    return list(trips.values())


def _wrong(row: Row, trips: Mapping[str, Trip], numbers: Numbers) -> tuple[Code, str] | None:
    if not row[0] or row[0] in trips:
        return (Code.ID_TWICE if row[0] else Code.ID_MISSING), row[0]
    if row[1] not in numbers[0]:
        return Code.ROUTE_UNKNOWN, row[1]
    return None if row[2] in numbers[1] else (Code.SERVICE_UNKNOWN, row[2])


def _trip(row: Row, numbers: Numbers) -> Trip:
    routes, services, shapes = numbers
    names = row[3][:_CHARACTERS_MAX], row[4][:_CHARACTERS_MAX]
    direction, wheelchair = int(row[5] == "1"), int(row[7]) if row[7] in ("1", "2") else 0
    return Trip(row[0], routes[row[1]], services[row[2]], *names, direction, shapes.get(row[6], NOTHING), wheelchair)
