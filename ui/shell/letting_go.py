"""What is not needed any more goes in steps: a window of two thousand controls would hold the keys for 50 ms.

A part goes whole, because answers and timers that come late know their page and find it gone, never half of it. Only
what it was made of is looked up before, and let go of each other afterwards, in steps of their own.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

_AT_ONCE = 400


def letting_go(parts: Iterable[QWidget]) -> Iterator[None]:
    """Steps; a part that stands in another one comes before it."""
    for part in parts:
        if isValid(part):
            yield from _going(part)


def let_go(widget: QWidget) -> None:
    """All the steps of one part at once."""
    for _ in _going(widget):
        continue


def _going(widget: QWidget) -> Iterator[None]:
    """Destroys a widget and all in it, and what they hold of each other: nothing is left for the collector.

    The collector looks no more through what was kept when its window was ready (`ui.garbage`); a cycle left here would
    stay until the program ends.
    """
    gone = [widget, *widget.findChildren(QObject)]
    yield
    if isValid(widget):
        delete(widget)
    yield
    for number, one in enumerate(gone, 1):
        one.__dict__.clear()
        if not number % _AT_ONCE:
            yield
