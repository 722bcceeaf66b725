"""What a drawer holds as one bar, a piece a tender in the order and colours of the table below it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.money import format_cents
from printing.payments.receipt import tender_name
from resources.texts import current_language
from ui.theme import Themed, theme
from ui.widgets.painting import paint_box

TENDER_COLORS = {"cash": "accent", "check": "bar", "money_order": "muted", "card": "good"}
"""Tokens; the table says the same in words and amounts."""
_HEIGHT, _LEAST = 14, 3


class TenderBar(QWidget, Themed):
    """14 high. A tender that holds something is never narrower than 3; one that owes (change given) is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[tuple[str, int]]) -> None:
        """Shows (tender, cents) pairs."""
        self._parts = [(kind, cents) for kind, cents in parts if cents > 0]
        words = (f"{tender_name(current_language(), kind)} {format_cents(cents)}" for kind, cents in self._parts)
        self.setAccessibleName(", ".join(words))
        self.update()

    def apply_theme(self) -> None:
        """Takes its size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its card."""
        return QSize(theme().px(120), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pieces, with a gap of 2 between them, cut to rounded ends."""
        painter, rect = QPainter(self), QRectF(self.rect())
        paint_box(painter, rect, theme().color("sunken"), theme().color("line"), radius=4)
        total = sum(cents for _, cents in self._parts)
        if not total:
            return
        shape = QPainterPath()
        shape.addRoundedRect(rect, theme().px(4), theme().px(4))
        painter.setClipPath(shape)
        gap = theme().px(2)
        room, x = self.width() - gap * (len(self._parts) - 1), 0.0
        for number, (kind, cents) in enumerate(self._parts):
            last = number == len(self._parts) - 1
            width = self.width() - x if last else max(room * cents / total, theme().px(_LEAST))
            painter.fillRect(QRectF(x, 0, width, rect.height()), theme().color(TENDER_COLORS.get(kind, "muted")))
            x += width + gap
