"""The planner finds what a plain search through every event finds: on feeds at random, and on the real ones."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from app.transit.import_timetable import import_timetable
from app.transit.journeys import NOWHERE, Journey, Ride, Walk, undominated
from app.transit.planner import Planner, Question, Spot
from app.transit.walking import PlanningSettings
from tests.factories.feeds import MONDAY, REAL_FEEDS, SMALL, opened, small_timetable
from tests.factories.random_feeds import STOPS, write_random_feed
from tests.factories.slow_planner import SlowPlanner

SETTINGS = PlanningSettings()
HOUR = 3_600


class Pair:
    """Both planners of one feed."""

    def __init__(self, feed: Path, folder: Path) -> None:
        import_timetable(feed, folder, MONDAY)
        self.timetable = opened(folder)
        self.planner, self.slow = Planner(self.timetable, SETTINGS), SlowPlanner(feed, SETTINGS)
        self.stops = {key: number for number, key in enumerate(self.timetable.stop_key)}

    def compare(self, origin: str, target: str, question: Question) -> tuple[Journey, ...]:
        """The journeys, having held them against what the plain search finds."""
        journeys = self.planner.journeys(question)
        search = self.slow.departures if question.arrive_by else self.slow.arrivals
        rides = 1 + (SETTINGS.changes_max if question.changes_max is None else question.changes_max)
        expected = search(origin, target, question.day, question.seconds, rides, wheelchair=question.wheelchair)
        found = {len(j.rides): j.depart if question.arrive_by else j.arrive for j in journeys}
        assert found == expected, (origin, target, question)
        for journey in journeys:
            self.check(journey, question)
        return journeys

    def check(self, journey: Journey, question: Question) -> None:
        """Can it be done? Each ride stands in the feed, each walk is long enough, each change has its time."""
        assert (journey.depart >= question.seconds) if not question.arrive_by else (journey.arrive <= question.seconds)
        for before, after in zip(journey.legs[:-1], journey.legs[1:], strict=True):
            assert before.arrive <= after.depart
        for before, after in zip(journey.rides[:-1], journey.rides[1:], strict=True):
            walk = dict(self.slow.walks(self.key(before.target), SETTINGS.change_meters_max))[self.key(after.source)]
            assert before.arrive + walk + SETTINGS.change_seconds <= after.depart
        for ride in journey.rides:
            assert (ride.source, ride.target) == (self._stop(ride, ride.board), self._stop(ride, ride.alight))

    def key(self, stop: int) -> str:
        """The feed's name of a stop."""
        return self.timetable.stop_key[stop]

    def _stop(self, ride: Ride, place: int) -> int:
        return int(self.timetable.pattern_stop[self.timetable.pattern_starts[ride.pattern] + place])


def asked(pair: Pair, origin: str, target: str, day: date, seconds: int, **more: bool) -> Question:
    """A question between two stops."""
    return Question(Spot((pair.stops[origin],)), Spot((pair.stops[target],)), day, seconds, **more)


@pytest.mark.parametrize("seed", range(12))
def test_it_equals_a_plain_search_on_feeds_at_random(tmp_path: Path, seed: int) -> None:
    pair = Pair(write_random_feed(tmp_path / "feed.zip", seed), tmp_path)
    random = Random(seed)
    for number in range(24):
        origin, target = f"s{random.randrange(STOPS)}", f"s{random.randrange(STOPS)}"
        day = random.choice((MONDAY, date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28)))
        seconds = random.choice((random.randrange(0, 86_400), 0, 86_399, 300 * random.randrange(288)))
        question = asked(pair, origin, target, day, seconds, arrive_by=number % 3 == 2, wheelchair=number % 4 == 3)
        pair.compare(origin, target, question)


@pytest.fixture(scope="module", params=["salem-cherriots-2016", "tampa-hart-2014"])
def real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pair, int]]:
    """A real feed with the number of questions that time allows, where it lies beside the project."""
    feed = REAL_FEEDS / f"{request.param}.zip"
    if not feed.exists():
        feed = write_random_feed(tmp_path_factory.mktemp("feeds") / "feed.zip", 99)
    yield Pair(feed, tmp_path_factory.mktemp("real")), 4 if "tampa" in feed.stem else 30


def test_it_equals_a_plain_search_on_real_feeds(real: tuple[Pair, int]) -> None:
    pair, count = real
    random = Random(14)
    exceptions = pair.slow.exceptions()
    places = list(pair.slow.places)
    for number in range(count):
        origin, target = random.choice(places), random.choice(places)
        day = pair.timetable.summary.first_on + timedelta(days=random.randrange(100))
        if number % 3 == 1:
            day = random.choice(exceptions) + timedelta(days=random.choice((-1, 0, 1)))
        seconds = random.choice((random.randrange(86_400), 8 * HOUR, 23 * HOUR + 1_800, 900))
        pair.compare(origin, target, asked(pair, origin, target, day, seconds, arrive_by=number % 4 == 3))


# -- cases that a person can follow


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return Planner(small_timetable(tmp_path), SETTINGS)


PLAZA, MAG, SIX, CAMPUS, MALL = range(5)


