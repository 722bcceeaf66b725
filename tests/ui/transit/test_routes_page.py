"""Routes and their timetables through the real window, by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.transit.demo_feed import write_demo_feed
from app.transit.import_timetable import import_timetable
from tests.factories.counter import Counter
from tests.factories.window import TestWindow
from tests.ui.transit.test_trips_page import TODAY
from ui.shell.tabbed_page import TabbedPage
from ui.transit.routes_page import RoutesPage

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(counter: Counter, tmp_path: Path, qtbot: QtBot) -> RoutesPage:
    import_timetable(write_demo_feed(tmp_path / "buses.zip", TODAY), counter.services.folder, TODAY)
    return opened(counter, qtbot)


def opened(counter: Counter, qtbot: QtBot) -> RoutesPage:
    """The tab, with the focus in its field."""
    shown = TestWindow(qtbot, counter)
    shown.window.open("transit")
    qtbot.waitUntil(lambda: shown.window.findChild(TabbedPage) is not None)
    tabs = shown.window.findChild(TabbedPage)
    assert isinstance(tabs, TabbedPage)
    page = tabs.open_tab("routes")
    assert isinstance(page, RoutesPage)
    qtbot.waitUntil(page.typed.hasFocus)
    return page


def shows(qtbot: QtBot, page: RoutesPage, number: str, direction: int = 0) -> None:
    """Waits for the timetable of a route."""
    qtbot.waitUntil(
        lambda: page.shown is not None and page.shown.route.number == number and page.shown.direction == direction
    )


def test_a_number_gives_its_timetable_and_f7_the_way_back(page: RoutesPage, qtbot: QtBot) -> None:
    shows(qtbot, page, "1")
    QTest.keyClicks(page.typed, "12")
    shows(qtbot, page, "12")
    QTest.keyClick(page.typed, ENTER)
    assert page.table.hasFocus()
    assert page.shown is not None and len(page.table.rows) == len(page.shown.trips)
    assert page.table.current_key != "0", "at the next trip, not at the first of the day"
    page.turn_round()
    shows(qtbot, page, "12", 1)
    assert "Northgate" in page.card.accessibleName() or "Health Campus" in page.card.accessibleName()


def test_down_walks_the_routes_as_people_count(page: RoutesPage, qtbot: QtBot) -> None:
    shows(qtbot, page, "1")
    QTest.keyClick(page.typed, Qt.Key.Key_Down)
    shows(qtbot, page, "3")
    QTest.keyClick(page.typed, Qt.Key.Key_Up)
    shows(qtbot, page, "1")
    assert "Route 1 Monroe" in page.routes.accessibleName()


def test_a_stop_finds_the_routes_that_serve_it_and_is_marked(page: RoutesPage, qtbot: QtBot) -> None:
    shows(qtbot, page, "1")
    QTest.keyClicks(page.typed, "health campus")
    qtbot.waitUntil(lambda: any(route.stops for route in page.routes.rows.routes))
    assert all(route.place == "Health Campus" for route in page.routes.rows.routes if route.stops)
    page.routes.choose(len(page.routes.rows.routes) - 1)
    qtbot.waitUntil(lambda: any(column.head.startswith("● Health") for column in page.table._model.columns))


def test_days_with_other_trips(page: RoutesPage, qtbot: QtBot) -> None:
    shows(qtbot, page, "1")
    week = len(page.table.rows)
    page.next_day_type()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.day.weekday() == 6)
    assert len(page.table.rows) < week
    page.day.setText("tomorrow")
    page.load()
    assert page.error.text().startswith("Type the date")
    page.day.setText("1/1/2031")
    page.load()
    qtbot.waitUntil(lambda: page.error.text().startswith("The timetable holds"))


def test_right_turns_to_the_stops_that_did_not_fit(page: RoutesPage, qtbot: QtBot) -> None:
    shows(qtbot, page, "1")
    assert page.table.where().endswith("of 15 stops")
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert page.table.where().startswith("Stops 1–")
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.table.where().endswith("of 15 stops")


def test_the_night_after_is_marked(page: RoutesPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.typed, "80")
    shows(qtbot, page, "80")
    assert any("+1" in cell.words for row in page.table.rows for cell in row.cells if not isinstance(cell, str))


def test_nothing_found_and_no_timetable_are_said(counter: Counter, qtbot: QtBot) -> None:
    page = opened(counter, qtbot)
    qtbot.waitUntil(lambda: page.error.text().startswith("There is no timetable yet."))
    assert not page.commands()[1].run_if_possible()


def test_f9_shows_the_route_on_a_map_and_back(page: RoutesPage, qtbot: QtBot) -> None:
    shows(qtbot, page, "1")
    page.turn_map()
    qtbot.waitUntil(lambda: bool(page.map.scene().items()))
    assert page.map.hasFocus() and page.map.accessibleDescription().startswith("Route 1 Monroe: 15 stops from ")
    page.turn_round()
    shows(qtbot, page, "1", 1)
    page.turn_map()
    assert page.table.hasFocus() and not page.has_map


def test_an_alert_is_written_seen_and_ended(page: RoutesPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.typed, "12")
    shows(qtbot, page, "12")
    page.alerts.write()
    assert page.alerts.form.words.hasFocus()
    QTest.keyClick(page.alerts.form.words, ENTER)
    qtbot.waitUntil(page.alerts.form.error.isVisible)
    QTest.keyClicks(page.alerts.form.words, "Detour on Oak")
    page.alerts.form.until.setText("soon")
    page.alerts.give()
    assert page.alerts.form.error.text().startswith("Type the date")
    page.alerts.form.until.setText("12/31/2026")
    QTest.keyClick(page.alerts.form.words, ENTER)
    qtbot.waitUntil(page.alerts.lines.isVisible)
    assert page.alerts.form.isHidden() and page.shown is not None
    assert [(alert.about, alert.text) for alert in page.shown.alerts] == [("12", "Detour on Oak")]
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.alerts.lines.isHidden)
    page.alerts.write()
    assert page.step_back() and page.alerts.form.isHidden()
    assert not page.step_back()


def test_an_alert_is_about_the_route_for_which_it_was_begun(page: RoutesPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.typed, "12")
    shows(qtbot, page, "12")
    page.alerts.write()
    QTest.keyClicks(page.alerts.form.words, "Detour on Oak")
    page.typed.setText("3")
    page._find("3")
    shows(qtbot, page, "3")
    page.alerts.give()
    qtbot.waitUntil(page.alerts.form.isHidden)
    page._find("12")
    shows(qtbot, page, "12")
    qtbot.waitUntil(page.alerts.lines.isVisible)
    assert page.shown is not None and [alert.text for alert in page.shown.alerts] == ["Detour on Oak"]


def test_at_one_stop_only(page: RoutesPage, qtbot: QtBot) -> None:
    page.typed.setText("health campus")
    page._find("health campus")
    qtbot.waitUntil(lambda: any(route.stops for route in page.routes.rows.routes))
    shows(qtbot, page, "12")
    page.alerts.write()
    assert page.alerts.form.only_here.isVisible()
    page.alerts.form.only_here.setChecked(True)
    QTest.keyClicks(page.alerts.form.words, "Bay 2 is closed")
    QTest.keyClick(page.alerts.form.words, ENTER)
    qtbot.waitUntil(page.alerts.lines.isVisible)
    assert page.shown is not None and page.shown.alerts[0].about == "12 · Health Campus"
