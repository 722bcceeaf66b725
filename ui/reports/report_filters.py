"""What a report is narrowed to: business dates, drawer, person. Enter in a field asks anew."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.payments.written_moment import read_date
from app.reports.make_report import Choices
from app.reports.report import Question, ReportKind
from resources.texts import text
from ui.dates import day_to_type
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import hold, row, stretch
from ui.widgets.line_edit import LineEdit


class ReportFilters(QWidget):
    """`changed` when another answer is wanted. A date that is none is said under its field and asks nothing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on = date(2000, 1, 1)
        self.from_field = Field(text("From"), LineEdit(name=text("From")))
        self.to_field = Field(text("To"), LineEdit(name=text("To")))
        self.drawer = ComboBox([], name=text("Drawer"))
        self.person = ComboBox([], name=text("Person"))
        parts = (self.from_field, self.to_field, Field(text("Drawer"), self.drawer), Field(text("Person"), self.person))
        for part, width in zip(parts, (124, 124, 160, 190), strict=True):
            hold(part, width=width)
        row(*parts, stretch(), parent=self, spacing=12)
        for field in (self.from_field, self.to_field):
            field.line.returnPressed.connect(self.changed)
        for box in (self.drawer, self.person):
            box.chosen.connect(self.changed)

    def set_choices(self, choices: Choices) -> None:
        """Drawers and people that there are; the dates begin with the office's day."""
        first, self.on = self.on.year == 2000, choices.on
        self.drawer.set_choices([("", text("All drawers")), *((each, each) for each in choices.drawers)])
        self.person.set_choices([("", text("Everybody")), *choices.people])
        if first:
            self.show_question(Question(ReportKind.DAY_CLOSE, choices.on, choices.on))

    def show_question(self, question: Question) -> None:
        """Shows what a question is narrowed to."""
        self.from_field.line.setText(day_to_type(question.from_on))
        self.to_field.line.setText(day_to_type(question.to_on))
        self.drawer.set_value(question.drawer)
        self.person.set_value(question.person)

    def question(self, report: ReportKind) -> Question | None:
        """What is asked; None while a date is none."""
        days = [self._day(field) for field in (self.from_field, self.to_field)]
        first, last = days
        if first is None or last is None:
            return None
        return Question(report, first, last, self.drawer.value, self.person.value)

    def go(self, days: int) -> None:
        """The same span, days earlier (below zero) or later."""
        question = self.question(ReportKind.DAY_CLOSE)
        if question is not None:
            moved = timedelta(days=days)
            for field, day in ((self.from_field, question.from_on), (self.to_field, question.to_on)):
                field.line.setText(day_to_type(day + moved))
            self.changed.emit()

    def _day(self, field: Field) -> date | None:
        try:
            day = read_date(field.line.text(), self.on)
        except Refused:
            field.set_error(text("Such as 11/20/2026."))
            return None
        field.set_error("")
        return day
