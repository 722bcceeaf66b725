"""Voiding inline: why, and the second person's name and PIN. Enter on the PIN voids; Esc keeps the receipt."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.identity.types import Person
from app.payments.void_receipt import VoidRefusal
from resources.texts import text
from ui.accounts.words import void_reason
from ui.error_messages import message, sentence
from ui.operations import Failure
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, row
from ui.widgets.pin_field import PinField


class VoidForm(QWidget):
    """`void_asked`: reason, approver's id, PIN; the PIN is forgotten at once. `kept`: nothing is voided."""

    void_asked = Signal(str, str, str)
    kept = Signal()

    def __init__(self, reasons: Sequence[str], *, second_person: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._second_person = second_person
        choices = [(reason, _capital(void_reason(reason))) for reason in reasons]
        self.reason = ComboBox([("", text("Choose why")), *choices], name=text("Why is it voided?"))
        self.person = ComboBox([], name=text("Second person"))
        self.pin = PinField(name=text("PIN of the second person"), height=44)
        self.fields = {
            "reason": Field(text("Why is it voided?"), self.reason),
            "person": Field(text("Second person"), self.person),
            "pin": Field(text("PIN of the second person"), self.pin),
        }
        self.void = Button(text("Void the receipt"), icon="undo", key="Enter", kind="dangerous", size="tall")
        self.keep = Button(text("Keep it"), key="Esc", size="tall")
        words = Label(text("Void this receipt"), size=15, weight=600)
        column(words, *self.fields.values(), row(self.keep, self.void, spacing=8), parent=self, spacing=12)
        for name in ("person", "pin"):
            self.fields[name].setVisible(second_person)
        self.void.clicked.connect(self.ask)
        self.pin.entered.connect(self.ask)
        self.keep.clicked.connect(self.kept.emit)
        for combo in (self.reason, self.person):
            combo.chosen.connect(lambda _value: self._no_errors())

    def show_people(self, people: Sequence[Person]) -> None:
        """Who may approve; the only one is chosen already."""
        choices = [(person.person_id, f"{person.display_name}, {person.role_title}") for person in people]
        self.person.set_choices([("", text("Choose a name")), *choices])
        if len(choices) == 1:
            self.person.set_value(choices[0][0])
        if not choices and self._second_person:
            self.fields["person"].set_error(text("Nobody else here may approve a void. Call a supervisor."))

    def focus_first(self) -> None:
        """The reason."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_next(self) -> None:
        """Whoever comes back: the first that is not chosen, else the PIN."""
        person_missing = self._second_person and not self.person.value
        missing = self.reason if not self.reason.value else self.person if person_missing else None
        (missing or (self.pin if self._second_person else self.void)).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Hands it over, or goes to what is missing."""
        self._no_errors()
        if not self.reason.value:
            self._wrong("reason", message(VoidRefusal.REASON_UNKNOWN))
        elif self._second_person and not self.person.value:
            self._wrong("person", message(VoidRefusal.SECOND_PERSON_MISSING))
        elif self._second_person and not self.pin.length:
            self._wrong("pin", text("They type their PIN."))
        else:
            self.set_busy(busy=True)
            self.void_asked.emit(self.reason.value, self.person.value, self.pin.take())

    def refuse(self, failure: Failure) -> None:
        """Says why not, at the field concerned."""
        self.set_busy(busy=False)
        self.pin.clear()
        is_reason = isinstance(failure, Refused) and failure.code is VoidRefusal.REASON_UNKNOWN
        place = "reason" if is_reason or not self._second_person else "pin"
        self._wrong(place, sentence(failure))

    def set_busy(self, *, busy: bool) -> None:
        """While the PIN is checked and the void recorded."""
        self.void.setEnabled(not busy)

    def _wrong(self, name: str, words: str) -> None:
        self.fields[name].set_error(words)
        self.fields[name].entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_errors(self) -> None:
        for field in self.fields.values():
            field.set_error("")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
