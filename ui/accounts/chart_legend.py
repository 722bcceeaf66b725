"""Says what bars and line of the chart are: a square for bills, a line with a point for payments."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.painting import paint_text

_SQUARE, _LINE, _GAP, _BETWEEN = 12, 18, 8, 18


class ChartLegend(QWidget, Themed):
    """Stands in the heading of the chart's card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = (text("Bills"), text("Payments"))
        self.setAccessibleName(text("Bars are bills, the line is payments"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def apply_theme(self) -> None:
        """Takes its size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Both signs with their words."""
        px = theme().px
        return QSize(sum(self._widths()) + px(_SQUARE + _LINE + 2 * _GAP + _BETWEEN) + 2, px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Square, word, line with a point, word."""
        painter, px = QPainter(self), theme().px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, (bills, payments) = self.height() / 2, self._widths()
        painter.fillRect(QRectF(0, round(middle) - px(_SQUARE) / 2, px(_SQUARE), px(_SQUARE)), theme().color("bar"))
        self._paint_word(painter, px(_SQUARE + _GAP), bills, self._words[0])
        start = px(_SQUARE + _GAP + _BETWEEN) + bills
        painter.setPen(QPen(theme().color("accent"), px(2)))
        painter.setBrush(theme().color("surface"))
        painter.drawLine(QPointF(start, middle), QPointF(start + px(_LINE), middle))
        painter.drawEllipse(QPointF(start + px(_LINE) / 2, middle), px(3.5), px(3.5))
        self._paint_word(painter, start + px(_LINE + _GAP), payments, self._words[1])

    def _paint_word(self, painter: QPainter, left: int, width: int, word: str) -> None:
        room = QRect(left, 0, width + 2, self.height())
        paint_text(painter, room, word, theme().font(13), "muted", Qt.AlignmentFlag.AlignLeft)

    def _widths(self) -> tuple[int, int]:
        metrics = QFontMetrics(theme().font(13))
        return metrics.horizontalAdvance(self._words[0]), metrics.horizontalAdvance(self._words[1])
