"""Hands type as people do, scan as scanners do, and write down what they typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.scanner import Scanner
from ui.tour.disagreement import Disagreement
from ui.tour.hands import Hands
from ui.widgets.layout import column
from ui.widgets.line_edit import LineEdit


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[LineEdit]:
    window, field = QWidget(), LineEdit(name="Name")
    column(field, parent=window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    yield field


def test_typing_goes_where_the_focus_is(field: LineEdit) -> None:
    hands = Hands(field.window)
    hands.type("Peña 12.50")
    hands.press("Backspace")
    hands.secret("274913")
    assert field.text() == "Peña 12.5274913"
    assert hands.take_typed() == "Peña 12.50 · Backspace · ••••••"
    assert hands.take_typed() == ""


def test_a_scan_is_a_scan_however_busy_the_window_is(field: LineEdit, qtbot: QtBot, qapp: QApplication) -> None:
    scanner, scans = Scanner(qapp), list[str]()
    scanner.scanned.connect(scans.append)
    hands = Hands(field.window)
    hands.type("ab")
    hands.scan("0001000451270000015743")
    assert scans == ["0001000451270000015743"]
    assert field.text() == "ab"
    qapp.removeEventFilter(scanner)
    scanner.deleteLater()


def test_nobody_types_into_a_window_that_is_not_shown(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with pytest.raises(Disagreement):
        Hands(lambda: window).press("Enter")


def test_a_file_is_named_in_its_dialog(field: LineEdit, tmp_path: Path, qapp: QApplication) -> None:
    wanted, chosen = tmp_path / "returns.ach", list[str]()
    wanted.touch()
    ask = QShortcut("Ctrl+O", field.window())
    ask.activated.connect(lambda: chosen.append(QFileDialog.getOpenFileName(field.window())[0]))
    hands = Hands(field.window)
    for _ in range(2):
        hands.open_file("Ctrl+O", wanted)
    assert [Path(path) for path in chosen] == [wanted, wanted]
