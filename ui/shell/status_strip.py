"""The strip at the bottom: business date, drawer, printer, sync, network; each a button that opens what it speaks of.

    strip.set_parts([StripPart("drawer", "drawer", text("Drawer A2 open")), StripPart("printer", "printer", …, "good")])

What it says derives from rows that are handed in, never from flags kept here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.label import Label
from ui.widgets.layout import hold, row, stretch
from ui.widgets.line import Line
from ui.widgets.painting import paint_box, paint_focus_ring, paint_icon, paint_text
from ui.widgets.tag import Tone


@dataclass(frozen=True)
class StripPart:
    """`tone` good colours the icon; warn and bad colour icon and words, whose words then say what is the matter."""

    key: str
    icon: str
    words: str
    tone: Tone = "plain"
    tooltip: str = ""


class StripButton(QPushButton, Themed):
    """One part: 24 high, flat, icon 16."""

    def __init__(self, part: StripPart, parent: QWidget | None = None) -> None:
        super().__init__(part.words, parent)
        self._part = part
        self.narrow = False
        self.setAccessibleName(part.words)
        self.setToolTip(part.tooltip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_part(self, part: StripPart) -> None:
        """Says something else."""
        if part == self._part:
            return
        self._part = part
        self.setText(part.words)
        self.setAccessibleName(part.words)
        self.setToolTip(part.tooltip)
        self.updateGeometry()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Icon only; a warning keeps its words."""
        self.narrow = narrow and self._part.tone in ("plain", "good")
        self.setToolTip(self._part.words if self.narrow else self._part.tooltip)
        self.updateGeometry()
        self.update()

    def full_width(self) -> int:
        """Width with its words."""
        words = QFontMetrics(theme().font(12)).horizontalAdvance(self._part.words)
        return words + theme().px(10 + 16 + 6 + 10)

    def sizeHint(self) -> QSize:
        """As wide as its words need."""
        return QSize(theme().px(36) if self.narrow else self.full_width(), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and words."""
        painter, rect, tone = QPainter(self), QRectF(self.rect()), self._part.tone
        if self.underMouse() or self.isDown():
            paint_box(painter, rect, theme().color("sunken"), None, radius=4)
        words, icon = {"plain": ("ink", "muted"), "good": ("ink", "good")}.get(tone, (tone, tone))
        paint_icon(painter, self._part.icon, icon, theme().px(10), (self.height() - theme().px(16)) / 2, 16)
        if not self.narrow:
            room = QRect(theme().px(32), 0, self.width() - theme().px(36), self.height())
            paint_text(painter, room, self._part.words, theme().font(12), words, Qt.AlignmentFlag.AlignLeft)
        if self.hasFocus():
            paint_focus_ring(painter, rect, radius=4)


class StatusStrip(QWidget):
    """32 high. Emits `opened` with the key of a part."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, StripButton] = {}
        self._lines: list[Line] = []
        self._parts = row(spacing=0)
        self._clock = Label(size=12)
        hold(self, height=32)
        row(self._parts, stretch(), self._clock, parent=self, margins=(8, 1, 18, 0), spacing=0)
        self.setMinimumWidth(1)

    def set_parts(self, parts: Sequence[StripPart]) -> None:
        """Shows these parts, in this order."""
        if [part.key for part in parts] != list(self._buttons):
            self._rebuild(parts)
        for part in parts:
            self._buttons[part.key].set_part(part)
        self._fit()

    def set_clock(self, words: str) -> None:
        """The time at the far right, as the locale writes it."""
        self._clock.setText(words)

    def button(self, key: str) -> StripButton:
        """The button of a part. Raises KeyError for one that is not shown."""
        return self._buttons[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words give way to icons where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface with a line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme().color("line"))

    def _rebuild(self, parts: Sequence[StripPart]) -> None:
        for old in (*self._buttons.values(), *self._lines):
            old.hide()
            old.deleteLater()
        self._buttons, self._lines = {}, []
        for number, part in enumerate(parts):
            if number:
                line = Line(vertical=True)
                hold(line, height=14)
                self._lines.append(line)
                self._parts.addWidget(line, 0, Qt.AlignmentFlag.AlignVCenter)
            button = StripButton(part)
            button.clicked.connect(lambda _=False, key=part.key: self.opened.emit(key))
            self._buttons[part.key] = button
            self._parts.addWidget(button)

    def _fit(self) -> None:
        needed = sum(button.full_width() for button in self._buttons.values())
        room = self.width() - self._clock.sizeHint().width() - theme().px(40)
        for button in self._buttons.values():
            button.set_narrow(needed > room)
