"""The bar above the page: one search field that takes anything (F2), and who is signed in."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.shell.user_button import UserButton
from ui.theme import theme
from ui.widgets.layout import hold, row, stretch
from ui.widgets.line_edit import LineEdit


class SearchField(LineEdit):
    """Enter and the arrows are told, and go no further: an Enter typed here never reaches the page's commands."""

    entered = Signal(str)
    moved = Signal(int)

    def __init__(self, placeholder: str, *, name: str, key: str = "") -> None:
        super().__init__(placeholder, name=name, icon="search", key=key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """May become narrow in a narrow window."""
        return QSize(theme().px(200), theme().px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and Enter belong to the results below."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text())
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """56 high; the search field 560 × 36 at most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        invitation = text("Scan or type: account, name, address, phone, meter, receipt")
        self.search = SearchField(invitation, name=text("Search"), key="F2")
        self.user = UserButton()
        hold(self.search, max_width=560)
        hold(self, height=56)
        bar = row(self.search, stretch(), self.user, parent=self, margins=(16, 1, 8, 1), spacing=16)
        bar.setStretch(0, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface with a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))
