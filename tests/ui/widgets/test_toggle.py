"""Chips and tenders are on or off by key and by mouse; a blocked tender says why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.tender_button import TenderButton


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_turn_it_on_and_it_looks_so(qtbot: QtBot, key: Qt.Key) -> None:
    chip = Chip("188.00", height=36)
    qtbot.addWidget(chip)
    off, width = chip.grab().toImage(), chip.sizeHint().width()
    QTest.keyClick(chip, key)
    assert chip.isChecked()
    assert chip.grab().toImage() != off
    assert chip.sizeHint().width() == width + 21
    assert chip.sizeHint().height() == 36


def test_a_blocked_tender_says_why_and_is_not_chosen(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    group = QButtonGroup(panel)
    cash = TenderButton("Cash", icon="cash", key="F5", parent=panel)
    check = TenderButton("Check", icon="check", key="F6", parent=panel)
    group.addButton(cash)
    group.addButton(check)
    cash.setChecked(True)
    free = check.grab().toImage()
    check.block("Cash only")
    QTest.mouseClick(check, Qt.MouseButton.LeftButton)
    assert cash.isChecked()
    assert (check.reason, check.accessibleDescription()) == ("Cash only", "Cash only")
    assert check.grab().toImage() != free
    check.block("")
    assert check.accessibleDescription() == "F6"


def test_the_words_of_a_check_box_can_be_clicked(qtbot: QtBot) -> None:
    box = CheckBox("Print a receipt")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
    on = box.grab().toImage()
    box.setEnabled(False)
    assert box.grab().toImage() != on
