"""What follows a returned payment: the letter was sent, or the account takes checks again before its time."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.accounts.notes import NoteRefusal
from app.changed import Changed
from app.drawers.reasons import Reason
from app.errors import Refused
from app.identity.permissions import Session
from app.payments import lift_cash_only, send_return_letter
from app.payments.lift_cash_only import LiftCashOnly, LiftRefusal
from app.payments.send_return_letter import LetterRefusal, SendReturnLetter
from app.payments.written_moment import read_date
from app.reports.returned_payments import ReturnedPayments, ReturnRow
from app.workplace import Services
from resources.texts import current_language, text
from ui.dates import day_to_type, day_words
from ui.drawers.movement_form import MovementForm, Work, wrong
from ui.error_messages import message, sentence
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.line_edit import LineEdit


class LetterForm(MovementForm):
    """How and when the letter went out; the rules are `app.payments.send_return_letter`."""

    def __init__(self, page: ReturnedPayments, row: ReturnRow, parent: QWidget | None = None) -> None:
        super().__init__(text("Record the letter"), icon="mail", parent=parent)
        self._row, self._today = row, page.on
        self.how = ComboBox(_choices(text("Choose how"), page.letter_ways), name=text("How it was sent"))
        self.day = LineEdit(name=text("Sent on"))
        self.day.setText(day_to_type(page.on))
        self.how_field = Field(text("How it was sent"), self.how)
        self.day_field = Field(text("Sent on"), self.day, help=text("Month/day/year"))
        self.places = {
            LetterRefusal.WAY_UNKNOWN: self.how_field,
            LetterRefusal.SENT_BEFORE_RETURN: self.day_field,
            LetterRefusal.SENT_IN_THE_FUTURE: self.day_field,
        }
        said = Label(letter_words(row, page) or text("No letter is recorded yet."), color="muted", wrap=True)
        self.build(said, self.how_field, self.day_field, entries=(self.how, self.day))
        self.how.chosen.connect(lambda _value: self.how_field.set_error(""))
        self.day.textEdited.connect(lambda _typed: self.day_field.set_error(""))

    def complain(self) -> bool:
        """How, and a day that can be read."""
        if not self.how.value:
            wrong(self.how_field, message(LetterRefusal.WAY_UNKNOWN))
            return True
        try:
            read_date(self.day.text(), self._today)
        except Refused as refusal:
            wrong(self.day_field, sentence(refusal))
            return True
        return False

    def work(self, intent: str) -> Work:
        """Records that it was sent."""
        command = SendReturnLetter(intent, self._row.fact_id, self.how.value, self._day())

        def record(services: Services, session: Session, _second: Session | None) -> Changed:
            return send_return_letter.record(services, session, command)

        return record

    def _day(self) -> date:
        return read_date(self.day.text(), self._today)


class LiftForm(MovementForm):
    """Which account, and why; the rules are `app.payments.lift_cash_only`."""

    def __init__(self, page: ReturnedPayments, row: ReturnRow, parent: QWidget | None = None) -> None:
        super().__init__(text("Take checks again"), icon="tick", parent=parent)
        accounts = list(row.cash_only.items())
        self.account = ComboBox(accounts, name=text("Account"))
        self.account.set_value(accounts[0][0])
        self.reason = ComboBox(_choices(text("Choose why"), page.lift_reasons), name=text("Why it ends early"))
        self.note = LineEdit(name=text("Note"))
        self.reason_field = Field(text("Why it ends early"), self.reason)
        self.note_field = Field(text("Note"), self.note, help=text("Optional"))
        self.places = {
            LiftRefusal.REASON_UNKNOWN: self.reason_field,
            **dict.fromkeys(NoteRefusal, self.note_field),
        }
        until = day_words(row.cash_only_until) if row.cash_only_until else ""
        said = Label(text("Cash only until {day}.", day=until), color="muted", wrap=True)
        fields = (Field(text("Account"), self.account), self.reason_field, self.note_field)
        self.build(said, *fields, entries=(self.account, self.reason, self.note))
        self.setFocusProxy(self.reason)
        self.reason.chosen.connect(lambda _value: self.reason_field.set_error(""))

    def complain(self) -> bool:
        """Why."""
        if not self.reason.value:
            wrong(self.reason_field, message(LiftRefusal.REASON_UNKNOWN))
        return not self.reason.value

    def work(self, intent: str) -> Work:
        """Lifts it."""
        command = LiftCashOnly(intent, self.account.value, self.reason.value, self.note.text())

        def record(services: Services, session: Session, _second: Session | None) -> Changed:
            return lift_cash_only.record(services, session, command)

        return record


def letter_words(row: ReturnRow, page: ReturnedPayments) -> str:
    """The last letter: how, when, by whom; "" where there is none."""
    if row.letter is None:
        return ""
    way = {each.code: each.name(current_language()) for each in page.letter_ways}.get(row.letter.how, row.letter.how)
    return ", ".join((way, day_words(row.letter.sent_on), row.letter.person))


def _choices(nothing: str, listed: tuple[Reason, ...]) -> list[tuple[str, str]]:
    return [("", nothing), *((each.code, each.name(current_language())) for each in listed)]
