"""What is not needed any more goes in steps: a window of two thousand controls would hold the keys for 50 ms.

A part goes whole, because answers and timers that come late know their page and find it gone, never half of it.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid


def letting_go(parts: Iterable[QWidget]) -> Iterator[None]:
    """Steps; a part that stands in another one comes before it."""
    for part in parts:
        if isValid(part):
            let_go(part)
            yield


def let_go(widget: QWidget) -> None:
    """Destroys a widget and all in it, and what they hold of each other: nothing is left for the collector.

    The collector looks no more through what was kept when its window was ready (`ui.garbage`); a cycle left here would
    stay until the program ends.
    """
    gone = [widget, *widget.findChildren(QObject)]
    delete(widget)
    for one in gone:
        one.__dict__.clear()
