"""Small feeds at random, with everything that makes planning hard: buses that overtake, ways that pass a stop twice,
trips past midnight, stops where one may only board or only alight, runs on some days only.
"""

from pathlib import Path
from random import Random

from tests.factories.feeds import write_feed

STOPS = 14
_TRIPS = 60


def write_random_feed(path: Path, seed: int) -> Path:
    """A feed that is the same for the same seed."""
    random = Random(seed)
    stops = "stop_id,stop_name,stop_lat,stop_lon,wheelchair_boarding\n" + "".join(
        f"s{n},Stop {n},{30 + random.uniform(0, 0.03):.5f},{-84 + random.uniform(0, 0.03):.5f},{random.choice('112')}\n"
        for n in range(STOPS)
    )
    ways = [[f"s{random.randrange(STOPS)}" for _ in range(random.randint(2, 6))] for _ in range(8)]
    trips, times = "route_id,service_id,trip_id,wheelchair_accessible\n", _HEADER
    for number in range(_TRIPS):
        trips += f"r4,{random.choice(('week', 'night'))},t{number},{random.choice('0112')}\n"
        times += _trip(random, f"t{number}", random.choice(ways))
    return write_feed(path, {"stops.txt": stops, "trips.txt": trips, "stop_times.txt": times})


_HEADER = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"


def _trip(random: Random, trip: str, way: list[str]) -> str:
    at, rows = random.randrange(0, 28 * 3600, 300), ""
    for place, stop in enumerate(way):
        arrive = at
        at += random.choice((0, 0, 60, 600))
        flags = ",".join(random.choice(("", "0", "0", "0", "1")) for _ in range(2))
        rows += f"{trip},{_clock(arrive)},{_clock(at)},{stop},{place},{flags}\n"
        at += random.choice((0, 120, 300, 900, 1800))
    return rows


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
