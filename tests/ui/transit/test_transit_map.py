"""The map: made when it is seen, zoomed by keys and wheel, described in words, in every theme."""

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.transit.map_lines import MapLine, MapStop, TransitMap
from ui.theme import THEME_NAMES, theme
from ui.transit.transit_map import ZOOM_MAX, MapView

WAY = MapLine(tuple((n * 100.0, (n % 3) * 40.0) for n in range(11)), "046B5C", "4")
WALK = MapLine(((1_000.0, 40.0), (1_050.0, 90.0)), "", "")
STOPS = tuple(MapStop(n * 100.0, (n % 3) * 40.0, f"Stop {n}", n in (0, 10), n == 4) for n in range(11))
MAP = TransitMap((WAY, WALK), STOPS)


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    shown = MapView()
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    return shown


def seen(view: MapView) -> None:
    view.show()
    view.activateWindow()
    view.setFocus()
    QApplication.processEvents()


def test_it_is_made_when_it_is_seen(view: MapView) -> None:
    view.set_map(MAP, "Route 4 from here to there")
    assert not view.scene().items()
    seen(view)
    assert len(view.scene().items()) == len(STOPS) + 3
    assert view.accessibleDescription() == "Route 4 from here to there"
    view.set_map(None, "")
    assert not view.scene().items()


def test_everything_is_in_sight_at_first(view: MapView) -> None:
    seen(view)
    view.set_map(MAP, "")
    room = view.viewport().rect()
    assert all(room.contains(view.mapFromScene(QPointF(stop.x, stop.y))) for stop in STOPS)


def test_keys_zoom_and_zero_shows_all(view: MapView) -> None:
    view.set_map(MAP, "")
    seen(view)
    assert [mark.stop.name for mark in view._marks if mark.named] == ["Stop 0", "Stop 4", "Stop 10"]
    for _ in range(4):
        QTest.keyClicks(view, "+")
    assert view.zoom > 3 and all(mark.named for mark in view._marks)
    QTest.keyClicks(view, "-")
    QTest.keyClicks(view, "0")
    assert view.zoom == 1.0
    QTest.keyClicks(view, "-")
    assert view.zoom == 1.0, "all of it is the furthest"
    view.magnify(1_000)
    assert view.zoom == ZOOM_MAX
    before = view.horizontalScrollBar().value()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.horizontalScrollBar().value() > before


def test_the_wheel_zooms(view: MapView) -> None:
    view.set_map(MAP, "")
    seen(view)
    middle = QPointF(250, 150)
    for turned, larger in ((120, True), (-120, False)):
        event = QWheelEvent(
            middle,
            middle,
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        view.wheelEvent(event)
        assert (view.zoom > 1) is larger


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme(view: MapView, name: str) -> None:
    view.set_map(MAP, "")
    seen(view)
    theme().apply(name)
    picture = view.grab().toImage()
    assert picture.pixelColor(10, 150) == theme().color("surface")
    theme().apply("light")


def test_a_large_map_is_drawn_within_a_frame_or_two(view: MapView) -> None:
    way = MapLine(tuple((n * 5.0, (n * n % 97) * 3.0) for n in range(4_000)), "046B5C", "4")
    stops = tuple(MapStop(n * 40.0, n * 2.0, f"Stop {n}", False, False) for n in range(200))
    seen(view)
    took = []
    for _ in range(4):
        began = time.process_time()
        view.set_map(TransitMap((way,), stops), "")
        took.append(time.process_time() - began)
    assert min(took) < 0.05, took
