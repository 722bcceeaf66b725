"""The navigation at the left: 184 wide, 56 with icons only in a narrow window; Commands and Keys at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.shell.page import PageEntry
from ui.shell.product_mark import PRODUCT, ProductMark
from ui.shell.rail_item import RailItem
from ui.theme import theme
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, scrolled, stretch

WIDE, NARROW = 184, 56


class Rail(QWidget):
    """Emits `chosen` with the key of a page, `commands_wanted` and `keys_wanted`."""

    chosen = Signal(str)
    commands_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("Pages"))
        self._items = {
            entry.key: RailItem(entry.name, entry.icon, entry.shortcut) for entry in entries if entry.in_rail
        }
        for key, item in self._items.items():
            item.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        self._commands = RailItem(text("Commands"), "search", "Ctrl+K", quiet=True)
        self._keys = RailItem(text("Keys"), "help", "F1", quiet=True)
        self._commands.clicked.connect(self.commands_wanted)
        self._keys.clicked.connect(self.keys_wanted)
        self._name = Label(PRODUCT, size=14, weight=600)
        self._build()

    def _build(self) -> None:
        mark_row = QWidget()
        row(ProductMark(), self._name, stretch(), parent=mark_row, margins=(16, 0, 0, 0), spacing=10)
        hold(mark_row, height=56)
        items = QWidget()
        column(*self._items.values(), stretch(), parent=items, margins=(8, 8, 8, 8), spacing=2)
        below = column(self._commands, self._keys, margins=(8, 0, 8, 10), spacing=2)
        content = column(mark_row, parent=self, margins=(0, 0, 1, 0), spacing=0)
        content.addWidget(scrolled(items), 1)
        content.addLayout(below)
        self.set_narrow(False)

    def choose(self, key: str) -> None:
        """Marks the page that is shown; a page that has no item marks none."""
        for name, item in self._items.items():
            item.setAutoExclusive(False)
            item.setChecked(name == key)
            item.setAutoExclusive(True)

    def set_badge(self, key: str, count: int) -> None:
        """Shows a count at a page's item. Raises KeyError for a page without an item."""
        self._items[key].set_badge(count)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons with names and keys."""
        hold(self, width=NARROW if narrow else WIDE)
        self._name.setVisible(not narrow)
        for item in (*self._items.values(), self._commands, self._keys):
            item.set_narrow(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface with a line at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme().color("line"))
