"""Another look for every widget: what is seen comes first, then what is hidden, in slices.

    restyling = Restyling(theme, refresh)                   # refresh(widget, scaled) brings one widget up to date
    restyling.begin(windows, scaled=True, at_once=False)    # tells `seen_done` when the screen shows the new look
    restyling.settle(page)                                  # before a page is shown that may still have the old one

What is seen keeps its old picture until all of it is ready: neither laid out nor painted meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from shiboken6 import isValid

from ui.shell.idle_builder import IdleBuilder, take_all, take_step

_AT_ONCE = 8
"""Widgets that are brought up to date in one step."""
_BREATH_MS = 20
"""Rest between slices of what is hidden, also before the first: what is seen is painted then."""
_CHILDREN_ONLY = Qt.FindChildOption.FindDirectChildrenOnly


class Restyling(QObject):
    """One a program. A change that comes before the last one is through takes its place."""

    seen_done = Signal()

    def __init__(self, parent: QObject, refresh: Callable[[QWidget, bool], None]) -> None:
        super().__init__(parent)
        self._refresh_one = refresh
        self._scaled = False
        self._hidden: dict[QWidget, None] = {}
        self._done: set[QWidget] = set()
        self._first, self._later = IdleBuilder(self), IdleBuilder(self, _BREATH_MS)

    def begin(self, windows: Iterable[QWidget], *, scaled: bool, at_once: bool) -> None:
        """`scaled`: lengths changed, too. `at_once`: what is seen, and hidden windows, before this returns."""
        self._scaled = scaled or (self._scaled and (self._first.busy or self._later.busy))
        self._first.forget()
        self._later.forget()
        self._done.clear()
        self._hidden.clear()
        seen = list(dict.fromkeys(widget for window in windows for widget in self._seen(window, at_once=at_once)))
        if at_once:
            take_all(self._refreshing(seen))
            self.seen_done.emit()
        else:
            steps = self._exchanging(seen)
            take_step(steps)
            self._first.add(steps)
        self._later.add(self._refreshing_hidden())

    def settle(self, hidden: QWidget) -> None:
        """Brings a widget that is not seen up to date, and all in it, where that is still to be done."""
        roots = [root for root in self._hidden if isValid(root)]
        inside = [root for root in roots if root is hidden or hidden.isAncestorOf(root)]
        for root in inside:
            del self._hidden[root]
        if inside or any(root.isAncestorOf(hidden) for root in roots):
            take_all(self._refreshing([hidden, *hidden.findChildren(QWidget)]))

    # -- inside

    def _seen(self, window: QWidget, *, at_once: bool) -> list[QWidget]:
        """What the person who changes the look sees of a window; the roots of what they do not see are kept."""
        active = QApplication.activeWindow()
        if window.isVisible() and active in (None, window):
            return self._shown_in(window)
        if at_once and not window.isVisible():
            return [window, *window.findChildren(QWidget)]
        self._hidden[window] = None
        return []

    def _shown_in(self, window: QWidget) -> list[QWidget]:
        shown = [window]
        for widget in shown:  # grows meanwhile
            for child in widget.findChildren(QWidget, options=_CHILDREN_ONLY):
                if child.isVisible():
                    shown.append(child)
                elif not child.isWindow():
                    self._hidden[child] = None
        return [widget for widget in shown if widget is window or not widget.isWindow()]

    def _exchanging(self, seen: list[QWidget]) -> Iterator[None]:
        with _held_still(seen) as layouts:
            yield
            yield from self._refreshing(seen)
            for layout in reversed(layouts):
                if isValid(layout):
                    layout.sizeHint()  # the innermost first: the whole window then only adds up
                yield
        self.seen_done.emit()

    def _refreshing_hidden(self) -> Iterator[None]:
        while self._hidden:
            root, _ = self._hidden.popitem()
            if isValid(root):
                yield from self._refreshing([root, *root.findChildren(QWidget)])

    def _refreshing(self, widgets: Iterable[QWidget]) -> Iterator[None]:
        left = iter(widgets)
        while batch := list(islice(left, _AT_ONCE)):
            for widget in batch:
                if widget not in self._done and isValid(widget):
                    self._done.add(widget)
                    self._refresh_one(widget, self._scaled)
            yield


@contextmanager
def _held_still(seen: list[QWidget]) -> Iterator[list[QLayout]]:
    """Nothing of this is laid out or painted meanwhile; everything is, in turns of their own, afterwards."""
    windows = {window: window.size() for window in seen if window.isWindow()}
    laid_out = {widget: layout for widget in seen if (layout := widget.layout()) is not None}
    for window in windows:
        window.setUpdatesEnabled(False)
    for layout in laid_out.values():
        layout.setEnabled(False)
    try:
        yield list(laid_out.values())
    finally:
        resized = any(isValid(window) and window.size() != size for window, size in windows.items())
        for widget, layout in laid_out.items():
            if isValid(widget) and isValid(layout):
                layout.setEnabled(True)
                if resized:
                    layout.invalidate()
                QCoreApplication.postEvent(widget, QEvent(QEvent.Type.LayoutRequest))
        for window in windows:
            if isValid(window):
                window.setUpdatesEnabled(True)
