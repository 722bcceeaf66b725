"""The right side of the sign-in page: the chosen person, the PIN with its keypad, what went wrong, Sign in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.identity.person_tile import SignInPerson
from ui.widgets.avatar import Avatar, initials_of
from ui.widgets.button import Button
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, stretch
from ui.widgets.pin_field import PinField
from ui.widgets.pin_pad import PinPad


class PinPanel(QWidget):
    """400 wide. Emits `sign_in_asked(PIN)`; the field is empty afterwards."""

    sign_in_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person_key = ""
        self._avatar = Avatar(side=48)
        self._name = Label(size=18, weight=600, elide=True)
        self._role = Label(color="muted", elide=True)
        self.field = PinField()
        self.pad = PinPad(self.field)
        self._error_icon = IconLabel("bad", "bad", size=16)
        self._error = Label(color="bad", wrap=True)
        self.button = Button(text("Sign in"), key="Enter", kind="primary", size="large")
        self._build()
        self.field.entered.connect(self.ask)
        self.field.typed.connect(self._typed)
        self.button.clicked.connect(self.ask)
        self.show_person(None)

    def show_person(self, person: SignInPerson | None) -> None:
        """Asks for this person's PIN; None asks to choose somebody."""
        self.person_key = person.key if person is not None else ""
        self.clear()
        self._avatar.set_initials(initials_of(person.name) if person is not None else "")
        self._name.setText(person.name if person is not None else text("Choose your name"))
        parts = [part for part in (person.role, person.place) if part] if person is not None else []
        self._role.setText(", ".join(parts))
        self.field.set_expected(person.pin_length if person is not None else 6)
        if person is not None and self.isVisible():
            self.field.setFocus()

    def say(self, sentence: str) -> None:
        """What went wrong, and what to do; the digits go."""
        self.field.clear()
        self._error.setText(sentence)
        self._show_error(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        self.field.setFocus()

    def clear(self) -> None:
        """No digits, no error."""
        self.field.clear()
        self._error.setText("")
        self._show_error(False)

    def ask(self) -> None:
        """Hands the PIN over, or says what is missing."""
        if not self.person_key:
            self.say(text("Choose your name first."))
        elif not self.field.length:
            self.say(text("Type your PIN."))
        else:
            self.sign_in_asked.emit(self.field.take())

    def _build(self) -> None:
        person = row(self._avatar, column(stretch(), self._name, self._role, stretch(), spacing=1), spacing=12)
        person.setStretch(1, 1)
        error = row(self._error_icon, self._error, spacing=6)
        error.setStretch(1, 1)
        content = column(person, parent=self, margins=(29, 28, 28, 28), spacing=0)
        content.addWidget(gap(20))
        content.addWidget(Label(text("PIN"), weight=500))
        content.addWidget(gap(5))
        content.addWidget(self.field)
        content.addWidget(gap(12))
        content.addWidget(self.pad)
        content.addWidget(gap(12))
        content.addLayout(error)
        content.addStretch(1)
        content.addWidget(self.button)
        hold(self, width=400)

    def _typed(self, count: int) -> None:
        if count:
            self._error.setText("")
            self._show_error(False)

    def _show_error(self, shown: bool) -> None:
        self._error_icon.setVisible(shown)
        self._error.setVisible(shown)
