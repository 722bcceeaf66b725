"""Buttons say what they do, by which key, and why not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.button import Button


def test_a_blocked_button_says_why_and_does_nothing(qtbot: QtBot) -> None:
    button = Button("Open drawer", key="F12")
    qtbot.addWidget(button)
    free = button.sizeHint().width()
    button.block("Open a shift first")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "Open a shift first"
    assert button.sizeHint().width() > free
    button.block("")
    assert button.isEnabled()
    assert (button.reason, button.accessibleDescription()) == ("", "F12")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_focused_button(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Take payment", icon="tick", kind="primary", size="large")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_sizes_are_those_of_the_design(qtbot: QtBot) -> None:
    sizes = ("normal", "tall", "large", "quiet")
    buttons = [Button("Print", key="Ctrl+P", size=size) for size in sizes]  # type: ignore[arg-type]  # from a tuple
    for button in buttons:
        qtbot.addWidget(button)
    assert [button.sizeHint().height() for button in buttons] == [36, 44, 52, 28]
    assert [button.is_quiet for button in buttons] == [False, False, False, True]


@pytest.mark.parametrize("spread", [False, True])
@pytest.mark.parametrize("kind", ["plain", "primary", "dangerous"])
def test_every_kind_paints(qtbot: QtBot, kind: str, spread: bool) -> None:
    button = Button("Void…", icon="undo", key="Ctrl+Del", kind=kind, spread=spread)  # type: ignore[arg-type]  # parametrized
    qtbot.addWidget(button)
    free = button.grab().toImage()
    button.block("Needs a second person")
    assert button.grab().toImage() != free


def test_words_and_key_can_change(qtbot: QtBot) -> None:
    button = Button("Show")
    qtbot.addWidget(button)
    button.setText("Hide")
    button.set_key("F4")
    button.set_icon("close")
    assert (button.accessibleName(), button.accessibleDescription()) == ("Hide", "F4")
