"""Service alerts: on their days, about their routes and stops; in timetables, departures, trips, and on paper."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.transit.departures import alerts_at
from app.transit.end_alert import EndAlert
from app.transit.end_alert import record as end
from app.transit.give_alert import GiveAlert, record
from app.transit.places import Place
from app.transit.plan_trip import PlanTrip, plan
from app.transit.route_timetable import AskTimetable, route_timetable
from app.transit.service_alerts import ServiceAlert, alerts_on
from tests.factories.counter import Counter, open_counter
from tests.factories.feeds import MONDAY, imported

PLAZA, MAG, CAMPUS = Place("Central Plaza", (), (0,)), Place("Magnolia at 6th", (), (1,)), Place("Campus", (), (3,))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    imported(opened.services.folder)
    yield opened
    opened.services.close()


def give(counter: Counter, routes: tuple[str, ...] = ("r4",), stops: tuple[str, ...] = (), *, days: int = 0) -> None:
    until = MONDAY + timedelta(days=days)
    record(counter.services, counter.session, GiveAlert("alert-1", " Detour \n on 6th ", routes, stops, MONDAY, until))


def texts(counter: Counter, route: str, day: date = MONDAY) -> list[tuple[str, str]]:
    found = route_timetable(counter.services, AskTimetable(route, day)).alerts
    return [(alert.about, alert.text) for alert in found]


def test_it_holds_on_its_days_for_its_route(counter: Counter) -> None:
    give(counter, days=1)
    assert texts(counter, "r4") == texts(counter, "r4", MONDAY + timedelta(days=1)) == [("4", "Detour on 6th")]
    assert texts(counter, "r9") == texts(counter, "r4", MONDAY + timedelta(days=2)) == []


def test_a_stop_concerns_whatever_stops_there(counter: Counter) -> None:
    give(counter, (), ("plaza",))
    assert texts(counter, "r4") == texts(counter, "r9") == [("Central Plaza", "Detour on 6th")]
    assert texts(counter, "r12") == []
    assert [one.about for one in alerts_at(counter.services, PLAZA, MONDAY)] == ["Central Plaza"]
    assert alerts_at(counter.services, MAG, MONDAY) == ()


def test_a_route_at_a_stop_is_not_the_route_elsewhere(counter: Counter) -> None:
    give(counter, ("r4",), ("mag",))
    assert [one.about for one in alerts_at(counter.services, MAG, MONDAY)] == ["4 · Magnolia at 6th"]
    assert alerts_at(counter.services, PLAZA, MONDAY) == ()


def test_a_trip_bears_the_alerts_of_what_it_rides(counter: Counter) -> None:
    give(counter)
    (journey, *_) = plan(counter.services, PlanTrip(PLAZA, CAMPUS, MONDAY, 27_000)).journeys
    assert [alert.text for alert in journey.alerts] == ["Detour on 6th"]
    other = plan(counter.services, PlanTrip(PLAZA, Place("Mall", (), (4,)), MONDAY, 80_000)).journeys[0]
    assert other.alerts == ()


def test_what_another_timetable_named_is_shown_by_its_key(counter: Counter) -> None:
    give(counter, ("r4", "old"))
    assert texts(counter, "r4")[0][0] == "4, old"


def test_ended_it_is_gone(counter: Counter) -> None:
    give(counter)
    for intent in ("end-1", "end-1", "end-2"):
        end(counter.services, counter.session, EndAlert(intent, "alert-1"))
    assert texts(counter, "r4") == []
    with counter.services.read_journal() as journal:
        assert alerts_on(journal, MONDAY) == ()


@pytest.mark.parametrize(
    ("routes", "stops", "route", "at", "expected"),
    [
        (("a",), (), "a", {"x"}, True),
        (("a",), (), "b", {"x"}, False),
        ((), ("x",), "b", {"x", "y"}, True),
        ((), ("x",), "b", {"y"}, False),
        (("a",), ("x",), "a", {"y"}, False),
        (("a",), ("x",), "b", {"x"}, False),
        (("a",), ("x",), "a", {"x"}, True),
    ],
)
def test_whom_it_concerns(
    routes: tuple[str, ...], stops: tuple[str, ...], route: str, at: set[str], *, expected: bool
) -> None:
    assert ServiceAlert("f", "words", routes, stops).concerns(route, at) is expected
