"""A service alert is written: the words, its last day, whether it is about one stop only. Enter gives it out."""

from datetime import date

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.payments.written_moment import read_date
from resources.texts import text
from ui.dates import day_to_type
from ui.error_messages import sentence
from ui.operations import Failure
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row
from ui.widgets.line_edit import LineEdit


class WrittenAlert(msgspec.Struct, frozen=True):
    """What stands in the form."""

    intent: str
    words: str
    until: date
    only_at_stop: bool


class AlertForm(QWidget):
    """`wanted` on Enter in a field, or with the button."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._intent = ""
        self.words = LineEdit(text("What riders should know"), name=text("Service alert"), icon="warning")
        self.until = LineEdit(name=text("Last day"))
        hold(self.until, width=104)
        self.only_here = CheckBox("")
        self.give_button = Button(text("Give out"), icon="tick", key="Enter", kind="primary")
        self.error = Label(color="bad", wrap=True)
        self.error.hide()
        fields = row(self.words, Label(text("until"), color="muted"), self.until, self.give_button)
        fields.setStretch(0, 1)
        column(fields, self.only_here, self.error, parent=self, spacing=6)
        self.words.returnPressed.connect(self.wanted)
        self.until.returnPressed.connect(self.wanted)
        self.give_button.clicked.connect(self.wanted)

    def begin(self, intent: str, place: str, today: date) -> None:
        """An empty form; `place` is the stop that was typed, "" where there is none."""
        self._intent = intent
        self.words.clear()
        self.until.setText(day_to_type(today))
        self.only_here.setText(text("Only at {place}", place=place))
        self.only_here.setAccessibleName(self.only_here.text())
        self.only_here.setChecked(False)
        self.only_here.setVisible(bool(place))
        self.error.hide()
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def asked(self, today: date) -> WrittenAlert | None:
        """What is asked; None, and said, where the day cannot be read."""
        try:
            until = read_date(self.until.text(), today)
        except Refused as refused:
            self.set_failure(refused)
            return None
        return WrittenAlert(self._intent, self.words.text(), until, self.only_here.isChecked())

    def set_failure(self, failure: Failure) -> None:
        """Why it was not given out."""
        self.error.setText(sentence(failure))
        self.error.show()
