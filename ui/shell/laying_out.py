"""Lays a window out before it is shown, in steps: what Qt would do in one go when it first draws it.

A widget that is not seen gets neither its size nor its polish until it is; then all of them do, however many there are.
"""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

_AT_ONCE = 16
_CHILDREN_ONLY = Qt.FindChildOption.FindDirectChildrenOnly
_PENDING = Qt.WidgetAttribute.WA_PendingResizeEvent


def laying_out(window: QWidget) -> Iterator[None]:
    """Steps; from the window inwards, because each widget's room is what the one around it leaves."""
    around = [window]
    for number, widget in enumerate(around, 1):  # grows meanwhile
        _lay_out(widget)
        children = widget.findChildren(QWidget, options=_CHILDREN_ONLY)
        around += [child for child in children if not child.isHidden() and not child.isWindow()]
        if number % _AT_ONCE == 0:
            yield
    window.grab(QRect(0, 0, 1, 1))  # what is still to be done, as if it were drawn
    yield


def _lay_out(widget: QWidget) -> None:
    widget.ensurePolished()
    if widget.testAttribute(_PENDING):
        widget.setAttribute(_PENDING, False)
        QCoreApplication.sendEvent(widget, QResizeEvent(widget.size(), QSize()))
    layout = widget.layout()
    if layout is not None:
        layout.activate()
