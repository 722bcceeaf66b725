"""What the search found, below the search field: Up and Down walk, Enter opens, Esc closes.

shell.results.show_hits([Pick("account-id", "home", "10-004512-7  Alvarez, Maria", "1207 Pine St", "157.43")])
shell.results.show_message("search", text("Nothing found"), text("Check the number, or try the street."))
shell.results.opened.connect(open_account)          # key of the hit
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.shell.panel import Panel
from ui.shell.pick_list import Pick, PickList
from ui.theme import theme
from ui.widgets.layout import column


class SearchResults(Panel):
    """Shown only while it has something to say."""

    opened = Signal(str)
    shown = Signal()
    put_away = Signal()
    """Somebody wants no answer any more, also none that is still on its way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = PickList(name=text("Search results"))
        column(self.list, parent=self, margins=5, spacing=0)
        self.list.picked.connect(self._open)
        self._outdated = False
        self.hide()

    @property
    def answers(self) -> bool:
        """Does it show what was found for all that was typed? If not, Enter means the input and not the first hit."""
        return self.isVisible() and not self._outdated

    def outdate(self) -> None:
        """The person has typed on; what is shown stays until the new answer comes."""
        self._outdated = True

    def show_hits(self, hits: Sequence[Pick]) -> None:
        """Shows the hits, the first one chosen; none closes the panel."""
        self._outdated = False
        self.list.set_picks(hits)
        self.setVisible(bool(hits))
        self.shown.emit()

    def show_message(self, icon: str, fact: str, next_step: str = "", *, color: str = "") -> None:
        """Says that nothing was found, that a scan was misread, or why the search cannot answer."""
        self.show_hits([Pick("", icon, fact, next_step, dull=True, color=color)])

    def close_panel(self) -> None:
        """Esc, or a click beside it."""
        self.hide()
        self.put_away.emit()

    def wanted_height(self) -> int:
        """All rows and the border."""
        return self.list.height_wanted() + theme().px(10) + 2

    def _open(self, key: str) -> None:
        self.hide()
        self.opened.emit(key)
