"""What stands behind a figure, at the right of a page: a receipt's paper, a bill's lines, a report."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.widgets.card import Card
from ui.widgets.icon_button import IconButton


class DetailPanel(Card):
    """Holds one content at a time. `closed` when the person closed it (the page's Esc does the same).

    `leaving`: what is shown goes now, for something else or for nothing.
    """

    closed = Signal()
    leaving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        close = IconButton("close", text("Close"), key="Esc")
        super().__init__(" ", right=close, dense=True, parent=parent)
        close.clicked.connect(self.close_panel)
        self.content: QWidget | None = None
        self.key = ""
        self.hide()

    def show_content(self, title: str, content: QWidget, key: str = "") -> None:
        """Shows something else; `key` says what it is, so that a page that reloads can show it anew."""
        self._drop()
        self.set_title(title)
        self.content, self.key = content, key
        self.body.addWidget(content, 1)
        self.show()

    def close_panel(self) -> None:
        """Takes the panel away."""
        self._drop()
        self.key = ""
        self.hide()
        self.closed.emit()

    def _drop(self) -> None:
        if self.content is not None:
            self.leaving.emit()
            self.body.removeWidget(self.content)
            self.content.hide()
            self.content.deleteLater()
            self.content = None
