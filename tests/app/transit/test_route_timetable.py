"""The timetable of a route is what the feed says, row by row: on feeds at random, and on the real ones."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from app.errors import Refused
from app.transit.import_timetable import import_timetable
from app.transit.refusals import PlanRefusal
from app.transit.route_timetable import (
    AskTimetable,
    DayType,
    RouteTimetable,
    main_stops,
    route_timetable,
    timetable_of,
)
from app.transit.timetable import Timetable
from tests.factories.feeds import MONDAY, REAL_FEEDS, busy_days, imported, opened, small_timetable
from tests.factories.random_feeds import write_random_feed
from tests.factories.slow_route_timetable import SlowRouteTimetable, Times
from tests.factories.workstation import open_workstation

HOUR = 3_600
THANKSGIVING = date(2026, 11, 26)


def rows(table: Timetable, shown: RouteTimetable) -> Counter[Times]:
    """Each trip as the stops and times that stand in its row, from left to right."""
    keys = [table.stop_key[stop.stop] for stop in shown.stops]
    return Counter(
        tuple((key, at) for key, at in zip(keys, trip.times, strict=True) if at is not None) for trip in shown.trips
    )


def compare(table: Timetable, slow: SlowRouteTimetable, route: str, day: date) -> int:
    """Both directions; how many trips there were."""
    count = 0
    for direction in (0, 1):
        shown = timetable_of(table, AskTimetable(route, day, direction))
        expected = slow.rows(route, direction, day)
        assert (rows(table, shown) if shown.direction == direction else Counter()) == expected, (route, day, direction)
        count += sum(expected.values())
    return count


@pytest.mark.parametrize("seed", range(8))
def test_it_equals_the_feeds_own_rows_at_random(tmp_path: Path, seed: int) -> None:
    feed = write_random_feed(tmp_path / "feed.zip", seed)
    import_timetable(feed, tmp_path, MONDAY)
    slow = SlowRouteTimetable(feed)
    for day in (MONDAY, THANKSGIVING, date(2026, 11, 28), date(2026, 11, 29)):
        compare(opened(tmp_path), slow, "r4", day)


@pytest.mark.parametrize("name", ["salem-cherriots-2016", "tampa-hart-2014"])
def test_it_equals_the_feeds_own_rows_on_real_feeds(tmp_path: Path, name: str) -> None:
    feed = REAL_FEEDS / f"{name}.zip"
    if not feed.exists():
        feed = write_random_feed(tmp_path / "feed.zip", 99)
    import_timetable(feed, tmp_path, MONDAY)
    table, slow, random = opened(tmp_path), SlowRouteTimetable(feed), Random(14)
    days = busy_days(table)
    compared = [compare(table, slow, random.choice(slow.routes), random.choice(days)) for _ in range(60)]
    assert sum(compared) > (600 if feed.parent == REAL_FEEDS else 20)


# -- cases that a person can follow


@pytest.fixture
def table(tmp_path: Path) -> Timetable:
    return small_timetable(tmp_path)


def test_a_column_a_stop_and_a_row_a_trip(table: Timetable) -> None:
    shown = timetable_of(table, AskTimetable("r4", MONDAY))
    assert [(stop.name, stop.code) for stop in shown.stops] == [("Central Plaza", "100"), ("Magnolia at 6th", "2210")]
    assert [(trip.times, trip.accessible) for trip in shown.trips] == [
        ((8 * HOUR, 8 * HOUR + 600), True),
        ((8 * HOUR + 1_800, 8 * HOUR + 2_400), False),
    ]
    assert [(each.number, each.sign) for each in shown.directions] == [(0, "Northgate")]


def test_past_midnight_times_go_on(table: Timetable) -> None:
    (trip,) = timetable_of(table, AskTimetable("r9", MONDAY)).trips
    assert trip.times == (85_800, 87_600)


def test_days_with_the_same_trips_are_one_type(table: Timetable) -> None:
    week = tuple(MONDAY + timedelta(days=n) for n in range(5))
    assert timetable_of(table, AskTimetable("r4", MONDAY)).day_types == (DayType(week),)
    around = timetable_of(table, AskTimetable("r4", date(2026, 11, 24))).day_types
    assert THANKSGIVING not in around[0].days and date(2026, 11, 28) in around[0].days


def test_where_it_does_not_run_the_next_day_is_named(table: Timetable) -> None:
    shown = timetable_of(table, AskTimetable("r4", THANKSGIVING))
    assert (shown.direction, shown.trips, shown.runs_next_on) == (-1, (), date(2026, 11, 27))
    assert timetable_of(table, AskTimetable("r4", date(2027, 1, 30))).runs_next_on is None


def test_a_trip_that_begins_later_on_stands_among_those_that_it_runs_between(tmp_path: Path) -> None:
    trips = "route_id,service_id,trip_id\n" + "".join(f"r4,week,{key}\n" for key in "abc")
    times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    for key, begin in (("a", 8), ("b", 9)):
        for place, stop in enumerate(("plaza", "mag", "campus")):
            times += f"{key},{begin}:{place}0:00,{begin}:{place}0:00,{stop},{place}\n"
    times += "c,8:05:00,8:05:00,mag,1\nc,8:15:00,8:15:00,campus,2\n"
    table = small_timetable(tmp_path, {"trips.txt": trips, "stop_times.txt": times})
    shown = timetable_of(table, AskTimetable("r4", MONDAY))
    assert [trip.times[1] for trip in shown.trips] == [29_100, 29_400, 33_000]
    assert main_stops(shown, 2) == (0, 2)
    assert 1 in main_stops(shown, 2, frozenset({shown.stops[1].stop}))
    assert main_stops(shown, 9) == (0, 1, 2)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (AskTimetable("none", date(2030, 1, 1)), PlanRefusal.DAY_NOT_COVERED),
        (AskTimetable("none", MONDAY), PlanRefusal.ROUTE_UNKNOWN),
    ],
)
def test_refusals(tmp_path: Path, asked: AskTimetable, code: PlanRefusal) -> None:
    services = open_workstation(tmp_path / "A2")
    imported(services.folder)
    with pytest.raises(Refused) as refused:
        route_timetable(services, asked)
    assert refused.value.code is code
    services.close()
