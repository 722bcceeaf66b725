"""How large a window begins."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.screen import SMALLEST_SCREEN, settle


def test_on_a_small_screen_it_takes_all_of_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableSize()  # 800 × 800 without a screen
    settle(window)
    small = room.width() <= SMALLEST_SCREEN.width() or room.height() <= SMALLEST_SCREEN.height()
    assert window.isMaximized() == small
    assert window.width() <= room.width() and window.height() <= room.height()
