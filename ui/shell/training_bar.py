"""The bar above everything in training mode: the word, what it means, and stripes that no real window has."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.layout import hold
from ui.widgets.painting import paint_text

_HEIGHT, _STRIPE, _GAP = 36, 18, 16


class TrainingBar(QWidget, Themed):
    """36 high in the warning colour of the theme; stands above rail, page and sign-in alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = text("TRAINING")
        self.words = text("Practice data: nothing here is real, nothing is kept for the city.")
        self.setAccessibleName(f"{self.word}. {self.words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hold(self, height=_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stripes over the whole bar, and the words on plain ground in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("warn"))
        self._paint_stripes(painter)
        word_font, font, gap = theme().font(18, 600), theme().font(13, 500), theme().px(_GAP)
        word = QFontMetrics(word_font).horizontalAdvance(self.word) + 1
        words = min(QFontMetrics(font).horizontalAdvance(self.words) + 1, max(self.width() - word - 5 * gap, 0))
        left = (self.width() - word - gap - words) // 2
        painter.fillRect(left - gap, 0, word + words + 3 * gap, self.height(), theme().color("warn"))
        align = Qt.AlignmentFlag.AlignLeft
        paint_text(painter, QRect(left, 0, word, self.height()), self.word, word_font, "surface", align)
        room = QRect(left + word + gap, 0, words, self.height())
        paint_text(painter, room, self.words, font, "surface", align)

    def _paint_stripes(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("surface"))
        step, height = theme().px(_STRIPE), self.height()
        for left in range(-height, self.width(), 2 * step):
            corners = ((left, height), (left + step, height), (left + step + height, 0), (left + height, 0))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
