"""Voiding inline: why, and the second person's name and PIN. Enter on the PIN voids; Esc keeps the receipt."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.identity.types import Person
from app.payments.void_receipt import VoidRefusal
from resources.texts import text
from ui.accounts.words import capital, void_reason
from ui.error_messages import message, sentence
from ui.identity.second_person import SecondPerson
from ui.operations import Failure
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, row


class VoidForm(QWidget):
    """`void_asked`: reason, approver's id, PIN; the PIN is forgotten at once. `kept`: nothing is voided."""

    void_asked = Signal(str, str, str)
    kept = Signal()

    def __init__(self, reasons: Sequence[str], *, second_person: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        choices = [(reason, capital(void_reason(reason))) for reason in reasons]
        self.reason = ComboBox([("", text("Choose why")), *choices], name=text("Why is it voided?"))
        self.why = Field(text("Why is it voided?"), self.reason)
        self.second = SecondPerson(needed=second_person, parent=self)
        self.void = Button(text("Void the receipt"), icon="undo", key="Enter", kind="dangerous", size="tall")
        self.keep = Button(text("Keep it"), key="Esc", size="tall")
        words = Label(text("Void this receipt"), size=15, weight=600)
        column(words, self.why, *self.second.fields, row(self.keep, self.void, spacing=8), parent=self, spacing=12)
        self.void.clicked.connect(self.ask)
        self.second.entered.connect(self.ask)
        self.keep.clicked.connect(self.kept.emit)
        self.reason.chosen.connect(lambda _value: self._no_errors())

    def show_people(self, people: Sequence[Person]) -> None:
        """Who may approve; the only one is chosen already."""
        self.second.show_people(people)

    def focus_first(self) -> None:
        """The reason."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_next(self) -> None:
        """Whoever comes back: the first that is not chosen, else the PIN."""
        missing = self.reason if not self.reason.value else self.second.next_empty()
        (missing or self.void).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Hands it over, or goes to what is missing."""
        self._no_errors()
        if not self.reason.value:
            self._no_reason(message(VoidRefusal.REASON_UNKNOWN))
        elif not self.second.complain():
            self.set_busy(busy=True)
            self.void_asked.emit(self.reason.value, *self.second.take())

    def refuse(self, failure: Failure) -> None:
        """Says why not, at the field concerned."""
        self.set_busy(busy=False)
        is_reason = isinstance(failure, Refused) and failure.code is VoidRefusal.REASON_UNKNOWN
        if is_reason or not self.second.needed:
            self._no_reason(sentence(failure))
        else:
            self.second.refuse(sentence(failure))

    def set_busy(self, *, busy: bool) -> None:
        """While the PIN is checked and the void recorded."""
        self.void.setEnabled(not busy)

    def _no_reason(self, words: str) -> None:
        self.why.set_error(words)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_errors(self) -> None:
        self.why.set_error("")
        self.second.clear_errors()
