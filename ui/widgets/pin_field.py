"""Where a PIN is typed: dots, a caret and how many of how many. Holds the digits only until they are taken.

Security rules (PIN of six digits and more, blocklist, attempts) are `app.identity`'s; here nothing is judged or kept.
"""

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import text
from ui.theme import Themed, theme
from ui.widgets.painting import paint_box, paint_text


class PinField(QWidget, Themed):
    """52 high (44 in approvals). `typed` tells how many digits stand there, `entered` that Enter was pressed."""

    typed = Signal(int)
    entered = Signal()

    def __init__(
        self, *, name: str = "", expected: int = 6, longest: int = 12, height: int = 52, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._digits, self._expected, self._longest, self._height = "", expected, longest, height
        self._caret_on = True
        self._blink = QTimer(self)
        self._blink.setInterval(530)
        self._blink.timeout.connect(self._toggle_caret)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(name or text("PIN"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def length(self) -> int:
        """How many digits were typed."""
        return len(self._digits)

    def take(self) -> str:
        """Gives the digits and forgets them."""
        digits = self._digits
        self.clear()
        return digits

    def add(self, digit: str) -> None:
        """Adds one digit, 0 to 9; more than the longest PIN are not taken."""
        if len(digit) == 1 and digit.isascii() and digit.isdigit() and len(self._digits) < self._longest:
            self._set(self._digits + digit)

    def backspace(self) -> None:
        """Takes the last digit away."""
        self._set(self._digits[:-1])

    def clear(self) -> None:
        """Takes all digits away."""
        self._set("")

    def snapshot(self) -> Any:
        """The digits, for taking back what a scanner typed."""
        return self._digits

    def restore(self, snapshot: Any) -> None:
        """Puts the digits back."""
        self._set(snapshot)

    def set_expected(self, expected: int) -> None:
        """How many digits this person's PIN has ("4 of 6")."""
        self._expected = expected
        self.update()

    def sizeHint(self) -> QSize:
        """Room for twelve dots."""
        return QSize(theme().px(200), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Room for six dots."""
        return QSize(theme().px(148), theme().px(self._height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter; Esc clears what stands there, then goes on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.backspace()
        elif event.key() == Qt.Key.Key_Escape and self._digits:
            self.clear()
        elif event.text().isdigit():
            self.add(event.text())
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Starts the caret."""
        super().focusInEvent(event)
        self._caret_on = True
        self._blink.start()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stops the caret."""
        super().focusOutEvent(event)
        self._blink.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Field, dots, caret, count."""
        painter, rect = QPainter(self), QRectF(self.rect())
        focused = self.hasFocus()
        width = theme().focus_width if focused else 1
        border = theme().color("focus" if focused else "field-line")
        paint_box(painter, rect, theme().color("surface"), border, width=width)
        x, middle = theme().px(22), self.height() / 2
        count = self._count()
        step = self._step(QFontMetrics(theme().font(13)).horizontalAdvance(count))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("ink"))
        for _ in self._digits:
            painter.drawEllipse(QPointF(x, middle), theme().px(5), theme().px(5))
            x += step
        if focused and self._caret_on:
            x = x - theme().px(5) if self._digits else theme().px(17)
            painter.fillRect(QRectF(x, middle - theme().px(12), 1, theme().px(24)), theme().color("ink"))
        if count:
            room = QRect(0, 0, self.width() - theme().px(18), self.height())
            paint_text(painter, room, count, theme().font(13), "muted", Qt.AlignmentFlag.AlignRight)

    def _count(self) -> str:
        """ "4 of 6"; a PIN that is longer than it need be has only its length; "" where there is no room."""
        if self.width() < theme().px(240):
            return ""
        typed = len(self._digits)
        if typed > self._expected:
            return str(typed)
        return text("{typed} of {expected}", typed=typed, expected=self._expected)

    def _step(self, count_width: int) -> int:
        """From dot to dot: so that all stand before the count."""
        room = self.width() - theme().px(22) - (count_width + theme().px(36) if count_width else theme().px(8))
        return min(theme().px(24), room // max(len(self._digits), 1))

    def _set(self, digits: str) -> None:
        if digits == self._digits:
            return
        self._digits = digits
        self.setAccessibleDescription(text("{typed} of {expected}", typed=len(digits), expected=self._expected))
        self.typed.emit(len(digits))
        self.update()

    def _toggle_caret(self) -> None:
        self._caret_on = not self._caret_on
        self.update()
