"""A trip as it is asked at the counter: places by name, the next three journeys in words, refusals in their order."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.errors import Refused
from app.transit.places import Place, Places
from app.transit.plan_trip import PlanTrip, ShownRide, ShownWalk, plan
from app.transit.refusals import PlanRefusal
from app.workplace import Services
from tests.factories.feeds import MONDAY, imported, small_timetable
from tests.factories.workstation import open_workstation

HOUR = 3_600


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    workstation = open_workstation(tmp_path / "A2")
    imported(workstation.folder)
    yield workstation
    workstation.close()


def place(services: Services, typed: str) -> Place:
    policy = services.policies.at("trip_planning", MONDAY).values
    return services.transit.places(policy).find(typed)[0]


def command(services: Services, **changes: object) -> PlanTrip:
    asked = PlanTrip(place(services, "plaza"), place(services, "campus"), MONDAY, 7 * HOUR + 1_800)
    return msgspec.structs.replace(asked, **changes)


def test_the_next_journeys_in_words(services: Services) -> None:
    trips = plan(services, command(services))
    assert (trips.origin, trips.destination, trips.ends_on) == ("Central Plaza", "Health Campus", None)
    assert [(j.depart, j.arrive) for j in trips.journeys[:2]] == [(28_800, 30_300), (30_600, 32_100)]
    ride, walk, last = trips.journeys[0].legs
    assert isinstance(ride, ShownRide) and isinstance(walk, ShownWalk) and isinstance(last, ShownRide)
    assert (ride.route, ride.sign, ride.color, ride.target, ride.target_code) == (
        "4",
        "Northgate",
        "046B5C",
        "Magnolia at 6th",
        "2210",
    )
    assert (walk.source, walk.target) == ("Magnolia at 6th", "6th at Magnolia")


def test_arriving_by_gives_the_last_that_fit(services: Services) -> None:
    trips = plan(services, command(services, seconds=9 * HOUR, arrive_by=True))
    assert [(j.depart, j.arrive) for j in trips.journeys] == [(28_800, 30_300), (30_600, 32_100)]


def test_stops_between_are_named(tmp_path: Path) -> None:
    workstation = open_workstation(tmp_path / "A2")
    rows = "4a,8:00:00,8:00:00,plaza,1\n4a,8:10:00,8:11:00,mag,2\n4a,8:30:00,8:30:00,campus,3\n"
    head = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    imported(workstation.folder, {"stop_times.txt": head + rows})
    (journey, *_) = plan(workstation, command(workstation)).journeys
    assert [(stop.name, stop.at) for stop in journey.rides[0].stops] == [("Magnolia at 6th", 8 * HOUR + 600)]
    workstation.close()


REFUSALS = [
    ({"origin": None, "destination": None}, PlanRefusal.ORIGIN_UNKNOWN),
    ({"destination": None, "day": date(2030, 1, 1)}, PlanRefusal.DESTINATION_UNKNOWN),
    ({"day": date(2030, 1, 1), "wheelchair": True}, PlanRefusal.DAY_NOT_COVERED),
    ({"wheelchair": True, "changes_max": 0}, PlanRefusal.ACCESS_NOT_SAID),
    ({"changes_max": 0}, PlanRefusal.NO_JOURNEY),
]


@pytest.mark.parametrize(("changes", "code"), REFUSALS)
def test_refusals_in_their_order(services: Services, changes: dict[str, object], code: PlanRefusal) -> None:
    with pytest.raises(Refused) as refused:
        plan(services, command(services, **changes))
    assert refused.value.code is code


def test_from_a_place_to_itself_is_no_trip(services: Services) -> None:
    with pytest.raises(Refused) as refused:
        plan(services, command(services, destination=place(services, "plaza")))
    assert refused.value.code is PlanRefusal.SAME_PLACE


def test_without_a_timetable_nothing_is_planned(tmp_path: Path) -> None:
    workstation = open_workstation(tmp_path / "A2")
    with pytest.raises(Refused) as refused:
        plan(workstation, PlanTrip(None, None, MONDAY, 0))
    assert refused.value.code is PlanRefusal.NO_TIMETABLE
    workstation.close()


def test_a_timetable_that_ends_soon_is_said(tmp_path: Path) -> None:
    workstation = open_workstation(tmp_path / "A2")
    calendar = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    imported(
        workstation.folder,
        {"calendar.txt": calendar + "week,1,1,1,1,1,0,0,20261102,20261130\nnight,1,0,0,0,0,0,0,20261102,20261130\n"},
    )
    assert plan(workstation, command(workstation)).ends_on == date(2026, 11, 30)
    workstation.close()


def test_another_timetable_is_taken_up(services: Services) -> None:
    before = place(services, "plaza")
    imported(
        services.folder,
        {
            "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\n"
            + "".join(
                f"{key},New {key},30.{44 + n},-84.28\n"
                for n, key in enumerate(("plaza", "mag", "six", "campus", "mall"))
            )
        },
    )
    assert place(services, "plaza").name == "New plaza" != before.name


# -- places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    stops = (
        "stop_id,stop_code,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
        "plaza,100,Bay 1,30.4400,-84.2800,0,hub\nmag,2210,Magnolia @ 6th,30.4500,-84.2700,,\n"
        "six,2214,Magnolia @ 6th,30.4505,-84.2705,,\ncampus,2260,José Martí Campus,30.46,-84.25,,\n"
        "mall,2300,Magnolia @ 6th,30.43,-84.24,,\nhub,,Central Plaza,30.44,-84.28,1,\nunused,9,Unused,30.4,-84.2,,\n"
    )
    return Places(small_timetable(tmp_path, {"stops.txt": stops}))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("central pl", ["Central Plaza"]),
        ("  CENTRAL ", ["Central Plaza"]),
        ("2260", ["José Martí Campus"]),
        ("marti", ["José Martí Campus"]),
        ("6th mag", ["Magnolia @ 6th", "Magnolia @ 6th"]),
        ("magnolai", ["Magnolia @ 6th", "Magnolia @ 6th"]),
        ("campus jose", ["José Martí Campus"]),
        ("unused", []),
        ("", []),
        ("zzz", []),
    ],
)
def test_places_are_found(places: Places, typed: str, names: list[str]) -> None:
    assert [place.name for place in places.find(typed)] == names


def test_both_sides_of_a_street_are_one_place(places: Places) -> None:
    near, far = places.find("magnolia 6th")
    assert (near.codes, far.codes) == (("2210", "2214"), ("2300",))
    assert places.of_stop(near.stops[1]) == near
    assert places.find("central plaza")[0].codes == ("100",)
