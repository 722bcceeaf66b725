"""The tour's eyes: what a person at the window could read, by the words and accessible names of what is visible."""

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QWidget,
)

_BLANKS = re.compile(r"\s+")


class Eyes:
    """Reads whatever window is shown now."""

    def __init__(self, window: Callable[[], QWidget]) -> None:
        self._window = window

    def words(self, root: QWidget | None = None) -> list[str]:
        """Everything visible that has words, one entry a text."""
        return [words for widget in self._visible(root) for words in _words_of(widget)]

    def reads(self, wanted: str, root: QWidget | None = None) -> bool:
        """Is it to be read anywhere? Blanks count as one."""
        plain = _plain(wanted)
        return any(plain in _plain(words) for words in self.words(root))

    def control(self, name: str) -> QWidget | None:
        """The visible control with this accessible name, or whose name or words begin with it."""
        controls = list(self._visible(None))
        named = [widget for widget in controls if widget.accessibleName() == name]
        begun = [widget for widget in controls if any(words.startswith(name) for words in _words_of(widget))]
        return next(iter([*named, *begun]), None)

    def line(self, name: str) -> str:
        """What stands in the field of this name; "" when it is not there."""
        fields = [widget for widget in self._visible(None) if isinstance(widget, QLineEdit)]
        return next((field.text() for field in fields if field.accessibleName() == name), "")

    def choices(self, name: str) -> int:
        """How many there are in the list of this name; 0 when it is not there."""
        lists = [widget for widget in self._visible(None) if isinstance(widget, QComboBox)]
        return next((each.count() for each in lists if each.accessibleName() == name), 0)

    def table(self, name: str) -> dict[str, str]:
        """First and last cell of every row of the table of this name."""
        tables = (widget for widget in self._visible(None) if isinstance(widget, QTableView))
        found = next((table for table in tables if table.accessibleName() == name), None)
        return {cells[0]: cells[-1] for cells in _cells(found) if cells} if found is not None else {}

    def is_on(self, name: str) -> bool:
        """Is the button of this name chosen?"""
        buttons = (widget for widget in self._visible(None) if isinstance(widget, QAbstractButton))
        return any(button.isChecked() for button in buttons if button.text() == name)

    @property
    def focus(self) -> str:
        """Name of what has the focus."""
        widget = QApplication.focusWidget()
        return "" if widget is None else widget.accessibleName() or " ".join(_words_of(widget))

    def is_visible(self, kind: type[QWidget]) -> bool:
        """Is a widget of this class to be seen?"""
        return any(isinstance(widget, kind) for widget in self._visible(None))

    def _visible(self, root: QWidget | None) -> Iterator[QWidget]:
        start = root or self._window()
        popup = QApplication.activePopupWidget()
        for top in (start, popup) if popup is not None and popup is not start else (start,):
            yield from (widget for widget in [top, *top.findChildren(QWidget)] if widget.isVisible())


def _words_of(widget: QWidget) -> Iterator[str]:
    """A control's words as they are read aloud; rows of tables and names of tabs one by one."""
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
        return
    if isinstance(widget, QTableView):
        yield from (" ".join(cells) for cells in (_heads(widget), *_cells(widget)))
    parts = dict.fromkeys((widget.accessibleName(), _content(widget), widget.accessibleDescription()))
    yield from filter(None, parts)
    yield " ".join(filter(None, parts))


def _content(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""


def _heads(table: QTableView) -> list[str]:
    model = table.model()
    heads = (model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount()))
    return [str(head) for head in heads if head]


def _cells(table: QTableView) -> Iterator[list[str]]:
    """One list a row, empty cells left out."""
    model = table.model()
    for row in range(model.rowCount()):
        cells = (model.index(row, column).data(Qt.ItemDataRole.DisplayRole) for column in range(model.columnCount()))
        yield [str(cell) for cell in cells if cell]


def _plain(words: str) -> str:
    return _BLANKS.sub(" ", words)