def question(origin: int, target: int, hour: float, **more: object) -> Question:
    given: dict[str, object] = {"day": MONDAY, **more}
    return Question(Spot((origin,)), Spot((target,)), seconds=int(hour * HOUR), **given)  # type: ignore[arg-type] # tests


def test_a_change_with_a_walk(planner: Planner) -> None:
    (journey,) = planner.journeys(question(PLAZA, CAMPUS, 7.5))
    assert (journey.depart, journey.arrive) == (8 * HOUR, 8 * HOUR + 25 * 60)
    assert journey.changes == 1
    first, walk, second = journey.legs
    assert isinstance(first, Ride) and isinstance(walk, Walk) and isinstance(second, Ride)
    assert (first.target, walk.source, walk.target, second.source) == (MAG, MAG, SIX, SIX)
    assert walk.arrive <= second.depart and walk.meters == 95


def test_arrive_by_leaves_as_late_as_can_be(planner: Planner) -> None:
    (journey,) = planner.journeys(question(PLAZA, CAMPUS, 9, arrive_by=True))
    assert (journey.depart, journey.arrive) == (8 * HOUR + 1_800, 8 * HOUR + 55 * 60)


def test_a_bus_past_midnight(planner: Planner) -> None:
    (journey,) = planner.journeys(question(PLAZA, MALL, 23))
    assert (journey.depart, journey.arrive) == (85_800, 87_600)
    (same,) = planner.journeys(question(PLAZA, MALL, 0.5, arrive_by=True, day=MONDAY + timedelta(days=1)))
    assert (same.depart, same.arrive) == (-600, 1_200)


def test_a_holiday_has_no_week_service(planner: Planner) -> None:
    (journey,) = planner.journeys(question(PLAZA, CAMPUS, 7.5, day=date(2026, 11, 26)))
    assert journey.depart == 32 * HOUR


def test_no_more_changes_than_wanted(planner: Planner) -> None:
    assert planner.journeys(question(PLAZA, CAMPUS, 7.5, changes_max=0)) == ()


def test_by_wheelchair_only_what_is_said_to_be_accessible(tmp_path: Path) -> None:
    stops = "\n".join(f"{row},{access}" for row, access in zip(SMALL["stops.txt"].splitlines(), "x11111", strict=True))
    stops = stops.replace("stop_lon,x", "stop_lon,wheelchair_boarding") + "\n"
    planner = Planner(small_timetable(tmp_path, {"stops.txt": stops}), SETTINGS)
    (journey,) = planner.journeys(question(PLAZA, CAMPUS, 8.2, wheelchair=True))
    assert journey.depart == 32 * HOUR  # 4b is not accessible: the next that is leaves tomorrow
    closed = Planner(small_timetable(tmp_path, {"stops.txt": stops.replace("-84.2500,1", "-84.2500,2")}), SETTINGS)
    assert closed.journeys(question(PLAZA, CAMPUS, 7.5, wheelchair=True)) == ()


def test_walking_all_the_way(planner: Planner) -> None:
    (journey,) = planner.journeys(question(MAG, SIX, 12))
    assert [type(leg) for leg in journey.legs] == [Walk]
    assert journey.arrive - journey.depart == journey.walk_seconds == 77
    (back,) = planner.journeys(question(MAG, SIX, 12, arrive_by=True))
    assert back.arrive == 12 * HOUR


def test_from_a_point_on_the_map(planner: Planner) -> None:
    spot = Spot(latitude=30.4402, longitude=-84.2803)
    (journey,) = planner.journeys(Question(spot, Spot((CAMPUS,)), MONDAY, 7 * HOUR + 1_800))
    walk = journey.legs[0]
    assert isinstance(walk, Walk) and (walk.source, walk.target) == (NOWHERE, PLAZA)
    assert walk.arrive == 8 * HOUR and journey.depart == walk.depart < 8 * HOUR


def test_the_feed_says_how_long_a_change_takes(tmp_path: Path) -> None:
    rows = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nmag,six,{kind},{seconds}\n"

    def depart(kind: int, seconds: str) -> list[int]:
        changes: dict[str, str | bytes | None] = {"transfers.txt": rows.format(kind=kind, seconds=seconds)}
        planner = Planner(small_timetable(tmp_path, changes), SETTINGS)
        return [journey.arrive for journey in planner.journeys(question(PLAZA, CAMPUS, 7.5))]

    assert depart(2, "300") == [8 * HOUR + 25 * 60]
    assert depart(2, "301") == [8 * HOUR + 55 * 60]
    assert depart(0, "") == [8 * HOUR + 25 * 60]
    assert depart(3, "") == []


def test_what_is_beaten_is_left_out() -> None:
    def journey(depart: int, arrive: int, rides: int) -> Journey:
        return Journey(depart, arrive, tuple(Ride(0, 0, 0, 0, 1, 0, 1, depart, arrive) for _ in range(rides)))

    early, late, worse, direct = journey(0, 10, 2), journey(5, 20, 2), journey(4, 20, 2), journey(0, 30, 1)
    assert undominated([direct, worse, late, early, early]) == [early, direct, late]
