"""What may lie over the page: search results and the command palette; where they stand and how they close."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.shell.command import Command
from ui.shell.command_palette import CommandPalette
from ui.shell.panel import Panel
from ui.shell.search_results import SearchResults
from ui.theme import theme


class Overlays:
    """Results stand under the search field, the palette in the upper middle; both keep inside the window."""

    def __init__(self, ground: QWidget, search: QWidget, commands: Callable[[], Sequence[Command]]) -> None:
        self._ground, self._search = ground, search
        self.results = SearchResults(ground)
        self.palette = CommandPalette(commands, ground)
        self.results.shown.connect(self.place)
        self.palette.filtered.connect(self.place)

    def close_one(self) -> bool:
        """Esc: closes what lies on top. False when nothing does."""
        if self.palette.isVisible():
            self.palette.close_panel()
        elif self.results.isVisible():
            self.results.close_panel()
        else:
            return False
        return True

    def close_all(self) -> None:
        """A click beside them, a scan, another page."""
        self.palette.close_panel()
        self.results.close_panel()

    def place(self) -> None:
        """After the window, the zoom or what they show changed."""
        below = self._search.mapTo(self._ground, QPoint(0, self._search.height() + theme().px(4)))
        self._place(self.results, below, max(self._search.width(), theme().px(480)))
        width = min(theme().px(560), self._ground.width() - theme().px(32))
        self._place(self.palette, QPoint((self._ground.width() - width) // 2, theme().px(88)), width)

    def _place(self, panel: Panel, at: QPoint, width: int) -> None:
        room = self._ground.height() - at.y() - theme().px(16)
        width = min(width, self._ground.width() - at.x() - theme().px(8))
        panel.setGeometry(at.x(), at.y(), width, max(min(panel.wanted_height(), room), theme().px(60)))
        panel.raise_()
