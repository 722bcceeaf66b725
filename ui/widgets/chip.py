"""A choice among a few, on or off: `Chip("188.00", height=36)`, `Chip(text("English"), checked=True)`.

Put exclusive chips into a QButtonGroup; quick-cash chips take `height=36` and share the width of the panel.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.painting import paint_icon, paint_text
from ui.widgets.toggle import Toggle


class Chip(Toggle):
    """28 high unless `height` says otherwise; a tick and an accent border say that it is on."""

    def __init__(self, words: str, *, checked: bool = False, height: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._height = height
        self.setChecked(checked)
        self.toggled.connect(self.updateGeometry)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFont(theme().font(13, 500))

    def apply_theme(self) -> None:
        """Takes font and size anew."""
        self.setFont(theme().font(13, 500))
        super().apply_theme()

    def sizeHint(self) -> QSize:
        """10 px at both sides, and the tick when it is on."""
        return QSize(self._words_width() + self._tick_width() + theme().px(2 * 11), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tick and words in the middle."""
        painter = QPainter(self)
        self.paint_ground(painter, on_width=1)
        tick = self._tick_width()
        x = (self.width() - self._words_width() - tick) // 2
        if tick:
            paint_icon(painter, "tick", "accent", x, (self.height() - theme().px(16)) / 2, 16)
        color = "accent" if self.isChecked() else "ink" if self.isEnabled() else "disabled"
        rect = QRect(x + tick, 0, self._words_width() + 1, self.height())
        paint_text(painter, rect, self.text(), self.font(), color, Qt.AlignmentFlag.AlignLeft)

    def _tick_width(self) -> int:
        return theme().px(16 + 5) if self.isChecked() else 0

    def _words_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self.text())
