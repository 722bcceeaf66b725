"""Python's garbage goes on the Qt thread only.

The collector runs on whatever thread allocates; on a lane it would destroy widgets and painters that were left in
cycles, and a Qt object that ends on another thread than its own takes the program with it. So automatic collection is
off, and a timer of the Qt thread does what is due by the collector's own thresholds.
"""

import gc
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250


class GarbageCollector(QObject):
    """Takes over from now on; `stop` gives the work back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self.resting = False
        """While code is read nothing is collected: all of it would be looked through, to be kept a moment later."""
        self.keep()  # nearly all of it, not even this once
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def stop(self) -> None:
        """As it was before."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def keep(self) -> None:
        """What is here now stays, as after the code of the pages was read: it is not looked through any more."""
        gc.freeze()
        self.resting = False

    def keeping(self) -> Iterator[None]:
        """One step, once a window and all its pages stand: whoever lets go of them leaves no cycles (`letting_go`).

        What is garbage since a while goes when it is due, before or after; all of it now would hold the thread.
        """
        gc.collect(1)
        self.keep()
        yield

    def collect_due(self) -> int:
        """Collects the oldest generation whose threshold is passed; gives how many objects went."""
        return 0 if self.resting else collect_due()


def collect_due() -> int:
    """What Python's own collector would do now, on this thread; gives how many objects went."""
    due = [
        number
        for number, (has, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if has > limit
    ]
    return gc.collect(due[-1]) if due else 0
