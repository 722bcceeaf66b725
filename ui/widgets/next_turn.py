"""Laying out and painting in turns of the event loop of their own, so that a key waits for one of them only.

    paint_apart(window)         # from now on
    paint_next_turn(stack)      # then show another page in it

Qt lays out and paints what has changed in one go, however long both take together.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_BREATH_MS = 1
"""With none at all Qt would paint before it looks for keys again."""


class _Painting(QObject):
    """Puts a window's wish to paint off until what was asked before it is done."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._turn = QTimer(self, interval=_BREATH_MS, singleShot=True)
        self._turn.timeout.connect(self._paint)
        self._its_turn = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Takes the wish; Qt utters no other before this one is granted."""
        if event.type() != QEvent.Type.UpdateRequest or self._its_turn:
            return False
        self._turn.start()
        return True

    def _paint(self) -> None:
        self._its_turn = True
        try:
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        finally:
            self._its_turn = False


def paint_apart(window: QWidget) -> None:
    """A window is painted in a turn of its own, whatever has changed in it."""
    _Painting(window)


def paint_next_turn(widget: QWidget) -> None:
    """What is on the screen stays there until the next turn; nothing when that is promised already."""
    if widget.updatesEnabled():
        widget.setUpdatesEnabled(False)
        QTimer.singleShot(0, widget, lambda: widget.setUpdatesEnabled(True))
