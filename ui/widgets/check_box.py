"""A box to tick: `CheckBox(text("Print a receipt"))`."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.theme import Themed, theme
from ui.widgets.painting import RADIUS_SMALL, paint_box, paint_focus_ring, paint_icon, paint_text


class CheckBox(QCheckBox, Themed):
    """18 × 18 with a tick; the words at its right belong to it."""

    def __init__(
        self, words: str = "", *, name: str = "", checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self.setChecked(checked)
        self.setAccessibleName(name or words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Takes its font anew."""
        self.setFont(theme().font(13))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Box, gap and words, with room for the focus ring."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme().px(10) if self.text() else 0
        return QSize(theme().px(18) + words + theme().px(8), theme().px(28))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The words can be clicked too."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick, words, ring."""
        painter, side = QPainter(self), theme().px(18)
        box = QRectF(theme().px(4), (self.height() - side) // 2, side, side)
        colors = theme().color
        if self.isChecked() and self.isEnabled():
            paint_box(painter, box, colors("accent"), None, radius=RADIUS_SMALL)
        else:
            ground = colors("surface" if self.isEnabled() else "sunken")
            paint_box(painter, box, ground, colors("field-line" if self.isEnabled() else "line"), radius=RADIUS_SMALL)
        if self.isChecked():
            color = "on-accent" if self.isEnabled() else "disabled"
            inset = (side - theme().px(16)) / 2
            paint_icon(painter, "tick-bold", color, box.left() + inset, box.top() + inset, 16)
        left = int(box.right()) + theme().px(10)
        room = QRect(left, 0, self.width() - left, self.height())
        paint_text(
            painter,
            room,
            self.text(),
            self.font(),
            "ink" if self.isEnabled() else "disabled",
            Qt.AlignmentFlag.AlignLeft,
        )
        if self.hasFocus():
            gap = theme().focus_width + 1
            paint_focus_ring(painter, box.adjusted(-gap, -gap, gap, gap))
