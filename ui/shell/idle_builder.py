"""Work of the Qt thread in slices, so that a key never waits longer for its answer than one slice takes.

    builder = IdleBuilder(window)
    builder.add(window.building("accounts"))      # any iterator; each `next` is one step, to be kept under 20 ms

Between two slices the window handles whatever came in meanwhile.
"""

import time
from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

SLICE_SECONDS = 0.010
"""A slice takes no further step after this."""


class IdleBuilder(QObject):
    """Takes steps one after the other; ends with its parent. `breath_ms`: rest of the window between two slices."""

    def __init__(self, parent: QObject, breath_ms: int = 0) -> None:
        super().__init__(parent)
        self._waiting: deque[Iterator[None]] = deque()
        self._timer = QTimer(self, interval=breath_ms)
        self._timer.timeout.connect(self._take_slice)

    @property
    def busy(self) -> bool:
        """Whether steps are left."""
        return bool(self._waiting)

    def add(self, steps: Iterator[None]) -> None:
        """Takes these steps after those that wait already."""
        self._waiting.append(steps)
        self._timer.start()

    def forget(self) -> None:
        """Drops what waits; what was begun stays as it is."""
        self._waiting.clear()
        self._timer.stop()

    def _take_slice(self) -> None:
        until = time.perf_counter() + SLICE_SECONDS
        while self._waiting and time.perf_counter() < until:
            steps = self._waiting[0]
            if not take_step(steps) and self._waiting and self._waiting[0] is steps:
                self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()


def take_step(steps: Iterator[None]) -> bool:
    """One step; False when there was none left."""
    try:
        next(steps)
    except StopIteration:
        return False
    return True


def take_all(steps: Iterator[None]) -> None:
    """Every step that is left, at once."""
    for _ in steps:
        continue
