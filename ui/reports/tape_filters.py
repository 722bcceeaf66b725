"""What is looked for on the tape: from, to, who, what, amount, words. Enter in a field searches."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.reports.tape import TapeChoices
from app.reports.tape_question import TapeQuestion
from app.reports.tape_when import from_us, to_us
from printing.reports.fact_words import kind_words
from resources.texts import current_language, text
from ui.error_messages import sentence
from ui.widgets.amount_field import AmountField
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import hold, row, stretch
from ui.widgets.line_edit import LineEdit
from ui.widgets.side_by_side import SideBySide

_STACK_UNDER = 1010


class TapeFilters(QWidget):
    """`changed` when another answer is wanted. What cannot be read is said under its field and asks nothing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on, self._zone = date(2000, 1, 1), "UTC"
        self.from_field = Field(text("From"), LineEdit(text("11/20 14:05"), name=text("From")))
        self.to_field = Field(text("To"), LineEdit(text("11/20 or a time"), name=text("To")))
        self.person = ComboBox([("", text("Everybody"))], name=text("Who"))
        self.kind = ComboBox([("", text("Anything"))], name=text("What"))
        self.amount = AmountField(text("Amount"))
        self.up_to = AmountField(text("Up to"))
        self.words = LineEdit(text("Receipt, account, name, bag …"), name=text("Words"), key="F6")
        when = QWidget()
        who = self._part(Field(text("Who"), self.person), 150), self._part(Field(text("What"), self.kind), 178)
        times = self._part(self.from_field, 118), self._part(self.to_field, 126)
        row(*times, *who, stretch(), parent=when, spacing=12)
        which = QWidget()
        amounts = (Field(text("Amount"), self.amount), Field(text("Up to"), self.up_to))
        last = row(
            *(self._part(each, 100) for each in amounts), Field(text("Words"), self.words), spacing=12, parent=which
        )
        last.setStretch(2, 1)
        row(SideBySide(when, which, under=_STACK_UNDER, stretches=(0, 1)), parent=self, spacing=0)
        for line in (self.from_field.line, self.to_field.line, self.amount, self.up_to, self.words):
            line.returnPressed.connect(self.changed)
        for box in (self.person, self.kind):
            box.chosen.connect(self.changed)

    def set_choices(self, choices: TapeChoices) -> None:
        """People and kinds that there are."""
        language = current_language()
        self._on, self._zone = choices.on, choices.time_zone
        kinds = sorted(((kind, kind_words(kind, language)) for kind in choices.kinds), key=lambda each: each[1])
        self.person.set_choices([("", text("Everybody")), *choices.people])
        self.kind.set_choices([("", text("Anything")), *kinds])

    def question(self) -> TapeQuestion | None:
        """What is looked for; None while something cannot be read."""
        first = self._moment(self.from_field, from_us)
        last = self._moment(self.to_field, to_us)
        amounts = (self.amount, self.up_to)
        if any(not amount.settle() for amount in amounts) or self.from_field.error or self.to_field.error:
            return None
        lowest, highest = (amount.cents for amount in amounts)
        if self.up_to.cents is None and lowest is not None:
            highest = lowest
        return TapeQuestion(first, last, self.person.value, self.kind.value, lowest, highest, self.words.text().strip())

    def clear(self) -> None:
        """Looks for anything again."""
        for line in (self.from_field.line, self.to_field.line, self.words):
            line.clear()
        for field in (self.from_field, self.to_field):
            field.set_error("")
        for amount in (self.amount, self.up_to):
            amount.set_cents(None)
        for box in (self.person, self.kind):
            box.set_value("")

    def begin(self) -> None:
        """Where typing begins: the words."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _moment(self, field: Field, read: Callable[[str, str, date], int | None]) -> int | None:
        try:
            at_us = read(field.line.text(), self._zone, self._on)
        except Refused as refused:
            field.set_error(sentence(refused))
            return None
        field.set_error("")
        return at_us

    def _part(self, field: Field, width: int) -> Field:
        hold(field, width=width)
        return field
