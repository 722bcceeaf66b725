"""A short list under a field where typing goes on: search results and the command palette.

The field keeps the focus; it hands Up and Down to `walk` and Enter to `open_chosen`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Themed, theme
from ui.widgets.layout import column, scrolled
from ui.widgets.painting import (
    key_hint_width,
    paint_box,
    paint_focus_ring,
    paint_icon,
    paint_key_hint,
    paint_text,
)


@dataclass(frozen=True)
class Pick:
    """`key` names it to whoever asked; `title` over `detail` at the left, `right` (an amount) or a `hint` opposite.

    A `dull` one says why it cannot be opened (in `detail`) and is skipped; `color` tells that it is an alarm.
    """

    key: str
    icon: str
    title: str
    detail: str = ""
    right: str = ""
    hint: str = ""
    dull: bool = False
    color: str = ""


class PickRow(QWidget, Themed):
    """One line of 36, or 44 with a detail."""

    clicked = Signal()
    entered = Signal()

    def __init__(self, pick: Pick, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pick = pick
        self.chosen = False
        self.setAccessibleName(" ".join(part for part in (pick.title, pick.detail, pick.right, pick.hint) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not pick.dull:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """One or two lines of text."""
        return QSize(theme().px(200), theme().px(44 if self.pick.detail else 36))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        if not self.pick.dull:
            self.clicked.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer chooses."""
        super().enterEvent(event)
        if not self.pick.dull:
            self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, title over detail, right."""
        painter, px = QPainter(self), theme().px
        if self.chosen:
            paint_box(painter, QRectF(self.rect()), theme().color("accent-soft"), None, radius=4)
            if theme().high_contrast:
                paint_focus_ring(painter, QRectF(self.rect()), radius=4)
        color = "accent" if self.chosen else self.pick.color or ("disabled" if self.pick.dull else "ink")
        if self.pick.icon:
            icon_color = "muted" if color == "ink" else color
            paint_icon(painter, self.pick.icon, icon_color, px(10), (self.height() - px(20)) / 2)
        left = px(40 if self.pick.icon else 12)
        width = self.width() - left - px(24) - self._right_width()
        half = self.height() // 2
        title = QRect(
            left, 0 if not self.pick.detail else px(4), width, self.height() if not self.pick.detail else half - px(3)
        )
        left_side = Qt.AlignmentFlag.AlignLeft
        paint_text(painter, title, self.pick.title, theme().font(13, 500), color, left_side)
        if self.pick.detail:
            below = QRect(left, half, width, half - px(3))
            paint_text(painter, below, self.pick.detail, theme().font(12), "muted", left_side)
        self._paint_right(painter)

    def _paint_right(self, painter: QPainter) -> None:
        x = self.width() - theme().px(12) - self._right_width()
        if self.pick.hint:
            paint_key_hint(painter, x, self.height() / 2, self.pick.hint)
        elif self.pick.right:
            room = QRect(x, 0, self._right_width() + 1, self.height())
            paint_text(painter, room, self.pick.right, theme().font(13, 500), "ink", Qt.AlignmentFlag.AlignRight)

    def _right_width(self) -> int:
        if self.pick.hint:
            return key_hint_width(self.pick.hint)
        return QFontMetrics(theme().font(13, 500)).horizontalAdvance(self.pick.right) if self.pick.right else 0


class PickList(QWidget):
    """The rows, scrolling. `picked` tells the key of the row that was opened."""

    picked = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name = name
        self._rows: list[PickRow] = []
        self._chosen = -1
        self._content = QWidget()
        self._list = column(parent=self._content, spacing=0)
        self._list.addStretch(1)
        self._area = scrolled(self._content)
        column(self._area, parent=self, spacing=0)

    @property
    def picks(self) -> list[Pick]:
        """What is shown."""
        return [row.pick for row in self._rows]

    @property
    def chosen(self) -> Pick | None:
        """What Enter opens."""
        return self._rows[self._chosen].pick if 0 <= self._chosen < len(self._rows) else None

    def set_picks(self, picks: Sequence[Pick]) -> None:
        """Shows these, the first that can be opened is chosen."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._make_row(number, pick) for number, pick in enumerate(picks)]
        for number, row in enumerate(self._rows):
            self._list.insertWidget(number, row)
        self._chosen = -1
        self.choose(next((number for number, pick in enumerate(picks) if not pick.dull), -1))
        self._area.verticalScrollBar().setValue(0)

    def choose(self, number: int) -> None:
        """Chooses a row (-1: none) and scrolls to it."""
        for place, row in enumerate(self._rows):
            row.chosen = place == number
            row.update()
        self._chosen = number
        if 0 <= number < len(self._rows):
            self._area.ensureWidgetVisible(self._rows[number], 0, 0)
            self.setAccessibleName(f"{self._name}: {self._rows[number].accessibleName()}")

    def walk(self, step: int) -> None:
        """To the next (1) or previous (-1) row that can be opened, around the ends."""
        bright = [number for number, row in enumerate(self._rows) if not row.pick.dull]
        if bright:
            place = bright.index(self._chosen) if self._chosen in bright else -1 if step > 0 else 0
            self.choose(bright[(place + step) % len(bright)])

    def open_chosen(self) -> bool:
        """Opens the chosen row. False when there is none."""
        pick = self.chosen
        if pick is None:
            return False
        self.picked.emit(pick.key)
        return True

    def height_wanted(self) -> int:
        """Height of all rows, on the screen."""
        return sum(row.sizeHint().height() for row in self._rows)

    def _make_row(self, number: int, pick: Pick) -> PickRow:
        row = PickRow(pick)
        row.clicked.connect(lambda: self.picked.emit(pick.key))
        row.entered.connect(lambda: self.choose(number))
        return row
