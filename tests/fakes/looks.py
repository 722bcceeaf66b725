"""What an eye or a screen reader would complain about in a shown window: cut words, controls without a name."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot


def until_whole(qtbot: QtBot, window: QWidget) -> None:
    """Waits until nothing is cut, because parts ask for their room anew after a change; every control has a name."""
    for _ in range(5):
        QApplication.processEvents()

    def is_whole() -> None:
        found = cut(window)
        assert found == [], found

    qtbot.waitUntil(is_whole)
    assert unnamed(window) == []


def cut(window: QWidget) -> list[str]:
    """Buttons, chips and one-line labels that are narrower or lower than their words need."""
    found = []
    for widget in _shown(window):
        if isinstance(widget, (QAbstractButton, QLabel)) and not _may_be_cut(widget):
            need, have = widget.minimumSizeHint(), widget.size()
            if have.width() < need.width() or have.height() < need.height():
                found.append(f"{type(widget).__name__} {widget.text()!r}: has {have.toTuple()}, needs {need.toTuple()}")
    return found


def unnamed(window: QWidget) -> list[str]:
    """Controls that can have the focus and have nothing to be read aloud."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in _shown(window)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QScrollBar)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and widget is not window
    ]


def _shown(window: QWidget) -> Iterator[QWidget]:
    return (
        widget for widget in window.findChildren(QWidget) if widget.isVisible() and not widget.visibleRegion().isEmpty()
    )


def _may_be_cut(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and (widget.wordWrap() or isinstance(widget.parentWidget(), QAbstractScrollArea))
