"""What stands behind a figure, at the right of a page: a receipt's paper, a bill's lines, a report."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from resources.texts import text
from ui.widgets.card import Card
from ui.widgets.icon_button import IconButton


class DetailPanel(Card):
    """Holds one content at a time. `closed` when the person closed it (the page's Esc does the same).

    `leaving`: what is shown goes now, for something else or for nothing. Where the focus was when the panel opened it
    is again afterwards; left to itself Qt would give it to the first thing of the window.
    """

    closed = Signal()
    leaving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        close = IconButton("close", text("Close"), key="Esc")
        super().__init__(" ", right=close, dense=True, parent=parent)
        close.clicked.connect(self.close_panel)
        self.content: QWidget | None = None
        self.key = ""
        self._came_from: QWidget | None = None
        self.hide()

    def show_content(self, title: str, content: QWidget, key: str = "") -> None:
        """Shows something else; `key` says what it is, so that a page that reloads can show it anew."""
        if self.content is None:
            self._came_from = QApplication.focusWidget()
        self._drop()
        self.set_title(title)
        self.content, self.key = content, key
        self.body.addWidget(content, 1)
        self.show()

    def close_panel(self) -> None:
        """Takes the panel away."""
        gives_back = not self._is_focus_beside()
        self._drop()
        self.key = ""
        self.hide()
        left, before, self._came_from = QApplication.focusWidget(), self._came_from, None
        self.closed.emit()  # the page lays itself out again, or knows better where to go on
        if gives_back and before is not None and QApplication.focusWidget() is left:
            _give_back(before)

    def _is_focus_beside(self) -> bool:
        """Whether the person is at work elsewhere on the page already."""
        focus, page = QApplication.focusWidget(), self.parentWidget()
        return focus is not None and page is not None and page.isAncestorOf(focus) and not self.isAncestorOf(focus)

    def _drop(self) -> None:
        if self.content is not None:
            self.leaving.emit()
            self.body.removeWidget(self.content)
            self.content.hide()
            self.content.deleteLater()
            self.content = None


def _give_back(before: QWidget) -> None:
    if isValid(before) and before.isVisible():
        before.setFocus(Qt.FocusReason.OtherFocusReason)
