"""Laying out and painting in two turns of the event loop, so that a key waits for one of them only.

paint_next_turn(stack)      # then show another page in it
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


def paint_next_turn(widget: QWidget) -> None:
    """What is on the screen stays there until the next turn; nothing when that is promised already."""
    if widget.updatesEnabled():
        widget.setUpdatesEnabled(False)
        QTimer.singleShot(0, widget, lambda: widget.setUpdatesEnabled(True))
