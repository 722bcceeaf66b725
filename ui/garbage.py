"""Python's garbage goes on the Qt thread only.

The collector runs on whatever thread allocates; on a lane it would destroy widgets and painters that were left in
cycles, and a Qt object that ends on another thread than its own takes the program with it. So the collector is off and
a timer of the Qt thread does its work in small pieces: often the young objects, rarely and only in quiet moments all.
"""

import gc

from PySide6.QtCore import QEvent, QObject, QTimer

YOUNG_MS = 400
_MIDDLE_EVERY, _ALL_EVERY = 12, 150
_QUIET_TICKS = 5


class GarbageCollector(QObject):
    """Takes over from now on; `end` gives the work back to Python. Give it the application to hear of keys."""

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        self._ticks = self._quiet = 0
        gc.collect()
        gc.freeze()  # what is here now stays: it is never looked through again
        gc.disable()
        self._timer = QTimer(self, interval=YOUNG_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()
        application.installEventFilter(self)

    def end(self) -> None:
        """As it was before."""
        self._timer.stop()
        gc.enable()
        gc.unfreeze()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is typing: all is looked through later."""
        if event.type() is QEvent.Type.KeyPress:
            self._quiet = 0
        return False

    def _collect(self) -> None:
        self._ticks += 1
        self._quiet += 1
        if self._ticks >= _ALL_EVERY and self._quiet > _QUIET_TICKS:
            self._ticks = 0
            gc.collect()
        else:
            gc.collect(1 if self._ticks % _MIDDLE_EVERY == 0 else 0)
