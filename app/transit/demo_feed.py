"""The timetable of the demo city: eight bus routes on its streets, as a GTFS zip of today's kind.

Routes cross at Central Plaza; every second bus of a route is short-turned on Sundays, one route runs past midnight.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from app.transit.feed_fields import HOUR, MINUTE

CENTRE = (30.4400, -84.2800)
BLOCK_DEGREES = 0.0042
"""Some 400 m between stops."""


@dataclass(frozen=True)
class _Route:
    """`way`: (steps east, steps north) of each stop from the plaza; every `headway` minutes from `begin` to `end`."""

    number: str
    name: str
    color: str
    ends: tuple[str, str]
    way: tuple[tuple[int, int], ...]
    headway: int
    begin: int = 6
    end: int = 22


def _straight(east: int, north: int, count: int) -> tuple[tuple[int, int], ...]:
    return tuple((east * n, north * n) for n in range(-count, count + 1))


def _bent(first: tuple[int, int], then: tuple[int, int], count: int) -> tuple[tuple[int, int], ...]:
    out = [(first[0] * n, first[1] * n) for n in range(count + 1)]
    return tuple(out + [(out[-1][0] + then[0] * n, out[-1][1] + then[1] * n) for n in range(1, count + 1)])


_ROUTES = (
    _Route("1", "Monroe", "005EA2", ("Northgate", "Fairgrounds"), _straight(0, 1, 7), 20),
    _Route("3", "Park Avenue", "04674A", ("Eastlake", "Airport"), _straight(1, 0, 8), 30),
    _Route("4", "Magnolia", "8A3FFC", ("Northgate", "Central Plaza"), _bent((1, 0), (0, 1), 4), 20),
    _Route("7", "Lakeside", "A23B00", ("Lakeside", "Central Plaza"), _bent((0, 1), (1, 0), 5), 30),
    _Route("9", "University", "B50909", ("University", "Central Plaza"), _bent((-1, 0), (0, 1), 4), 20),
    _Route(
        "12", "Health Campus", "7B3FA0", ("Health Campus", "Northgate"), tuple((4 + n, 4) for n in range(-4, 6)), 30
    ),
    _Route("21", "Mall Express", "565C65", ("Governor Mall", "Central Plaza"), ((0, 0), (3, -2), (7, -4)), 30, 7, 20),
    _Route("80", "Night Owl", "1B1B1B", ("University", "Eastlake"), tuple((n, 0) for n in range(-4, 9, 2)), 60, 22, 26),
)
_AVENUES = (
    "Adams",
    "Magnolia",
    "Pine",
    "Bay",
    "Oak",
    "Cypress",
    "Palm",
    "Lake",
    "Cedar",
    "Elm",
    "Laurel",
    "Ash",
    "Gulf",
)
_STREETS = (
    "1st",
    "2nd",
    "3rd",
    "4th",
    "5th",
    "6th",
    "7th",
    "8th",
    "9th",
    "10th",
    "11th",
    "12th",
    "13th",
    "14th",
    "15th",
    "16th",
    "17th",
)
_NAMED = {
    (0, 0): "Central Plaza",
    (9, 4): "Health Campus",
    (7, -4): "Governor Mall",
    (-4, 4): "University",
    (5, 5): "Lakeside Library",
}


def write_demo_feed(path: Path, today: date) -> Path:
    """Writes the zip; it runs from a month before today to half a year after."""
    first, last = today - timedelta(days=30), today + timedelta(days=180)
    files = {
        "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n"
        "cs,Cypress Springs Transit,https://transit.example.org,America/New_York\n",
        "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        f"week,1,1,1,1,1,1,0,{first:%Y%m%d},{last:%Y%m%d}\nsunday,0,0,0,0,0,0,1,{first:%Y%m%d},{last:%Y%m%d}\n",
        "stops.txt": "stop_id,stop_code,stop_name,stop_lat,stop_lon,wheelchair_boarding\n" + "".join(_stops()),
        "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color\n"
        + "".join(f"{one.number},cs,{one.number},{one.name},3,{one.color},FFFFFF\n" for one in _ROUTES),
        "trips.txt": "route_id,service_id,trip_id,trip_headsign,direction_id,wheelchair_accessible\n"
        + "".join(trip for trip, _ in _trips()),
        "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        + "".join(times for _, times in _trips()),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def _stops() -> Iterator[str]:
    places = sorted({place for route in _ROUTES for place in route.way})
    for number, (east, north) in enumerate(places):
        name = _NAMED.get((east, north), f"{_AVENUES[north % 13]} at {_STREETS[east % 17]}")
        position = f"{CENTRE[0] + north * BLOCK_DEGREES:.5f},{CENTRE[1] + east * BLOCK_DEGREES * 1.16:.5f}"
        yield f"{_key(east, north)},{2200 + number},{name},{position},{1 if number % 9 else 2}\n"


def _key(east: int, north: int) -> str:
    return f"{east}/{north}"


def _trips() -> Iterator[tuple[str, str]]:
    """(row of trips.txt, rows of stop_times.txt) of every trip."""
    for route in _ROUTES:
        for service, stretched in (("week", 1), ("sunday", 2)):
            for direction, way in enumerate((route.way, route.way[::-1])):
                for begin in range(route.begin * 60 + direction * 7, route.end * 60, route.headway * stretched):
                    key = f"{route.number}-{service}-{direction}-{begin}"
                    yield (
                        f"{route.number},{service},{key},{route.ends[direction]},{direction},1\n",
                        "".join(_times(key, way, begin * MINUTE)),
                    )


def _times(trip: str, way: tuple[tuple[int, int], ...], begin: int) -> Iterator[str]:
    at = begin
    for place, (east, north) in enumerate(way):
        if place:
            before = way[place - 1]
            at += 130 * max(abs(east - before[0]), abs(north - before[1]))
        clock = f"{at // HOUR}:{at // MINUTE % 60:02d}:{at % 60:02d}"
        yield f"{trip},{clock},{clock},{_key(east, north)},{place}\n"
