"""What an eye or a screen reader would complain about in a shown window: cut words, controls without a name."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.data_table import DataTable
from ui.widgets.table_data import as_cell
from ui.widgets.table_delegate import inner_rect
from ui.widgets.tag import TONE_ICONS, tag_size


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
    """Buttons, chips, one-line labels and tags in tables that are narrower or lower than their words need."""
    found = [words for table in window.findChildren(DataTable) if table.isVisible() for words in _cut_tags(table)]
    for widget in _shown(window):
        if isinstance(widget, (QAbstractButton, QLabel)) and not _may_be_cut(widget):
            need, have = widget.minimumSizeHint(), widget.size()
            if have.width() < need.width() or have.height() < need.height():
                found.append(f"{type(widget).__name__} {widget.text()!r}: has {have.toTuple()}, needs {need.toTuple()}")
    return found


def _cut_tags(table: DataTable) -> Iterator[str]:
    """A state that is drawn in a cell must not lose its end."""
    last = max((place for place in range(table.model().columnCount()) if not table.isColumnHidden(place)), default=0)
    for row in table.rows:
        for place, cell in enumerate(map(as_cell, row.cells)):
            if cell.tag is not None and not table.isColumnHidden(place):
                have = inner_rect(QRect(0, 0, table.columnWidth(place), 0), place, last).width()
                need = tag_size(cell.words, cell.icon or TONE_ICONS[cell.tag]).width()
                if have < need:
                    yield f"tag {cell.words!r}: has {have}, needs {need}"


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
