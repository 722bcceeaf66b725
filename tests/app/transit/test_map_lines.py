"""Maps: thinned ways stay near the feed's, rides are the part that is ridden, walks go to the stop that was meant."""

import math
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest

from app.transit.distances import meters
from app.transit.import_timetable import import_timetable
from app.transit.map_lines import (
    POINTS_MAX,
    THINNED_METERS,
    MapLine,
    few_points,
    map_of_journey,
    map_of_route,
    route_map,
    thinned,
    trip_map,
)
from app.transit.planner import Planner, Question, Spot
from app.transit.route_timetable import AskTimetable
from app.transit.timetable import Timetable
from app.transit.walking import PlanningSettings
from app.workplace import Services
from tests.factories.feeds import MONDAY, REAL_FEEDS, SMALL, busy_days, imported, opened, small_timetable, write_feed
from tests.factories.workstation import open_workstation

HOUR = 3_600
SHAPES = "shape_id,shape_pt_sequence,shape_pt_lat,shape_pt_lon\n" + "".join(
    f"way,{n},{30.43 + n * 0.005:.4f},-84.2{900 - n * 50:03d}\n" for n in range(9)
)
TRIPS = (
    SMALL["trips.txt"]
    .replace("wheelchair_accessible", "wheelchair_accessible,shape_id")
    .replace("4a,Northgate,0,1", "4a,Northgate,0,1,way")
)


def length(line: MapLine) -> float:
    return sum(math.hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line.points))


def off(way: np.ndarray, thin: np.ndarray) -> float:
    """How far the furthest point of a way lies from a thinned one, in metres, by every segment."""
    scale = np.array([111_195.0, 111_195.0 * math.cos(math.radians(way[0, 0]))])
    flat, kept = (way - way[0]) * scale, (thin - way[0]) * scale
    nearest = np.full(len(flat), np.inf)
    for first, last in pairwise(kept):
        span = last - first
        share = np.clip((flat - first) @ span / max(float(span @ span), 1e-9), 0, 1)
        nearest = np.minimum(nearest, np.hypot(*(flat - first - share[:, None] * span).T))
    return float(nearest.max())


@pytest.mark.parametrize("seed", range(20))
def test_no_point_lies_further_off_than_said(seed: int) -> None:
    random = np.random.default_rng(seed)
    way = np.add(np.cumsum(random.normal(0, 0.0004, (random.integers(2, 400), 2)), axis=0), (30.0, -84.0))
    thin = thinned(way)
    assert (thin[0] == way[0]).all() and (thin[-1] == way[-1]).all()
    assert off(way, thin) <= THINNED_METERS + 0.01


def test_a_straight_way_is_its_ends() -> None:
    way = np.column_stack((np.linspace(30, 30.01, 500), np.linspace(-84, -84.01, 500)))
    assert len(thinned(way)) == 2 and len(thinned(way[:1])) == 1


def test_a_way_that_comes_back_to_its_beginning() -> None:
    way = np.array([[30.0, -84.0], [30.01, -84.0], [30.01, -84.01], [30.0, -84.0]])
    assert len(thinned(way)) == 4


def test_ways_of_any_length_are_thinned_until_they_are_few() -> None:
    zigzag = np.column_stack((30 + np.arange(30_000) * 0.00001, -84 + np.arange(30_000) % 97 * 0.0001))
    assert sum(map(len, few_points([zigzag, zigzag]))) <= POINTS_MAX + 4
    assert few_points([]) == []


# -- routes


def test_a_route_without_a_shape_goes_from_stop_to_stop(tmp_path: Path) -> None:
    shown = map_of_route(small_timetable(tmp_path), AskTimetable("r4", MONDAY, 0), frozenset({1}))
    assert [(line.number, line.color, len(line.points)) for line in shown.lines] == [("4", "046B5C", 2)]
    assert [(stop.name, stop.leading, stop.chosen) for stop in shown.stops] == [
        ("Central Plaza", True, False),
        ("Magnolia at 6th", True, True),
    ]
    assert (shown.stops[1].x > 0, shown.stops[1].y < 0) == (True, True), "east is right, north is up"


def test_a_route_with_a_shape_follows_it(tmp_path: Path) -> None:
    shown = map_of_route(
        small_timetable(tmp_path, {"shapes.txt": SHAPES, "trips.txt": TRIPS}), AskTimetable("r4", MONDAY), frozenset()
    )
    assert len(shown.lines) == 2, "4b has no shape"


def test_where_nothing_runs_the_map_is_empty(tmp_path: Path) -> None:
    shown = map_of_route(small_timetable(tmp_path), AskTimetable("r4", date(2026, 11, 26)), frozenset())
    assert shown.lines == () and shown.stops == ()


