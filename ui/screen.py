"""How large a window begins: as the smallest counter screen, or all of a screen that is no larger."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

SMALLEST_SCREEN = QSize(1366, 768)


def settle(window: QWidget) -> None:
    """The size of the smallest counter screen; the whole screen where that is no larger."""
    room = window.screen().availableSize()
    window.resize(SMALLEST_SCREEN.boundedTo(room))
    if room.width() <= SMALLEST_SCREEN.width() or room.height() <= SMALLEST_SCREEN.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
