"""What bars and line of a `BillsChart` mean: `Card(text("13 months"), dense=True, right=ChartLegend())`."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.painting import paint_text

_GAP, _SWATCH, _STROKE, _BETWEEN = 7, 12, 18, 18


class ChartLegend(QWidget, Themed):
    """A square for bills, a line with a point for payments."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bills, self._payments = text("Bills"), text("Payments")
        self.setAccessibleName(f"{self._bills}, {self._payments}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Both, side by side."""
        fixed = theme().px(_SWATCH + _STROKE + 2 * _GAP + _BETWEEN)
        return QSize(self._width(self._bills) + self._width(self._payments) + fixed, theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Signs and words."""
        painter, px, middle = QPainter(self), theme().px, self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, middle - px(_SWATCH) / 2, px(_SWATCH), px(_SWATCH)), theme().color("bar"))
        x = px(_SWATCH + _GAP)
        self._paint_words(painter, x, self._bills)
        x += self._width(self._bills) + px(_BETWEEN)
        painter.setPen(QPen(theme().color("accent"), px(2)))
        painter.setBrush(theme().color("surface"))
        painter.drawLine(QPointF(x, middle), QPointF(x + px(_STROKE), middle))
        painter.drawEllipse(QPointF(x + px(_STROKE) / 2, middle), px(3.5), px(3.5))
        self._paint_words(painter, x + px(_STROKE + _GAP), self._payments)

    def _paint_words(self, painter: QPainter, x: int, words: str) -> None:
        room = QRect(x, 0, self._width(words), self.height())
        paint_text(painter, room, words, theme().font(12), "muted", Qt.AlignmentFlag.AlignLeft)

    def _width(self, words: str) -> int:
        return QFontMetrics(theme().font(12)).horizontalAdvance(words) + 1