@pytest.mark.parametrize("name", ["salem-cherriots-2016", "tampa-hart-2014"])
def test_every_route_of_real_feeds_is_small_enough_to_be_drawn(tmp_path: Path, name: str) -> None:
    feed = REAL_FEEDS / f"{name}.zip"
    import_timetable(feed if feed.exists() else write_feed(tmp_path / "feed.zip"), tmp_path, MONDAY)
    table = opened(tmp_path)
    day = busy_days(table)[2]
    drawn = 0
    for key in table.route_key:
        shown = map_of_route(table, AskTimetable(key, day), frozenset())
        assert sum(len(line.points) for line in shown.lines) <= POINTS_MAX + 80 and len(shown.stops) < 700
        assert all(len(line.points) >= 2 for line in shown.lines)
        drawn += len(shown.lines)
    assert drawn > (20 if feed.exists() else 1)


# -- trips


@pytest.fixture
def shaped(tmp_path: Path) -> Planner:
    return Planner(small_timetable(tmp_path, {"shapes.txt": SHAPES, "trips.txt": TRIPS}), PlanningSettings())


def test_a_ride_is_the_part_of_the_shape_that_is_ridden(shaped: Planner) -> None:
    ends = Spot((0,)), Spot((3,))
    (journey,) = shaped.journeys(Question(*ends, MONDAY, 7 * HOUR + 1_800))
    shown = map_of_journey(shaped, journey, ends)
    assert [line.number for line in shown.lines] == ["4", "", "12"]
    table = shaped.timetable
    direct = float(meters(*_place(table, 0), *_place(table, 1)))
    assert direct <= length(shown.lines[0]) < 1.5 * direct
    for before, after in pairwise(shown.lines):
        assert math.dist(before.points[-1], after.points[0]) < 1
    assert [stop.name for stop in shown.stops if stop.leading] == [
        "Central Plaza",
        "Magnolia at 6th",
        "6th at Magnolia",
        "Health Campus",
    ]


def test_walks_to_and_from_a_point_on_the_map(shaped: Planner) -> None:
    ends = Spot(latitude=30.4402, longitude=-84.2803), Spot((3,))
    (journey,) = shaped.journeys(Question(*ends, MONDAY, 7 * HOUR + 1_800))
    first = map_of_journey(shaped, journey, ends).lines[0]
    assert first.number == "" and 30 < length(first) < 50


def test_a_walk_all_the_way_is_one_line(shaped: Planner) -> None:
    ends = Spot((1,)), Spot((2,))
    (journey,) = shaped.journeys(Question(*ends, MONDAY, 12 * HOUR))
    (line,) = map_of_journey(shaped, journey, ends).lines
    assert line.number == "" and 60 < length(line) < 90


def test_each_leg_begins_where_the_one_before_ended_on_a_real_feed(tmp_path: Path) -> None:
    feed = REAL_FEEDS / "salem-cherriots-2016.zip"
    import_timetable(feed if feed.exists() else write_feed(tmp_path / "feed.zip"), tmp_path, MONDAY)
    planner, random = Planner(opened(tmp_path), PlanningSettings()), Random(3)
    served = np.unique(planner.timetable.pattern_stop).tolist()
    day = busy_days(planner.timetable)[2]
    rides = 0
    for _ in range(30):
        ends = Spot((random.choice(served),)), Spot((random.choice(served),))
        for journey in planner.journeys(Question(*ends, day, 9 * HOUR)):
            shown = map_of_journey(planner, journey, ends)
            assert len(shown.lines) == len(journey.legs)
            rides += len(journey.rides)
            for before, after in pairwise(shown.lines):
                assert math.dist(before.points[-1], after.points[0]) < 1
    assert rides > 20 or not feed.exists()


def _place(table: Timetable, stop: int) -> tuple[float, float]:
    return float(table.stop_latitude[stop]), float(table.stop_longitude[stop])


# -- asked by pages


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    workstation = open_workstation(tmp_path / "A2")
    imported(workstation.folder)
    yield workstation
    workstation.close()


def test_another_timetable_has_no_map_of_an_old_journey(services: Services) -> None:
    planner = Planner(opened(services.folder), PlanningSettings())
    ends = Spot((0,)), Spot((1,))
    journey = planner.journeys(Question(*ends, MONDAY, 7 * HOUR))[-1]
    assert trip_map(services, planner.timetable.summary.digest, journey, ends) is not None
    assert trip_map(services, "another", journey, ends) is None
    assert route_map(services, AskTimetable("r4", MONDAY), frozenset()).lines
