"""Tabs, choices from a list, and figures."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.avatar import initials_of
from ui.widgets.combo_box import ComboBox
from ui.widgets.figures import Figure, Figures
from ui.widgets.line_edit import LineEdit
from ui.widgets.tabs import Tabs


def test_arrows_walk_and_a_badge_takes_room(qtbot: QtBot) -> None:
    tabs = Tabs(["Activity", "Bills", "Deposits"], label="About this account")
    qtbot.addWidget(tabs)
    tabs.show()
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    width = tabs.sizeHint().width()
    tabs.set_badge(1, 3)
    assert tabs.sizeHint().width() > width
    tabs.grab()


def test_only_a_person_choosing_is_told(qtbot: QtBot) -> None:
    combo = ComboBox([("en", "English"), ("es", "Español")], name="Language")
    qtbot.addWidget(combo)
    told: list[str] = []
    combo.chosen.connect(told.append)
    combo.set_value("es")
    combo.set_choices([("fr", "Français"), ("es", "Español")])
    assert (combo.value, told) == ("es", [])
    QTest.keyClick(combo, Qt.Key.Key_Up)
    assert (combo.value, told) == ("fr", ["fr"])
    combo.set_value("xx")
    assert combo.value == ""


def test_the_wheel_never_changes_a_value(qtbot: QtBot) -> None:
    combo = ComboBox([("a", "A"), ("b", "B")], name="Choice")
    qtbot.addWidget(combo)
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert combo.value == "a"


def test_figures_are_read_aloud_and_replaced(qtbot: QtBot) -> None:
    figures = Figures()
    qtbot.addWidget(figures)
    rows = [Figure("Required", "370.92"), Figure("Shortfall", "120.92", "bad", total=True)]
    figures.set_rows(rows)
    figures.set_rows(rows)
    assert figures.rows == rows
    figures.set_rows([])
    assert figures.rows == []


@pytest.mark.parametrize(
    ("name", "initials"), [("M. Reyes", "MR"), ("Ana María López", "AL"), ("Cher", "C"), ("", ""), (" ö ", "Ö")]
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_a_line_gives_back_what_a_scan_changed(qtbot: QtBot) -> None:
    line = LineEdit("Type what happened", icon="search", key="F2")
    qtbot.addWidget(line)
    edited: list[str] = []
    line.textEdited.connect(edited.append)
    line.setText("abc")
    before = line.snapshot()
    line.setText("abc1000451")
    line.restore(before)
    assert (line.text(), line.cursorPosition(), edited) == ("abc", 3, ["abc"])
