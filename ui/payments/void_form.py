"""Voiding inline: why, and the second person's name and PIN. Enter on the PIN voids; Esc keeps the receipt.

Where the second person is not at the counter, Ctrl+E asks for an approval; with nobody present at all, F7 voids a small
receipt now, and somebody signs for it afterwards.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.accounts.notes import NoteRefusal
from app.errors import Refused
from app.identity.types import Person
from app.payments.void_receipt import VoidRefusal
from resources.texts import text
from ui.accounts.words import capital, void_reason
from ui.error_messages import message, sentence
from ui.identity.asking import ASK_KEY, ask_words
from ui.identity.second_person import SecondPerson
from ui.operations import Failure
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import column, row
from ui.widgets.line_edit import LineEdit


class VoidForm(QWidget):
    """`void_asked`: reason, approver's id, PIN; the PIN is forgotten at once. `kept`: nothing is voided.

    `approval_asked`: reason, note, and whether nobody is present. `may_wait`: small enough for that.
    """

    void_asked = Signal(str, str, str)
    approval_asked = Signal(str, str, bool)
    kept = Signal()

    def __init__(
        self, reasons: Sequence[str], *, second_person: bool, may_wait: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        choices = [(reason, capital(void_reason(reason))) for reason in reasons]
        self.reason = ComboBox([("", text("Choose why")), *choices], name=text("Why is it voided?"))
        self.why = Field(text("Why is it voided?"), self.reason)
        self.second = SecondPerson(needed=second_person, parent=self)
        self.void = Button(text("Void the receipt"), icon="undo", key="Enter", kind="dangerous", size="tall")
        self.keep = Button(text("Keep it"), key="Esc", size="tall")
        self.note = LineEdit(name=text("Note"))
        self.note_field = Field(text("Note"), self.note, help=text("For whoever approves"))
        self.request = Button(ask_words(), key=ASK_KEY, size="tall")
        self.go_ahead = Button(text("Nobody is here"), key="F7", size="tall")
        self.waits = Alert("warn", text("You asked for an approval already."), text("It waits under Work."))
        self._elsewhere = (self.note_field, self.request, self.go_ahead)
        person, pin = self.second.fields
        last = row(pin, self.note_field, spacing=8)
        for field in (pin, self.note_field):
            last.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        buttons, elsewhere = row(self.keep, self.void, spacing=8), row(self.request, self.go_ahead, spacing=8)
        places = column(self.waits, self.why, person, parent=self, spacing=10)
        for line in (last, buttons, elsewhere):
            places.addLayout(line)
        self.waits.hide()
        self._may_wait = second_person and may_wait
        for part in self._elsewhere:
            part.setVisible(second_person)
        self.go_ahead.setVisible(self._may_wait)
        self.request.clicked.connect(self.ask_for_approval)
        self.go_ahead.clicked.connect(self.void_pending)
        self.void.clicked.connect(self.ask)
        self.second.entered.connect(self.ask)
        self.keep.clicked.connect(self.kept.emit)
        self.reason.chosen.connect(lambda _value: self._no_errors())

    def show_people(self, people: Sequence[Person]) -> None:
        """Who may approve; the only one is chosen already."""
        self.second.show_people(people)

    def show_request(self, reason: str) -> None:
        """Somebody was asked already, for this reason; "" when nobody was. The PIN on the spot still does it."""
        self.waits.setVisible(bool(reason))
        for part in self._elsewhere:
            part.setVisible(self.second.needed and not reason)
        self.go_ahead.setVisible(self._may_wait and not reason)
        if reason:
            self.reason.set_value(reason)

    def why_not_ask(self) -> str:
        """Why nobody can be asked; "" when somebody can."""
        return "" if not self.request.isHidden() else text("Not needed")

    def why_not_pending(self) -> str:
        """Why it cannot go ahead with nobody present; "" when it can."""
        return "" if not self.go_ahead.isHidden() else text("Not for this amount")

    def ask_for_approval(self) -> None:
        """Ctrl+E: others find it in their inbox."""
        self._hand_over(pending=False)

    def void_pending(self) -> None:
        """F7: nobody is present; it is voided now and signed for afterwards."""
        self._hand_over(pending=True)

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
        if isinstance(failure, Refused) and isinstance(failure.code, NoteRefusal):
            self.note_field.set_error(sentence(failure))
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_reason or not self.second.needed:
            self._no_reason(sentence(failure))
        else:
            self.second.refuse(sentence(failure))

    def set_busy(self, *, busy: bool) -> None:
        """While the PIN is checked and the void recorded."""
        for button in (self.void, self.request, self.go_ahead):
            button.setEnabled(not busy)

    def _hand_over(self, *, pending: bool) -> None:
        self._no_errors()
        if not self.reason.value:
            self._no_reason(message(VoidRefusal.REASON_UNKNOWN))
        else:
            self.set_busy(busy=True)
            self.approval_asked.emit(self.reason.value, self.note.text(), pending)

    def _no_reason(self, words: str) -> None:
        self.why.set_error(words)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_errors(self) -> None:
        self.why.set_error("")
        self.note_field.set_error("")
        self.second.clear_errors()
