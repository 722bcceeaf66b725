"""Routes by number, by name, and by the places that they serve."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.transit.routes import find_routes
from app.workplace import Services
from tests.factories.feeds import imported
from tests.factories.workstation import open_workstation


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    workstation = open_workstation(tmp_path / "A2")
    imported(workstation.folder)
    yield workstation
    workstation.close()


def test_all_as_people_count(services: Services) -> None:
    assert [(each.number, each.name) for each in find_routes(services, "  ")] == [
        ("4", "Northgate"),
        ("9", "Night Owl"),
        ("12", "Eastlake"),
    ]


@pytest.mark.parametrize(("typed", "first"), [("12", "12"), ("1", "12"), ("night", "9"), ("EAST", "12")])
def test_by_number_and_name(services: Services, typed: str, first: str) -> None:
    assert find_routes(services, typed)[0].number == first


def test_a_place_finds_what_stops_there_and_where(services: Services) -> None:
    found = find_routes(services, "central")
    assert [(each.number, each.place, [stop.code for stop in each.stops]) for each in found] == [
        ("4", "Central Plaza", ["100"]),
        ("9", "Central Plaza", ["100"]),
    ]
    assert [each.number for each in find_routes(services, "2260")] == ["12"]


def test_what_is_nowhere_finds_nothing(services: Services) -> None:
    assert find_routes(services, "zzzz") == ()
