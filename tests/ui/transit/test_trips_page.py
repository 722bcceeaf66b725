"""The trip planner through the real window: by keys alone from two words to the paper."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.print_jobs.types import JobKind
from app.transit.demo_feed import write_demo_feed
from app.transit.import_timetable import import_timetable
from tests.factories.counter import Counter
from tests.factories.window import TestWindow
from ui.shell.tabbed_page import TabbedPage
from ui.transit.departures_page import DeparturesPage
from ui.transit.trip_form import ARRIVE_BY, LEAVE_AT, NOW
from ui.transit.trips_page import TripsPage

TODAY = date(2026, 11, 20)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def window(counter: Counter, tmp_path: Path, qtbot: QtBot) -> TestWindow:
    import_timetable(write_demo_feed(tmp_path / "buses.zip", TODAY), counter.services.folder, TODAY)
    return opened(counter, qtbot)


def opened(counter: Counter, qtbot: QtBot) -> TestWindow:
    """The window at the transit page."""
    shown = TestWindow(qtbot, counter)
    shown.window.open("transit")
    qtbot.waitUntil(lambda: shown.window.findChild(TripsPage) is not None)
    page = trips(shown)
    qtbot.waitUntil(page.form.origin.hasFocus)
    return shown


def trips(window: TestWindow) -> TripsPage:
    page = window.window.findChild(TripsPage)
    assert isinstance(page, TripsPage)
    return page


def choose(qtbot: QtBot, page: TripsPage, field: QWidget, typed: str) -> None:
    """Types into a field and takes the first suggestion."""
    QTest.keyClicks(field, typed)
    qtbot.waitUntil(lambda: page._suggested is not None)
    QTest.keyClick(field, ENTER)


def plan(qtbot: QtBot, page: TripsPage, origin: str = "univ", destination: str = "health") -> None:
    choose(qtbot, page, page.form.origin, origin)
    qtbot.waitUntil(page.form.destination.hasFocus)
    choose(qtbot, page, page.form.destination, destination)
    qtbot.waitUntil(lambda: page.trips is not None)


def jobs(counter: Counter) -> list[str]:
    with counter.services.read_journal() as connection:
        rows = connection.exec_driver_sql(
            "SELECT kind FROM print_job UNION ALL SELECT kind FROM new_print_job"
        ).fetchall()
    return [str(kind) for (kind,) in rows]


def test_from_two_words_to_the_paper(window: TestWindow, counter: Counter, qtbot: QtBot) -> None:
    page = trips(window)
    plan(qtbot, page)
    assert page.trips is not None and len(page.trips.journeys) == 3
    qtbot.waitUntil(page.journeys.hasFocus)
    first = page.journey
    assert "University" in page.timeline.accessibleName() and "Health Campus" in page.timeline.accessibleName()
    QTest.keyClick(page.journeys, Qt.Key.Key_Down)
    assert page.journey is not None and page.journey != first
    assert page.fare.text().startswith("Fare ") and " · Reduced fare " in page.fare.text()
    page.print_paper()
    qtbot.waitUntil(lambda: page.outcome.isVisible())
    page.print_other()
    qtbot.waitUntil(lambda: jobs(counter).count(JobKind.ITINERARY) == 2)


def test_enter_plans_what_was_typed_without_choosing(window: TestWindow, qtbot: QtBot) -> None:
    page = trips(window)
    page.form.origin.setText("university")
    page.form.destination.setText("health campus")
    page.plan()
    qtbot.waitUntil(lambda: page.trips is not None)
    assert page.form.origin.text() == "University"


def test_the_way_back(window: TestWindow, qtbot: QtBot) -> None:
    page = trips(window)
    plan(qtbot, page)
    page.form.swap()
    page.form.set_mode(ARRIVE_BY)
    page.form.time.setText("12:00")
    page.trips = None
    page.plan()
    qtbot.waitUntil(lambda: page.trips is not None)
    assert page.trips is not None and page.trips.origin == "Health Campus"
    assert all(journey.arrive <= 12 * 3_600 for journey in page.trips.journeys)


def test_a_time_that_is_none_is_said_at_its_field(window: TestWindow, qtbot: QtBot) -> None:
    page = trips(window)
    page.form.set_mode(LEAVE_AT)
    page.form.time.setText("25 o'clock")
    page.plan()
    assert page.form.error.text().startswith("Type the time such as")
    page.form.set_mode(NOW)
    page.plan()
    qtbot.waitUntil(lambda: page.form.error.text().startswith("From where?"))


def test_escape_puts_the_suggestions_away(window: TestWindow, qtbot: QtBot) -> None:
    page = trips(window)
    QTest.keyClicks(page.form.origin, "cen")
    qtbot.waitUntil(lambda: page.form.origin.suggests)
    assert page.step_back() and not page.form.origin.suggests and page.form.origin.text() == "cen"
    assert not page.step_back()
    QTest.keyClicks(page.form.origin, "zzzz")
    qtbot.waitUntil(lambda: page._suggested is not None)
    assert page.suggestions.picks[0].title == "No such stop"


def test_tab_takes_the_first_suggestion(window: TestWindow, qtbot: QtBot) -> None:
    page = trips(window)
    QTest.keyClicks(page.form.origin, "central")
    qtbot.waitUntil(lambda: page.form.origin.suggests)
    QTest.keyClick(page.form.origin, Qt.Key.Key_Tab)
    assert page.form.origin.place is not None and page.form.origin.text() == "Central Plaza"


def test_without_a_timetable_the_page_says_so(counter: Counter, qtbot: QtBot) -> None:
    page = trips(opened(counter, qtbot))
    page.form.origin.setText("a")
    page.plan()
    qtbot.waitUntil(lambda: page.form.error.text().startswith("There is no timetable yet."))
    assert not page.commands()[-1].run_if_possible()


def test_departures_follow_the_typing(window: TestWindow, qtbot: QtBot) -> None:
    tabs = window.window.findChild(TabbedPage)
    assert isinstance(tabs, TabbedPage)
    page = tabs.open_tab("departures")
    assert isinstance(page, DeparturesPage)
    QTest.keyClicks(page.stop, "central")
    qtbot.waitUntil(lambda: len(page.table.rows) == 20)
    assert str(page.table.rows[0].cells[0]).startswith("10:")
    page.stop.clear()
    QTest.keyClicks(page.stop, "zzz")
    qtbot.waitUntil(lambda: not page.table.rows)


def test_the_chosen_journey_stands_on_a_map(window: TestWindow, qtbot: QtBot) -> None:
    page = trips(window)
    plan(qtbot, page)
    qtbot.waitUntil(lambda: bool(page.map.scene().items()))
    assert "University" in page.map.accessibleDescription()
    page.to_map()
    assert page.map.hasFocus()
