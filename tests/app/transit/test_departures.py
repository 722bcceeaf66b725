"""The next departures at a place, over midnight too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.errors import Refused
from app.transit.departures import AskDepartures, departures
from app.transit.places import Place
from app.transit.refusals import PlanRefusal
from app.workplace import Services
from tests.factories.feeds import MONDAY, imported
from tests.factories.workstation import open_workstation

PLAZA = Place("Central Plaza", ("100",), (0,))
HOUR = 3_600


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    workstation = open_workstation(tmp_path / "A2")
    imported(workstation.folder)
    yield workstation
    workstation.close()


def test_the_next_ones(services: Services) -> None:
    found = departures(services, AskDepartures(PLAZA, MONDAY, 8 * HOUR + 1))
    assert [(one.depart, one.route, one.sign) for one in found[:3]] == [
        (30_600, "4", "Northgate"),
        (85_800, "9", "Mall"),
        (86_400 + 28_800, "4", "Northgate"),
    ]
    assert [one.accessible for one in found[:2]] == [False, True]
    assert len(departures(services, AskDepartures(PLAZA, MONDAY, 0, limit=2))) == 2


def test_where_a_bus_ends_nobody_boards(services: Services) -> None:
    assert departures(services, AskDepartures(Place("Mall", (), (4,)), MONDAY, 0)) == ()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (AskDepartures(None, date(2030, 1, 1), 0), PlanRefusal.ORIGIN_UNKNOWN),
        (AskDepartures(PLAZA, date(2030, 1, 1), 0), PlanRefusal.DAY_NOT_COVERED),
    ],
)
def test_refusals(services: Services, asked: AskDepartures, code: PlanRefusal) -> None:
    with pytest.raises(Refused) as refused:
        departures(services, asked)
    assert refused.value.code is code
