"""One line or paragraph of text in a size, weight and colour of the design.

Label("Total due", size=15, color="muted")
Label(name, size=15, weight=600, elide=True)      # cut with … when narrow; the whole text in the tooltip
Label(reason, wrap=True)
"""

from typing import Any

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QTextLayout
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Themed, theme
from ui.widgets.wrapped_text import lay_out

_WRAP_AT = 360
_MONEY_SIZE = 40
_LEFT, _MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
_INK, _PLAIN = QPalette.ColorRole.WindowText, Qt.TextFormat.PlainText
"""Looked up once: a page has some hundred labels."""
_SURELY_FITS = 4
"""Screen pixels by which a line may be wider than its metrics say."""


class Label(QLabel, Themed):
    """Plain text in a token's colour, lines 1.4 high. `size` in pixels at 100 %, `weight` 400, 500 or 600."""

    def __init__(
        self,
        text: str = "",
        *,
        size: float = 13,
        weight: int = 400,
        color: str = "ink",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = (size, weight)
        self._color, self._elide = color, elide
        self._laid_out: tuple[str, int, QTextLayout] | None = None
        self._measured: tuple[str, int] | None = None
        self._lines: dict[int, int] = {}
        self.setForegroundRole(_INK)  # inside a button it would be the button's
        self.setTextFormat(_PLAIN)
        if align is not _LEFT:  # so a label stands of itself
            self.setAlignment(align | _MIDDLE)
        if wrap:
            self.setWordWrap(True)
        self.apply_theme()

    def set_color(self, color: str) -> None:
        """Changes the colour."""
        if color != self._color:
            self._color = color
            self.apply_theme()

    def set_look(self, size: float, weight: int) -> None:
        """Changes size and weight."""
        if (size, weight) != self._look:
            self._look = (size, weight)
            self.apply_theme()

    def setText(self, text: Any) -> None:
        """Shows another text; what is the same is not painted again."""
        if text != self.text():
            super().setText(text)

    def apply_theme(self) -> None:
        """Takes font and colour from the theme."""
        self._laid_out = self._measured = None
        self.setFont(theme().font(*self._look))
        self.setPalette(theme().words(self._color))

    def sizeHint(self) -> QSize:
        """Whole lines of the design's height."""
        if self.wordWrap():
            width = min(self._natural_width() + 1, theme().px(_WRAP_AT))
            return QSize(width, self.heightForWidth(width))
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self._line_height()))

    def minimumSizeHint(self) -> QSize:
        """A text that may be cut or wrapped needs little width."""
        if self.wordWrap():
            return QSize(theme().px(48), self._line_height())
        hint = self.sizeHint()
        return QSize(theme().px(24), hint.height()) if self._elide else hint

    def heightForWidth(self, width: int) -> int:
        """Height of the paragraph."""
        if not self.wordWrap():
            return super().heightForWidth(width)
        return self._line_count(width) * self._line_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A paragraph in its lines, or one line that is cut where that is allowed and needed."""
        if self.wordWrap():
            self._paint_paragraph()
        elif self._elide:
            self._paint_cut()
        else:
            super().paintEvent(event)

    def _paint_paragraph(self) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        layout = self._layout_for(self.width())
        layout.draw(painter, QPointF(0, (self.height() - layout.lineCount() * self._line_height()) // 2))

    def _paint_cut(self) -> None:
        room = self.contentsRect()
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self._say_whole_text(cut=text != self.text())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), text)

    def _say_whole_text(self, *, cut: bool) -> None:
        wanted = self.text() if cut else ""
        if self.toolTip() != wanted:
            self.setToolTip(wanted)

    def _natural_width(self) -> int:
        """Width of the text in one line, measured once a text and font."""
        words = self.text()
        if self._measured is None or self._measured[0] != words:
            self._measured = (words, QFontMetrics(self.font()).horizontalAdvance(words))
            self._lines.clear()
        return self._measured[1]

    def _line_count(self, width: int) -> int:
        """Layouts ask for the same few widths again and again."""
        if self._natural_width() + _SURELY_FITS <= width and "\n" not in self.text():
            return 1
        if width not in self._lines:
            self._lines[width] = max(self._layout_for(width).lineCount(), 1)
        return self._lines[width]

    def _layout_for(self, width: int) -> QTextLayout:
        if self._laid_out is None or self._laid_out[:2] != (self.text(), width):
            align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
            layout = lay_out(self.text(), self.font(), width, self._line_height(), align)
            self._laid_out = (self.text(), width, layout)
        return self._laid_out[2]

    def _line_height(self) -> int:
        size = self._look[0]
        return theme().px(size * (1.2 if size >= _MONEY_SIZE else 1.4))
