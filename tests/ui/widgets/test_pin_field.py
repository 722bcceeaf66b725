"""The PIN: dots only, digits only, handed over once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.pin_field import PinField
from ui.widgets.pin_pad import PinKey, PinPad


@pytest.fixture
def field(qtbot: QtBot) -> PinField:
    """A shown field with the focus."""
    shown = PinField()
    qtbot.addWidget(shown)
    shown.resize(340, 52)
    shown.show()
    shown.setFocus()
    return shown


def test_only_digits_count_and_are_handed_over_once(field: PinField) -> None:
    QTest.keyClicks(field, "12a3 4")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.length == 3
    assert field.accessibleDescription() == "3 of 6"
    assert field.take() == "123"
    assert field.take() == ""


def test_other_digits_of_unicode_are_not_taken(field: PinField) -> None:
    field.add("٣")
    field.add("12")
    assert field.length == 0


def test_no_more_than_the_longest_pin(field: PinField) -> None:
    QTest.keyClicks(field, "1" * 40)
    assert field.length == 12


def test_nothing_of_the_digits_can_be_read_from_outside(field: PinField) -> None:
    QTest.keyClicks(field, "918273")
    spoken = f"{field.accessibleName()} {field.accessibleDescription()} {field.toolTip()}"
    assert not any(digit * 1 in spoken.replace("6 of 6", "") for digit in "918273")


def test_enter_is_told(qtbot: QtBot, field: PinField) -> None:
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_dots_are_painted(field: PinField) -> None:
    empty = field.grab().toImage()
    QTest.keyClicks(field, "12")
    field.set_expected(4)
    assert field.grab().toImage() != empty


def test_the_pad_types_and_leaves_the_focus(qtbot: QtBot, field: PinField) -> None:
    pad = PinPad(field)
    qtbot.addWidget(pad)
    keys = {key.accessibleName(): key for key in pad.findChildren(PinKey)}
    for name in ("1", "9", "0", "Take the last digit away", "5"):
        QTest.mouseClick(keys[name], Qt.MouseButton.LeftButton)
    assert all(key.focusPolicy() == Qt.FocusPolicy.NoFocus for key in keys.values())
    assert field.take() == "195"
    QTest.mouseClick(keys["1"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(keys["Clear"], Qt.MouseButton.LeftButton)
    assert field.length == 0


def test_a_pin_longer_than_it_need_be_keeps_its_dots_before_the_count(field: PinField) -> None:
    QTest.keyClicks(field, "1" * 12)
    field.clearFocus()
    image = field.grab().toImage()
    ink = {image.pixelColor(x, 26).name() for x in range(284, 300)}
    assert field.length == 12
    assert ink == {image.pixelColor(338, 26).name()}  # free ground between the last dot and the figure
