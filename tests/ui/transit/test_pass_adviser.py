"""What is the cheapest, as it is typed; one key puts it into the sale."""

from datetime import UTC, datetime

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.policies import Policies
from ui.transit.pass_adviser import PassAdviser

NOW_US = int(datetime(2026, 11, 20, 15, tzinfo=UTC).timestamp()) * 1_000_000


@pytest.fixture
def adviser(qtbot: QtBot) -> PassAdviser:
    card = PassAdviser(Policies(), lambda: NOW_US, "America/New_York")
    qtbot.addWidget(card)
    return card


def say(adviser: PassAdviser, rides: str, days: str, weekly: str = "5") -> None:
    for line, typed in ((adviser.rides, rides), (adviser.days, days), (adviser.weekly, weekly)):
        line.setText(typed)
        line.textEdited.emit(typed)


def test_it_begins_with_what_people_say_most(adviser: PassAdviser) -> None:
    assert adviser.says.text() == "1 × 31-day pass: 38.00. Single fares would be 50.00."
    assert len(adviser.ways) == 5


def test_it_follows_the_typing(adviser: PassAdviser) -> None:
    say(adviser, "2", "20", "7")
    assert adviser.says.text().startswith("3 × 7-day pass: 30.00.")
    adviser.rider.set_value("reduced")
    adviser.rider.chosen.emit("reduced")
    assert adviser.says.text().startswith("3 × 7-day pass: 15.00.")


def test_one_key_puts_it_into_the_sale(adviser: PassAdviser) -> None:
    wanted = QSignalSpy(adviser.wanted)
    adviser.take()
    assert wanted.at(0) == ["day_31/adult/2026-11-20", 3800, "31-day pass, Adult"]


def test_single_fares_are_not_sold(adviser: PassAdviser) -> None:
    wanted = QSignalSpy(adviser.wanted)
    say(adviser, "1", "1")
    assert adviser.says.text() == "Single fares: 1.25"
    assert adviser.why_not() == "Single fares are the cheapest" == adviser.take_button.reason
    adviser.take()
    assert wanted.count() == 0


WRONG = (("", "20", "5"), ("two", "20", "5"), ("2", "999", "5"), ("2", "20", "8"), ("0", "1", "1"), ("2", "²", "5"))


@pytest.mark.parametrize(("rides", "days", "weekly"), WRONG)
def test_what_cannot_be_read_says_what_to_type(adviser: PassAdviser, rides: str, days: str, weekly: str) -> None:
    say(adviser, rides, days, weekly)
    assert adviser.ways == [] and adviser.says.text().startswith("Type whole numbers")
    assert adviser.why_not() == "Type how often the rider rides"
