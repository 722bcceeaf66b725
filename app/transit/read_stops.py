"""Stops and stations (GTFS stops.txt). Entrances, nodes and boarding areas belong to pathways and are passed over."""

from app.transit.feed import Stop
from app.transit.feed_fields import read_position
from app.transit.feed_zip import FeedZip, Row
from app.transit.findings import Code, Findings

FILE = "stops.txt"
_COLUMNS = (
    "stop_id",
    "stop_code",
    "stop_name",
    "stop_lat",
    "stop_lon",
    "location_type",
    "parent_station",
    "wheelchair_boarding",
    "platform_code",
)
_PLATFORM, _STATION = "0", "1"
_CHARACTERS_MAX = 200


def read_stops(feed: FeedZip, findings: Findings) -> list[Stop]:
    """All of them; a stop about whose access nothing is said has what its station has."""
    stops: dict[str, Stop] = {}
    for line, row in feed.rows(FILE, _COLUMNS, ("stop_id",)):
        if (row[5] or _PLATFORM) not in (_PLATFORM, _STATION):
            continue
        if not row[0] or row[0] in stops:
            findings.add(Code.ID_TWICE if row[0] else Code.ID_MISSING, FILE, line, row[0])
            continue
        stop = _stop(row)
        if stop is None:
            findings.add(Code.POSITION_WRONG, FILE, line, f"{row[3]}, {row[4]}")
        else:
            stops[row[0]] = stop
    access = {stop.key: stop.wheelchair for stop in stops.values() if stop.is_station}
    return [_inheriting(stop, access) for stop in stops.values()]


def _stop(row: Row) -> Stop | None:
    place = read_position(row[3], row[4])
    if place is None:
        return None
    name = row[2][:_CHARACTERS_MAX] or row[0]
    if row[8] and row[8] not in name:
        name = f"{name} {row[8][:_CHARACTERS_MAX]}"
    wheelchair = int(row[7]) if row[7] in ("1", "2") else 0
    return Stop(row[0], row[1], name, place.latitude, place.longitude, row[5] == _STATION, row[6], wheelchair)


def _inheriting(stop: Stop, access: dict[str, int]) -> Stop:
    if stop.is_station or stop.wheelchair or not access.get(stop.parent):
        return stop
    return Stop(
        stop.key,
        stop.code,
        stop.name,
        stop.latitude,
        stop.longitude,
        stop.is_station,
        stop.parent,
        access[stop.parent],
    )
