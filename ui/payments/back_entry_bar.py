"""Entering hand-written receipts afterwards: book, number and the true date and time, above the lines (Ctrl+B)."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.payments.take_payment import PaymentRefusal
from app.payments.types import BackEntry
from app.payments.written_moment import MomentRefusal, written_at_us
from resources.texts import text
from ui.dates import day_to_type
from ui.error_messages import sentence
from ui.payments.tender_entry import focus_line
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit

_PLACES = {
    MomentRefusal.DATE_WRONG: "date",
    MomentRefusal.TIME_WRONG: "time",
    MomentRefusal.TIME_SKIPPED: "time",
    PaymentRefusal.WRITTEN_IN_THE_FUTURE: "date",
    PaymentRefusal.WRITTEN_TOO_LONG_AGO: "date",
    PaymentRefusal.BOOK_MISSING: "book",
    PaymentRefusal.ALREADY_ENTERED: "number",
}


class BackEntryBar(QWidget):
    """The book and the day stay for the next receipt; the number goes one up. `left`: on to the lines."""

    left = Signal()
    closed = Signal()

    def __init__(self, time_zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time_zone = time_zone
        self.fields = {
            "book": Field(text("Book"), LineEdit(name=text("Book of the hand-written receipt"))),
            "number": Field(text("Number"), LineEdit(name=text("Number of the hand-written receipt"))),
            "date": Field(text("Date"), LineEdit("11/20/2026", name=text("Date it was written"))),
            "time": Field(text("Time"), LineEdit("14:05", name=text("Time it was written"))),
        }
        self.close_button = Button(text("End"), key="Ctrl+B", size="quiet")
        self._error = Label(color="bad", wrap=True)
        self._error.hide()
        self._build()
        self.hide()

    def begin(self, today: date) -> None:
        """Shows itself; an empty date is today's."""
        self.show()
        if not self._typed("date"):
            self.fields["date"].line.setText(day_to_type(today))
        self.focus_first()

    def focus_first(self) -> None:
        """The first field that is empty, else the number."""
        name = next((name for name in ("book", "number", "time") if not self._typed(name)), "number")
        focus_line(self.fields[name].line)

    def entry(self, today: date) -> BackEntry:
        """What was typed. Raises Refused (PaymentRefusal, MomentRefusal); the field concerned says so."""
        for field in self.fields.values():
            field.line.set_wrong(False)
        self._say("")
        try:
            if not self._typed("book") or not self._typed("number"):
                raise Refused(PaymentRefusal.BOOK_MISSING)
            at_us = written_at_us(self._typed("date"), self._typed("time"), self._time_zone, today)
        except Refused as refused:
            self.refuse(refused)
            raise
        return BackEntry(self._typed("book"), self._typed("number"), at_us)

    def refuse(self, refused: Refused) -> bool:
        """Says it at its field. False when no field here is concerned."""
        name = next((place for code, place in _PLACES.items() if code is refused.code), "")
        if not name:
            return False
        if refused.code is PaymentRefusal.BOOK_MISSING and self._typed("book"):
            name = "number"
        self.fields[name].line.set_wrong(True)
        self._say(sentence(refused))
        focus_line(self.fields[name].line)
        return True

    def next_receipt(self) -> None:
        """The next number of the same book; a number that does not count on is left empty."""
        number = self._typed("number")
        following = str(int(number) + 1).zfill(len(number)) if number.isascii() and number.isdigit() else ""
        self.fields["number"].line.setText(following)
        self.fields["time"].line.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter walks through the fields, then on to the lines."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        lines = [field.line for field in self.fields.values()]
        place = next((number for number, line in enumerate(lines) if line.hasFocus()), len(lines) - 1)
        if place + 1 < len(lines):
            focus_line(lines[place + 1])
        else:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A warm ground: this is not the customer in front of you."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("warn-soft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("warn-line"))

    def _build(self) -> None:
        words = Label(text("Entering a hand-written receipt"), weight=600, color="warn")
        head = row(IconLabel("edit", "warn"), words, stretch(), self.close_button)
        typed = row(*self.fields.values(), spacing=8)
        hold(self.fields["book"], min_width=72)
        column(head, typed, self._error, parent=self, margins=(16, 8, 16, 12), spacing=6)
        self.close_button.clicked.connect(self.closed.emit)
        for field in self.fields.values():
            field.line.textEdited.connect(lambda _typed: self._say(""))

    def _typed(self, name: str) -> str:
        return self.fields[name].line.text().strip()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
