"""The program's mark, 28 × 28 in accent, and its name."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import paint_box, paint_icon

PRODUCT = "Civic Counter"


class ProductMark(QWidget, Themed):
    """The mark alone; `side` 28 in the rail, 32 on the sign-in page."""

    def __init__(self, side: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme().px(self._side), theme().px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and register."""
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme().color("accent"), None)
        inset = (self.width() - theme().px(20)) / 2
        paint_icon(painter, "counter", "on-accent", inset, inset)
