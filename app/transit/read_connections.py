"""Trips that repeat (GTFS frequencies.txt) and changes between stops (transfers.txt)."""

from collections.abc import Mapping

from app.transit.feed import Frequency, Transfer
from app.transit.feed_fields import Times, read_number
from app.transit.feed_zip import FeedZip
from app.transit.findings import Code, Findings

_FREQUENCY = ("trip_id", "start_time", "end_time", "headway_secs")
_TRANSFER = ("from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time")
_PARTICULAR = ("from_trip_id", "to_trip_id", "from_route_id", "to_route_id")
_IMPOSSIBLE = 3


def read_frequencies(feed: FeedZip, findings: Findings, trips: Mapping[str, int]) -> list[Frequency]:
    """The repetitions, whether exact or about."""
    name, times, found = "frequencies.txt", Times(), []
    for line, row in feed.rows(name, _FREQUENCY, _FREQUENCY):
        begin, end, headway = times.read(row[1]), times.read(row[2]), read_number(row[3])
        if row[0] not in trips:
            findings.add(Code.TRIP_UNKNOWN, name, line, row[0])
        elif begin is None or end is None:
            findings.add(Code.TIME_WRONG, name, line, row[1] if begin is None else row[2])
        elif not headway:
            findings.add(Code.NUMBER_WRONG, name, line, row[3])
        else:
            found.append(Frequency(trips[row[0]], begin, end, headway))
    return found


def read_transfers(feed: FeedZip, findings: Findings, stops: Mapping[str, int]) -> list[Transfer]:
    """Changes between stops in general; those of single routes or trips, and of stations, are not used and noted."""
    name, found = "transfers.txt", []
    for line, row in feed.rows(name, (*_TRANSFER, *_PARTICULAR), _TRANSFER[:2]):
        kind, seconds = read_number(row[2], 0), read_number(row[3], 0)
        if kind is None or seconds is None:
            findings.add(Code.NUMBER_WRONG, name, line, row[3])
        elif any(row[4:]) or kind > _IMPOSSIBLE or row[0] not in stops or row[1] not in stops:
            findings.add(Code.TRANSFERS_OF_TRIPS_NOT_USED, name, line)
        else:
            found.append(Transfer(stops[row[0]], stops[row[1]], kind, seconds))
    return found
