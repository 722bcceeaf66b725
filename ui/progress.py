"""How far work on a lane is, brought to the Qt thread; and the wish to cancel, brought back to the lane.

progress = Progress(self); progress.moved.connect(show)
operations.background(self, "import", lambda services: load(..., progress.tell), ...)
progress.cancel()
"""

import time

from PySide6.QtCore import QObject, Qt, Signal

_SECONDS_BETWEEN = 0.05


class Progress(QObject):
    """`moved` tells the step and the share done (0.0 to 1.0), at most twenty times a second."""

    moved = Signal(str, float)
    _told = Signal(str, float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cancelled = False
        self._last = 0.0
        self._told.connect(self.moved, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Somebody does not want to wait any more."""
        self._cancelled = True

    def is_cancelled(self) -> bool:
        """Asked on the lane."""
        return self._cancelled

    def tell(self, step: str, done: int, whole: int) -> None:
        """Called on the lane, as often as it likes."""
        now = time.monotonic()
        if now - self._last < _SECONDS_BETWEEN:
            return
        self._last = now
        try:
            self._told.emit(step, done / whole if whole > 0 else 0.0)
        except RuntimeError:  # the page has gone; the work goes on without anybody looking
            self._last = now
