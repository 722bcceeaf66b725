"""A widget is painted in the turn after the one in which it was laid out."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.next_turn import paint_apart, paint_next_turn


class Painted(QWidget):
    """Counts how often it was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.times += 1


def test_painting_waits_for_the_next_turn_and_then_happens(qtbot: QtBot) -> None:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: widget.times > 0)
    before = widget.times
    paint_next_turn(widget)
    paint_next_turn(widget)
    widget.repaint()
    assert widget.times == before
    qtbot.waitUntil(lambda: widget.times > before)
    assert widget.updatesEnabled()


def test_a_window_is_painted_in_a_turn_of_its_own(qtbot: QtBot) -> None:
    window = Painted()
    qtbot.addWidget(window)
    paint_apart(window)
    window.show()
    qtbot.waitUntil(lambda: window.times > 0)
    before = window.times
    window.update()
    QCoreApplication.sendPostedEvents()
    assert window.times == before
    qtbot.waitUntil(lambda: window.times > before)
    window.update()
    qtbot.waitUntil(lambda: window.times > before + 1)
