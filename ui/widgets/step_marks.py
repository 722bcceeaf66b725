"""Where a sequence of questions stands: discs of 22 below each other, a line of 24 between, what was answered beside.

marks.set_steps([Step(text("Language"), "English"), Step(text("Office")), ...], at=1)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.painting import paint_box, paint_icon, paint_text

_DISC, _BETWEEN = 22, 24


@dataclass(frozen=True)
class Mark:
    """One part of the sequence; `answer` is a few words once it is known."""

    name: str
    answer: str = ""


class StepMarks(QWidget, Themed):
    """Read aloud as one list; nothing here can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: list[Mark] = []
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_marks(self, marks: Sequence[Mark], at: int) -> None:
        """Shows where the sequence stands: those before `at` are done."""
        self._marks, self._at = list(marks), at
        words = [f"{mark.name}: {mark.answer}" if mark.answer else mark.name for mark in marks]
        here = text("Step {number} of {count}", number=min(at + 1, len(marks)), count=len(marks))
        self.setAccessibleName(". ".join([here, *words]))
        self.updateGeometry()
        self.update()

    def apply_theme(self) -> None:
        """Takes its size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All marks."""
        return QSize(theme().px(200), theme().px(max(len(self._marks) * (_DISC + _BETWEEN) - 4, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Discs, lines, names, answers."""
        painter, px = QPainter(self), theme().px
        for number, mark in enumerate(self._marks):
            top = number * px(_DISC + _BETWEEN)
            if number + 1 < len(self._marks):
                color = theme().color("accent" if number < self._at else "field-line")
                painter.fillRect(px(_DISC // 2), top + px(_DISC + 2), 1, px(_BETWEEN - 4), color)
            self._paint_disc(painter, number, top)
            self._paint_words(painter, number, mark, top)

    def _paint_disc(self, painter: QPainter, number: int, top: int) -> None:
        side = theme().px(_DISC)
        rect, colors = QRectF(0, top, side, side), theme().color
        if number < self._at:
            paint_box(painter, rect, colors("accent"), None, radius=_DISC / 2)
            inset = (side - theme().px(16)) / 2
            paint_icon(painter, "tick-bold", "on-accent", inset, top + inset, 16)
            return
        here = number == self._at
        border = colors("accent" if here else "field-line")
        width = theme().px(2) if here else 1
        paint_box(painter, rect, colors("accent-soft" if here else "surface"), border, width=width, radius=_DISC / 2)
        color = "accent" if here else "muted"
        paint_text(painter, rect.toRect(), str(number + 1), theme().font(12, 600), color, Qt.AlignmentFlag.AlignHCenter)

    def _paint_words(self, painter: QPainter, number: int, mark: Mark, top: int) -> None:
        left, here = theme().px(_DISC + 12), number == self._at
        width = self.width() - left
        name = QRect(left, top, width, theme().px(_DISC))
        font, color = theme().font(13, 600 if here else 500), "ink" if number <= self._at else "muted"
        paint_text(painter, name, mark.name, font, color, Qt.AlignmentFlag.AlignLeft)
        if mark.answer:
            below = QRect(left, top + theme().px(_DISC - 2), width, theme().px(18))
            paint_text(painter, below, mark.answer, theme().font(12), "muted", Qt.AlignmentFlag.AlignLeft)
