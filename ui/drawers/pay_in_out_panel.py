"""Paying in or out: for what, how much, a note, and above an amount a second person. Ctrl+Enter records it."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.accounts.notes import NoteRefusal
from app.drawers import pay_in_out, pay_in_out_approval
from app.drawers.moved import Moved
from app.drawers.movement_offer import MovementOffer
from app.drawers.pay_in_out import Direction, PayInOut, PayInOutRefusal
from app.identity.approvable import Action
from app.identity.permissions import Session
from app.workplace import Services
from resources.texts import current_language, text
from ui.drawers.movement_form import MovementForm, Work, wrong
from ui.error_messages import message
from ui.widgets.amount_field import AmountField
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit


class PayInOutPanel(MovementForm):
    """The rules are `app.drawers.pay_in_out`."""

    asks = True
    has_note = True

    def __init__(self, direction: Direction, offer: MovementOffer, parent: QWidget | None = None) -> None:
        paid_in = direction == "pay_in"
        super().__init__(text("Pay in") if paid_in else text("Pay out"), icon="plus" if paid_in else "minus")
        self._direction, self._offer = direction, offer
        choices = [(reason.code, reason.name(current_language())) for reason in offer.reasons]
        self.reason = ComboBox([("", text("Choose what for")), *choices], name=text("What for"))
        self.amount = AmountField(text("Amount"))
        self.note = LineEdit(name=text("Note"))
        self.reason_field = Field(text("What for"), self.reason)
        self.amount_field = Field(text("Amount"), self.amount)
        self.note_field = Field(text("Note"), self.note, help=text("Such as a name or a bill"))
        self.places = self._places()
        self.build(self.reason_field, self.amount_field, self.note_field, entries=(self.reason, self.amount, self.note))
        self.second.show_people(offer.people)
        self.amount.amount_changed.connect(lambda _cents: self._ask_second())
        self.reason.chosen.connect(lambda _value: self.reason_field.set_error(""))
        self.note.textEdited.connect(lambda _typed: self.note_field.set_error(""))

    def complain(self) -> bool:
        """A reason and an amount are needed before anybody is asked for a PIN."""
        if not self.reason.value:
            wrong(self.reason_field, message(PayInOutRefusal.REASON_UNKNOWN))
            return True
        if not self.amount.settle():
            self.amount.setFocus()
            return True
        if not self.amount.cents:
            wrong(self.amount_field, message(PayInOutRefusal.AMOUNT_NOT_POSITIVE))
            return True
        return False

    def work(self, intent: str) -> Work:
        """Pays in or out what was typed."""
        command = self._command(intent)

        def record(services: Services, session: Session, second: Session | None) -> Moved:
            return pay_in_out.record(services, session, replace(command, approver=second))

        return record

    def action(self, intent: str) -> Action:
        """The same, to be approved."""
        return pay_in_out_approval.action_of(self._command(intent))

    def note_words(self) -> str:
        """The note of the movement is that of the request."""
        return self.note.text()

    def _command(self, intent: str) -> PayInOut:
        return PayInOut(intent, self._direction, self.reason.value, self.amount.cents or 0, self.note.text())

    def draft(self) -> dict[str, str]:
        """Reason, amount and note."""
        return {"reason": self.reason.value, "amount": self.amount.text(), "note": self.note.text()}

    def restore(self, draft: dict[str, str]) -> None:
        """As it was left."""
        self.reason.set_value(draft["reason"])
        self.amount.setText(draft["amount"])
        self.amount.settle()
        self.note.setText(draft["note"])

    def _ask_second(self) -> None:
        needed = self._offer.needs_second_person(self.amount.cents or 0)
        if needed != self.second.needed:
            self.second.set_needed(needed=needed)
            self.second.show_people(self._offer.people)

    def _places(self) -> dict[str, Field]:
        return {
            **dict.fromkeys(NoteRefusal, self.note_field),
            PayInOutRefusal.REASON_UNKNOWN: self.reason_field,
            PayInOutRefusal.AMOUNT_NOT_POSITIVE: self.amount_field,
            PayInOutRefusal.AMOUNT_TOO_LARGE: self.amount_field,
            PayInOutRefusal.NOT_IN_THE_DRAWER: self.amount_field,
            PayInOutRefusal.NOTE_MISSING: self.note_field,
            PayInOutRefusal.NOTE_NOT_PLAIN: self.note_field,
            PayInOutRefusal.CARD_NUMBER_TYPED: self.note_field,
        }
