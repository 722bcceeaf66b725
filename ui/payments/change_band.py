"""The change in 40 px, and the notes and coins to give: at the same place before and after the payment."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.money import format_cents
from resources.texts import text
from ui.theme import theme
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row

_RIGHT = Qt.AlignmentFlag.AlignRight


class ChangeBand(QWidget):
    """As wide as its panel. `paid` draws the good ground; the digits stand at the same pixel either way."""

    def __init__(self, *, paid: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paid = paid
        self.amount = Label(size=40, weight=600, align=_RIGHT)
        hold(self.amount, height=49)
        self.pieces = Label(color="ink" if paid else "muted", align=_RIGHT, elide=True)
        head = row(Label(text("Change"), size=15, weight=600), self.amount, spacing=12)
        head.setStretch(1, 1)
        column(head, self.pieces, parent=self, margins=(16, 13 if paid else 4, 16, 8), spacing=0)
        self.show_change(0, "")

    def show_change(self, cents: int, pieces: str) -> None:
        """What goes back."""
        self.amount.setText(f"${format_cents(cents)}")
        self.amount.set_color("ink" if cents or self._paid else "muted")
        self.pieces.setText(pieces or " ")  # as high as with words, so that the digits stay where they are
        self.setAccessibleName(text("Change {amount}", amount=format_cents(cents)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A band between two lines once the payment is recorded."""
        if not self._paid:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("good-soft"))
        painter.fillRect(0, 0, self.width(), 1, theme().color("good-line"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("good-line"))
