"""Where a short workflow stands: discs of 22 side by side with their names, a line of 24 between.

steps = StepRow([text("Count"), text("Result"), text("Close shift")])
steps.set_at(1)
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.painting import paint_box, paint_icon, paint_text

_DISC, _BETWEEN, _GAP = 22, 24, 8


class StepRow(QWidget, Themed):
    """Read aloud as one list; nothing here can be pressed."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._at = 0
        self.set_at(0)

    @property
    def at(self) -> int:
        """Which step is under way."""
        return self._at

    def set_at(self, at: int) -> None:
        """Those before `at` are done."""
        self._at = at
        here = text("Step {number} of {count}", number=min(at + 1, len(self._names)), count=len(self._names))
        self.setAccessibleName(". ".join([here, *self._names]))
        self.updateGeometry()
        self.update()

    def apply_theme(self) -> None:
        """Takes its size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All steps in one line."""
        px = theme().px
        names = sum(self._name_width(number) for number in range(len(self._names)))
        discs = len(self._names) * px(_DISC + _GAP)
        return QSize(names + discs + (len(self._names) - 1) * px(_BETWEEN + 2 * _GAP), px(28))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Discs, names, lines."""
        painter, px, x = QPainter(self), theme().px, 0
        for number, name in enumerate(self._names):
            if number:
                painter.fillRect(x + px(_GAP), self.height() // 2, px(_BETWEEN), 1, theme().color("field-line"))
                x += px(_BETWEEN + 2 * _GAP)
            self._paint_disc(painter, number, x)
            x += px(_DISC + _GAP)
            room = QRect(x, 0, self._name_width(number), self.height())
            color = "accent" if number == self._at else "muted"
            paint_text(painter, room, name, self._font(number), color, Qt.AlignmentFlag.AlignLeft)
            x += self._name_width(number)

    def _paint_disc(self, painter: QPainter, number: int, x: int) -> None:
        side, colors = theme().px(_DISC), theme().color
        rect = QRectF(x, (self.height() - side) // 2, side, side)
        if number < self._at:
            paint_box(painter, rect, colors("surface"), colors("accent"), radius=_DISC / 2)
            inset = (side - theme().px(16)) / 2
            paint_icon(painter, "tick", "accent", x + inset, rect.top() + inset, 16)
            return
        here = number == self._at
        ground = colors("accent") if here else colors("surface")
        paint_box(painter, rect, ground, None if here else colors("field-line"), radius=_DISC / 2)
        color = "on-accent" if here else "muted"
        paint_text(painter, rect.toRect(), str(number + 1), theme().font(12, 600), color, Qt.AlignmentFlag.AlignHCenter)

    def _font(self, number: int) -> QFont:
        return theme().font(13, 600 if number == self._at else 400)

    def _name_width(self, number: int) -> int:
        return QFontMetrics(self._font(number)).horizontalAdvance(self._names[number]) + 1
