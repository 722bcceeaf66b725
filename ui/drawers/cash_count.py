"""Counting cash: one row a note or coin, walked with Enter and Up, each row's amount beside it, the total below.

count = CashCount(text("Float"), [10000, 5000, 2000], total_name=text("Float counted"))
count.counted.connect(...)          # the count changed; count.pieces is None while a row cannot be read
count.finished.connect(...)         # Enter on the last row
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.money import format_cents
from resources.texts import text
from ui.drawers.pieces_field import PiecesField
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.layout import hold, row, stretch
from ui.widgets.line import Line
from ui.widgets.table_data import NOTHING

_VALUE, _KIND, _FIELD = 72, 70, 112
_RIGHT = Qt.AlignmentFlag.AlignRight


def value_words(value_cents: int) -> str:
    """ "$20", "25¢"."""
    return f"${value_cents // 100}" if value_cents >= 100 else f"{value_cents}¢"


class CountRow(QWidget):
    """One note or coin, or a roll of `each` coins: 38 high, on soft ground while its field has the focus."""

    def __init__(
        self, value_cents: int, *, first: bool, kinds: bool = True, each: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.value_cents, self.each, self._first = value_cents, each, first
        kind = text("Banknote") if value_cents >= 100 else text("Coin")
        if each > 1:
            kind = text("Roll of {count}", count=each)
        self.field = PiecesField(text("How many {value}", value=f"{value_words(value_cents)} {kind}"))
        self.tape = Label(size=12, color="muted", elide=True)
        self._amount = Label(NOTHING, weight=600, color="muted", align=_RIGHT)
        value = Label(value_words(value_cents), weight=600)
        kind_label = Label(kind, color="muted")
        hold(value, width=_VALUE)
        hold(kind_label, width=_KIND)
        if not kinds:
            kind_label.hide()  # never shown before it has a parent: it would be a window for a moment
        hold(self.field, width=_FIELD)
        line = row(
            value, kind_label, self.field, self.tape, self._amount, parent=self, margins=(16, 4, 16, 4), spacing=0
        )
        self.tape.setContentsMargins(theme().px(10), 0, theme().px(8), 0)
        line.setStretch(3, 1)
        hold(self, height=38)
        self.field.pieces_changed.connect(self._show_amount)
        self.field.focused.connect(self.update)
        self._show_amount()

    @property
    def amount_cents(self) -> int:
        """What the pieces are worth; 0 while they cannot be read."""
        return self.value_cents * self.each * (self.field.pieces or 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and hairline."""
        painter = QPainter(self)
        if self.field.hasFocus():
            painter.fillRect(self.rect(), theme().color("accent-soft"))
        if not self._first:
            painter.fillRect(0, 0, self.width(), 1, theme().color("line"))

    def _show_amount(self) -> None:
        unread = self.field.pieces is None
        self.tape.setText(self.field.tape)
        self._amount.setText(NOTHING if unread else format_cents(self.amount_cents))
        self._amount.set_color("ink" if self.amount_cents else "muted")
        self._amount.set_look(13, 600 if self.amount_cents else 400)


class CashCount(Card):
    """`pieces` value in cents → how many; None while a row cannot be read. `kinds`: says which are notes and coins.

    `rolls`: value of a coin → pieces in a roll, where rolls have rows of their own.
    """

    counted = Signal()
    finished = Signal()

    def __init__(
        self,
        title: str,
        denominations_cents: Sequence[int],
        *,
        total_name: str,
        kinds: bool = True,
        rolls: Mapping[int, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._kinds = kinds
        hints = QWidget()
        row(
            KeyHint("Enter"),
            Label(text("next"), color="muted"),
            KeyHint("Up"),
            Label(text("back"), color="muted"),
            parent=hints,
            spacing=6,
        )
        super().__init__(title, right=hints, heading_height=44, parent=parent)
        self.rows = [CountRow(value, first=not n, kinds=kinds) for n, value in enumerate(denominations_cents)]
        self.rows += [CountRow(value, first=False, each=each) for value, each in sorted((rolls or {}).items())[::-1]]
        self._total = Label(size=18, weight=600, align=_RIGHT)
        self._error_icon = IconLabel("bad", "bad", size=16)
        self._error = Label(color="bad", wrap=True)
        self._build(total_name)
        self._recount()

    @property
    def pieces(self) -> Mapping[int, int] | None:
        """What was counted."""
        found: dict[int, int] = {}
        for each in self.rows:
            if each.field.pieces is None:
                return None
            found[each.value_cents] = found.get(each.value_cents, 0) + each.field.pieces * each.each
        return found

    @property
    def total_cents(self) -> int:
        """What was counted so far."""
        return sum(each.amount_cents for each in self.rows)

    @property
    def error(self) -> str:
        """Why a row cannot be read; "" when all can."""
        return next((each.field.error for each in self.rows if each.field.error), "")

    def clear(self) -> None:
        """Empties every row."""
        for each in self.rows:
            each.field.clear()

    def focus_first(self) -> None:
        """Puts the cursor where counting begins."""
        self.rows[0].field.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_last(self) -> None:
        """Puts the cursor where counting ends: coming back from what follows."""
        self.rows[-1].field.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_value(self, value_cents: int) -> None:
        """Puts the cursor into the row of one note or coin."""
        wanted = next((each for each in self.rows if each.value_cents == value_cents), self.rows[0])
        wanted.field.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_wrong(self) -> None:
        """Puts the cursor into the first row that cannot be read."""
        unread = next((each for each in self.rows if each.field.pieces is None), self.rows[0])
        unread.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, total_name: str) -> None:
        self._heads = self._head()
        self.body.addWidget(self._heads)
        for number, each in enumerate(self.rows):
            self.body.addWidget(each)
            each.field.pieces_changed.connect(self._recount)
            each.field.walked.connect(lambda step, place=number: self._walk(place + step))
        self._error_bar = QWidget()
        row(self._error_icon, self._error, parent=self._error_bar, margins=(16, 4), spacing=6).setStretch(1, 1)
        self.body.insertWidget(1, self._error_bar)
        self.body.addStretch(1)
        self.body.addWidget(Line("field-line"))
        total = QWidget()
        row(Label(total_name, size=15, weight=600), stretch(), self._total, parent=total, margins=(16, 0))
        hold(total, height=48)
        self.body.addWidget(total)
        self.setFocusProxy(self.rows[0].field)

    def _head(self) -> QWidget:
        head = QWidget()
        value, many = Label(text("Value"), size=12, weight=500, color="muted"), Label(text("How many"), size=12)
        many.set_look(12, 500)
        many.set_color("muted")
        many.setAlignment(_RIGHT | Qt.AlignmentFlag.AlignVCenter)
        amount = Label(text("Amount"), size=12, weight=500, color="muted", align=_RIGHT)
        hold(value, width=_VALUE + (_KIND if self._kinds else 0))
        hold(many, width=_FIELD - 10)
        row(value, many, amount, parent=head, margins=(16, 0), spacing=0).setStretch(2, 1)
        hold(head, height=28)
        return head

    def _walk(self, place: int) -> None:
        if place >= len(self.rows):
            self.finished.emit()
        elif place >= 0:
            self.rows[place].field.setFocus(Qt.FocusReason.TabFocusReason)

    def _recount(self) -> None:
        self._total.setText(format_cents(self.total_cents))
        self._error.setText(self.error)
        self._error_bar.setHidden(not self.error)
        self._heads.setHidden(bool(self.error))  # in its place, so that no row is pushed out of sight
        self.counted.emit()
