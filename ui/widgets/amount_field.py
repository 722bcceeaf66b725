"""An entry for money: `12`, `12.5`, `12.50` and 10-key sums such as `4*50+2.50`; the tape stands at the left.

What is accepted is decided by `app.money.parse_sum` alone; here it is only shown. While typing, `amount_changed` tells
the cents or None; on Enter, `=` or leaving, the sum becomes its amount and the tape shows how it came about. What
cannot be read stays as typed, with one sentence in `error`.

    amount = AmountField(text("Cash tendered"), size="cash")
    amount.amount_changed.connect(lambda cents: ...)      # int, or None when empty or wrong
    amount.set_cents(15743); amount.selectAll()
"""

from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.money import AmountRefusal, format_cents, parse_sum
from resources.texts import text
from ui.theme import theme
from ui.widgets.line_edit import LineEdit
from ui.widgets.painting import paint_text

_SIZES = {"row": (32, 13, 500), "normal": (36, 15, 600), "cash": (52, 24, 600)}


def amount_sentence(refused: Refused) -> str:
    """One sentence for why typed money was refused, with what to type instead."""
    sentences = {
        AmountRefusal.EMPTY: text("Type an amount, such as 12.50."),
        AmountRefusal.TOO_LONG: text("That is too long for an amount. Type it again, such as 12.50."),
        AmountRefusal.COMMA_FOR_POINT: text("Type a point before the cents, such as 12.50."),
        AmountRefusal.TOO_MANY_DECIMALS: text("An amount has two decimals at most, such as 12.50."),
        AmountRefusal.TOO_LARGE: text("That amount is too large for one field. Check the digits."),
        AmountRefusal.NEGATIVE: text("An amount cannot be below zero."),
    }
    default = text("That is not an amount. Type it such as 12.50, or a sum such as 4*50.")
    return sentences.get(refused.code, default) if isinstance(refused.code, AmountRefusal) else default


class AmountField(LineEdit):
    """Sizes: row 32, normal 36 (15/600), cash 52 (24/600). Amounts are integer cents."""

    amount_changed = Signal(object)
    error_changed = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        size: Literal["row", "normal", "cash"] = "normal",
        icon: str = "",
        sentence: Callable[[Refused], str] = amount_sentence,
        parent: QWidget | None = None,
    ) -> None:
        height, points, weight = _SIZES[size]
        super().__init__(name=name, icon=icon, icon_size=16, height=height, size=points, weight=weight, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._sentence = sentence
        self._tape = ""
        self._error = ""
        self._cents: int | None = None
        self._icon_side = 28 if icon else 0
        self.textEdited.connect(self._read)

    @property
    def cents(self) -> int | None:
        """The amount typed so far; None when the field is empty or cannot be read."""
        return self._cents

    @property
    def tape(self) -> str:
        """How the amount came about: "4 × 50.00 =", "" for a plain amount."""
        return self._tape

    @property
    def error(self) -> str:
        """What is wrong, in one sentence; "" when nothing is or while typing goes on."""
        return self._error

    def set_cents(self, cents: int | None) -> None:
        """Shows an amount (None empties the field) and tells `amount_changed`."""
        self.setText("" if cents is None else format_cents(cents))
        self._tape = ""
        self._take(cents)
        self._say("")
        self.update()

    def settle(self) -> bool:
        """Turns what was typed into its amount. False when it cannot be read: then the field says why and keeps it."""
        if not self.text().strip():
            self._take(None)
            self._say("")
            return True
        try:
            cents, tape = parse_sum(self.text())
        except Refused as refused:
            self._take(None)
            self._say(self._sentence(refused))
            return False
        self._show_settled(cents, tape)
        return True

    def snapshot(self) -> Any:
        """Text, tape and error."""
        return super().snapshot(), self._tape, self._error

    def restore(self, snapshot: Any) -> None:
        """As before a scan began."""
        line, tape, error = snapshot
        super().restore(line)
        self._tape = tape
        self._say(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`=` and Enter settle; Enter goes on to the page when the amount can be read, and stays here when not."""
        if event.text() == "=":
            self.settle()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.settle():
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by key selects the whole amount."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving settles."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then the tape at the left where there is room for it."""
        super().paintEvent(event)
        if not self._tape:
            return
        left = theme().px(13 + self._icon_side)
        used = QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme().px(24)
        room = QRect(left, 0, max(self.width() - left - used, 0), self.height())
        paint_text(QPainter(self), room, self._tape, theme().font(13), "muted", Qt.AlignmentFlag.AlignLeft)

    def _read(self) -> None:
        self._tape = ""
        self._say("")
        try:
            self._take(parse_sum(self.text())[0])
        except Refused:
            self._take(None)

    def _show_settled(self, cents: int, tape: str) -> None:
        if tape:
            self._tape = f"{tape} ="
        self._take(cents)
        self._say("")
        if self.text() != format_cents(cents):
            self.setText(format_cents(cents))
        self.update()

    def _take(self, cents: int | None) -> None:
        if cents != self._cents:
            self._cents = cents
            self.amount_changed.emit(cents)

    def _say(self, error: str) -> None:
        if error != self._error:
            self._error = error
            self.set_wrong(bool(error))
            self.error_changed.emit(error)
