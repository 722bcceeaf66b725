"""Puts the stop times of a feed in order, trip by trip; fills in times that were left out; leaves out what cannot run.

A time that is not given is interpolated between its neighbours by how far along the shape the stops are: by the feed's
own distances where a trip has them all, else by the nearest places on the shape, else by straight lines.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.transit.distances import along, places_on_way
from app.transit.feed import NOTHING, Feed
from app.transit.findings import Code, Findings

Whole = NDArray[np.int32]

_FILE = "stop_times.txt"


@dataclass
class LaidOut:
    """Stop times in the order of their trips: trip n has rows `starts[n]` to before `starts[n + 1]`, perhaps none."""

    starts: NDArray[np.int64]
    stop: Whole
    arrival: Whole
    departure: Whole
    no_boarding: NDArray[np.bool_]
    no_alighting: NDArray[np.bool_]


def lay_out(feed: Feed, findings: Findings) -> LaidOut:
    """The trips that can run, their times complete and never backwards."""
    rows = feed.stop_times
    trip, sequence = np.array(rows.trip, np.int32), np.array(rows.sequence, np.int32)
    order = np.lexsort((sequence, trip))
    order = _without_doubles(order, trip, sequence, feed, findings)
    trip = trip[order]
    starts = np.searchsorted(trip, np.arange(len(feed.trips) + 1))
    stop, arrival, departure = (
        np.array(column, np.int32)[order] for column in (rows.stop, rows.arrival, rows.departure)
    )
    usable = _complete(feed, starts, stop, (arrival, departure), np.array(rows.distance)[order], findings)
    usable &= _forwards(starts, arrival, departure, np.array(rows.line, np.int32)[order], findings)
    kept = np.repeat(usable, np.diff(starts))
    starts = np.concatenate(([0], np.cumsum(np.where(usable, np.diff(starts), 0))))
    flags = (np.array(column, np.bool_)[order][kept] for column in (rows.no_boarding, rows.no_alighting))
    return LaidOut(starts, stop[kept], arrival[kept], departure[kept], *flags)


def _without_doubles(order: np.ndarray, trip: Whole, sequence: Whole, feed: Feed, findings: Findings) -> np.ndarray:
    """Of two rows with one place in one trip the first counts."""
    again = np.zeros(len(order), bool)
    again[1:] = (trip[order][1:] == trip[order][:-1]) & (sequence[order][1:] == sequence[order][:-1])
    for row in order[again]:
        findings.add(Code.SEQUENCE_TWICE, _FILE, feed.stop_times.line[row], feed.trips[trip[row]].key)
    return order[~again]


def _complete(
    feed: Feed, starts: np.ndarray, stop: Whole, times: tuple[Whole, Whole], distance: np.ndarray, findings: Findings
) -> NDArray[np.bool_]:
    """Fills in what is missing, in place; which trips are of use then."""
    lengths = np.diff(starts)
    usable = lengths >= 2
    for trip in np.flatnonzero(lengths == 1):
        findings.add(Code.TRIP_TOO_SHORT, _FILE, value=feed.trips[trip].key)
    incomplete = np.unique(np.searchsorted(starts, np.flatnonzero(times[0] == NOTHING), "right") - 1)
    for trip in incomplete[usable[incomplete]]:
        begin, end = starts[trip], starts[trip + 1]
        own = times[0][begin:end], times[1][begin:end]
        if own[0][0] == NOTHING or own[0][-1] == NOTHING:
            findings.add(Code.ENDS_WITHOUT_TIME, _FILE, value=feed.trips[trip].key)
            usable[trip] = False
            continue
        findings.add(Code.TIMES_INTERPOLATED, _FILE, count=int((own[0] == NOTHING).sum()))
        _interpolate(own, _distances(feed, int(trip), stop[begin:end], distance[begin:end]))
    return usable


def _interpolate(times: tuple[Whole, Whole], far: np.ndarray) -> None:
    """Between the departure before and the arrival behind, in place; stops at one place share the time evenly."""
    arrival, departure = times
    known = np.flatnonzero(arrival != NOTHING)
    for before, behind in pairwise(known):
        gap = slice(before + 1, behind)
        length = far[behind] - far[before]
        share = (far[gap] - far[before]) / length if length > 0 else np.arange(1, behind - before) / (behind - before)
        between = departure[before] + np.floor(share * (int(arrival[behind]) - int(departure[before])) + 0.5)
        arrival[gap] = departure[gap] = between.astype(np.int32)


def _distances(feed: Feed, trip: int, stop: Whole, given: np.ndarray) -> np.ndarray:
    if not np.isnan(given).any() and (np.diff(given) >= 0).all():
        return given
    latitude = np.array([feed.stops[number].latitude for number in stop])
    longitude = np.array([feed.stops[number].longitude for number in stop])
    shape = feed.trips[trip].shape
    if shape == NOTHING:
        return along(latitude, longitude)
    own = slice(feed.shapes.starts[shape], feed.shapes.starts[shape + 1])
    way = feed.shapes.latitude[own], feed.shapes.longitude[own], feed.shapes.distance[own]
    north, east, far = (column.astype(np.float64) for column in way)
    return places_on_way((north, east, far), latitude, longitude)


def _forwards(
    starts: np.ndarray, arrival: Whole, departure: Whole, line: Whole, findings: Findings
) -> NDArray[np.bool_]:
    """Which trips never go back in time."""
    back = departure < arrival
    later = np.zeros(len(arrival), bool)
    later[1:] = arrival[1:] < departure[:-1]
    later[starts[:-1][starts[:-1] < len(later)]] = False
    wrong = np.flatnonzero(back | later)
    trips = np.searchsorted(starts, wrong, "right") - 1
    usable = np.ones(len(starts) - 1, bool)
    usable[trips] = False
    for trip in np.unique(trips):
        findings.add(Code.TIMES_BACKWARDS, _FILE, int(line[wrong[np.searchsorted(trips, trip)]]))
    return usable
