"""What is not needed any more goes in steps: a window of two thousand controls would hold the keys for 50 ms.

A part goes whole, because answers and timers that come late know their page and find it gone, never half of it.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

_AT_ONCE = 200
"""Objects whose memory goes in one step."""


def letting_go(parts: Iterable[QWidget]) -> Iterator[None]:
    """Steps; a part that stands in another one comes before it.

    A part is destroyed with all in it, and then what they hold of each other: nothing is left for the collector, which
    looks no more through what was kept when its window was ready (`ui.garbage`).
    """
    for part in parts:
        if not isValid(part):
            continue
        gone = [part, *part.findChildren(QObject)]
        delete(part)
        yield
        while gone:
            for _ in range(min(_AT_ONCE, len(gone))):
                gone.pop().__dict__.clear()
            yield
