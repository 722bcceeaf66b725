"""Arrows walk and choose, Enter goes on to the page with the choice made."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.choice_tile import ChoiceTile
from ui.widgets.layout import column


def test_arrows_choose_and_enter_passes_through(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    tiles = [ChoiceTile("One", "The first"), ChoiceTile("Two", "The second")]
    group = QButtonGroup(page)
    for tile in tiles:
        group.addButton(tile)
    column(*tiles, parent=page)
    tiles[0].setChecked(True)
    page.show()
    page.activateWindow()
    tiles[0].setFocus()
    qtbot.waitUntil(tiles[0].hasFocus)
    QTest.keyClick(tiles[0], Qt.Key.Key_Down)
    assert tiles[1].isChecked()
    pressed: list[bool] = []
    tiles[0].clicked.connect(pressed.append)
    QTest.keyClick(tiles[0], Qt.Key.Key_Return)
    assert tiles[0].isChecked()
    assert pressed == []
    assert tiles[0].accessibleDescription() == "The first"
