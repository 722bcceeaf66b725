"""A way to pay, a quarter of the pay panel: icon and name on top, key or the reason below.

cash = TenderButton(text("Cash"), icon="cash", key="F5")
check.block(text("Cash only"))
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.painting import key_hint_width, paint_icon, paint_key_hint, paint_text
from ui.widgets.toggle import Toggle


class TenderButton(Toggle):
    """86 × 64 at least; the chosen one has a 2 px accent border. Put the four into an exclusive QButtonGroup."""

    def __init__(self, words: str, *, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon, self._key, self._reason = icon, key, ""
        self.setAccessibleDescription(key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def block(self, reason: str) -> None:
        """Disables the tender and shows why in place of its key; "" frees it."""
        self._reason = reason
        self.setEnabled(not reason)
        if reason:
            self.setChecked(False)
        self.setAccessibleDescription(reason or self._key)
        self.setToolTip(reason)
        self.update()

    @property
    def reason(self) -> str:
        """Why the tender is not taken; "" when it is."""
        return self._reason

    def sizeHint(self) -> QSize:
        """A quarter of the panel."""
        return QSize(theme().px(86), theme().px(64))

    def minimumSizeHint(self) -> QSize:
        """Room for icon and name."""
        return QSize(self._top_width() + theme().px(8), theme().px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two lines in the middle."""
        painter = QPainter(self)
        self.paint_ground(painter, on_width=2)
        self._paint_top(painter)
        self._paint_below(painter)

    def _top_width(self) -> int:
        return theme().px(20 + 6) + QFontMetrics(theme().font(13, 500)).horizontalAdvance(self.text())

    def _paint_top(self, painter: QPainter) -> None:
        color = "accent" if self.isChecked() else "ink" if self.isEnabled() else "muted"
        middle = round(self.height() * 22 / 64)
        x = (self.width() - self._top_width()) // 2
        paint_icon(painter, self._icon, "muted" if color == "ink" else color, x, middle - theme().px(20) / 2)
        height = theme().px(20)
        rect = QRect(x + theme().px(26), middle - height // 2, self.width() - x - theme().px(26), height)
        paint_text(painter, rect, self.text(), theme().font(13, 500), color, Qt.AlignmentFlag.AlignLeft)

    def _paint_below(self, painter: QPainter) -> None:
        middle = round(self.height() * 44 / 64)
        if not self._reason:
            paint_key_hint(painter, (self.width() - key_hint_width(self._key)) // 2, middle, self._key)
            return
        words = QFontMetrics(theme().font(12, 500)).horizontalAdvance(self._reason) + 1
        icon = theme().px(16 + 4) if words <= self.width() - theme().px(4 + 16 + 4) else 0  # the words come first
        words = min(words, self.width() - theme().px(8))
        x = (self.width() - words - icon) // 2
        if icon:
            paint_icon(painter, "lock", "muted", x, middle - theme().px(16) / 2, 16)
        rect = QRect(x + icon, middle - theme().px(10), words, theme().px(20))
        paint_text(painter, rect, self._reason, theme().font(12, 500), "muted", Qt.AlignmentFlag.AlignLeft)
