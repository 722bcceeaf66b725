"""A person who is locked out: a supervisor unlocks them here with a PIN, or the office does by telephone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.identity.types import Person
from resources.texts import text
from ui.identity.person_tile import SignInPerson
from ui.identity.side_panel import SidePanel
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, row
from ui.widgets.pin_field import PinField


class LockedPanel(SidePanel):
    """Emits `unlock_asked(person, supervisor, PIN)`, `challenge_asked(person)`, `response_given(challenge, answer)`."""

    unlock_asked = Signal(str, str, str)
    challenge_asked = Signal(str)
    response_given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(text("Unlock"))
        self.here = Chip(text("A supervisor is here"), checked=True, height=36)
        self.telephone = Chip(text("By telephone"), height=36)
        self._ways = QButtonGroup(self)
        for chip in (self.here, self.telephone):
            self._ways.addButton(chip)
        self.who, self.pin = (
            ComboBox([], name=text("Supervisor")),
            PinField(name=text("PIN of the supervisor"), height=44),
        )
        self._pin_field = Field(text("Their PIN"), self.pin)
        self._here_part, self._telephone_part = QWidget(), QWidget()
        column(Field(text("Supervisor"), self.who), self._pin_field, parent=self._here_part, spacing=12)
        self.code_button = Button(text("Show a code to read out"), icon="phone")
        self.code = Label(size=24, weight=600)
        self.answer = Field(text("Answer of the office"), help=text("Eight letters and digits"))
        words = text("Call whoever has the recovery sheet. Read the code out; they read an answer back.")
        column(
            Label(words, color="muted", wrap=True),
            row(self.code_button),
            self.code,
            self.answer,
            parent=self._telephone_part,
            spacing=12,
        )
        self.body.addLayout(row(self.here, self.telephone))
        self.body.addWidget(self._here_part)
        self.body.addWidget(self._telephone_part)
        self._connect()
        self._show_way()

    def open_for(self, person: SignInPerson, line: str = "") -> None:
        """Asks how this person is to be unlocked."""
        super().open_for(person, line or text("Locked after too many wrong tries"))
        self.pin.setFocus()

    def set_supervisors(self, people: Sequence[Person]) -> None:
        """Who can unlock here; without anybody only the telephone is left."""
        self.who.set_choices([(person.person_id, person.display_name) for person in people])
        self.who.setCurrentIndex(0 if people else -1)
        self.here.setEnabled(bool(people))
        (self.here if people else self.telephone).setChecked(True)

    def show_challenge(self, challenge: str) -> None:
        """The code to read out, such as "K7QF-3MWD"."""
        self.code.setText(challenge)
        self.code.setAccessibleName(" ".join(challenge))
        self.code.show()
        self.answer.show()
        self.answer.setFocus()

    def clear(self) -> None:
        """Forgets PIN, code and answer."""
        self.pin.clear()
        self._pin_field.set_error("")
        self.answer.line.clear()
        self.answer.set_error("")
        self.code.setText("")
        self.code.hide()
        self.answer.hide()
        self.button.block("")

    def entries(self) -> Sequence[QWidget]:
        """The supervisor, then the PIN."""
        return [self.who, self.pin] if self.here.isChecked() else [self.answer.line]

    def ask(self) -> None:
        """Hands over what unlocks."""
        if self.next_entry():
            return
        if self.here.isChecked():
            self._ask_supervisor()
        elif not self.code.text():
            self.challenge_asked.emit(self.person_key)
        elif not self.answer.line.text().strip():
            self.answer.set_error(text("Type the answer that was read out."))
            self.answer.setFocus()
        else:
            self.response_given.emit(self.code.text(), self.answer.line.text())

    def refuse(self, words: str) -> None:
        """Says under the entry what is wrong; a PIN is typed anew."""
        field = self._pin_field if self.here.isChecked() else self.answer
        if field.isHidden():
            self.say(words)
            return
        field.set_error(words)
        field.entry.setFocus()

    def _ask_supervisor(self) -> None:
        if not self.pin.length:
            self.refuse(text("The supervisor types their PIN."))
            return
        self.unlock_asked.emit(self.person_key, self.who.value, self.pin.take())

    def _connect(self) -> None:
        self._ways.buttonToggled.connect(lambda *_: self._show_way())
        self.code_button.clicked.connect(lambda: self.challenge_asked.emit(self.person_key))
        self.pin.entered.connect(self.ask)
        self.pin.typed.connect(lambda count: self._pin_field.set_error("") if count else None)
        self.answer.line.textEdited.connect(lambda _: self.answer.set_error(""))

    def _show_way(self) -> None:
        here = self.here.isChecked()
        self._here_part.setVisible(here)
        self._telephone_part.setVisible(not here)
        self.say("")
        if self.isVisible():
            (self.pin if here else self.code_button).setFocus()
