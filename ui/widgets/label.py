"""One line or paragraph of text in a size, weight and colour of the design.

Label("Total due", size=15, color="muted")
Label(name, size=15, weight=600, elide=True)      # cut with … when narrow; the whole text in the tooltip
Label(reason, wrap=True)
"""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Themed, theme


class Label(QLabel, Themed):
    """Text in a token's colour that follows theme and zoom. `size` in pixels at 100 %, `weight` 400, 500 or 600."""

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
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button it would be the button's
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setWordWrap(wrap)
        self._look = (size, weight)
        self._color = color
        self._elide = elide
        self.apply_theme()

    def set_color(self, color: str) -> None:
        """Changes the colour."""
        if color != self._color:
            self._color = color
            self.apply_theme()

    def set_look(self, size: float, weight: int) -> None:
        """Changes size and weight."""
        self._look = (size, weight)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Takes font and colour from the theme."""
        self.setFont(theme().font(*self._look))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme().color(self._color))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """A text that may be cut needs no width."""
        hint = super().minimumSizeHint()
        return QSize(theme().px(24), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cuts the text with an ellipsis where that is allowed and needed."""
        if not self._elide:
            super().paintEvent(event)
            return
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

    def setText(self, text: Any) -> None:
        """Shows another text; the accessible name follows by itself."""
        if text != self.text():
            super().setText(text)
