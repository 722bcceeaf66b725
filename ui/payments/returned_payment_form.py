"""Recording that the bank gave a payment back: why, on which day, what the bank charged; the fee is shown before."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.identity.permissions import Session
from app.money import format_cents
from app.payments import returned_payment
from app.payments.returned_payment import PaymentIsReturned, ReturnPayment, ReturnRefusal
from app.payments.returned_payment_facts import OpenReturn
from app.payments.written_moment import MomentRefusal, read_date
from app.reports.returned_payments import Returnable, ReturnedPayments
from app.workplace import Services
from resources.texts import current_language, text
from ui.accounts.words import capital, tender_words
from ui.dates import day_to_type
from ui.drawers.movement_form import MovementForm, Work, wrong
from ui.error_messages import message, sentence
from ui.widgets.amount_field import AmountField
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.figures import Figure, Figures
from ui.widgets.line_edit import LineEdit


class ReturnedPaymentForm(MovementForm):
    """The rules are `app.payments.returned_payment`. `waiting`: the entry of a bank's file that this settles."""

    def __init__(
        self, page: ReturnedPayments, check: Returnable, waiting: OpenReturn | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text("Record the return"), icon="undo", parent=parent)
        self._page, self.check, self._waiting = page, check, waiting
        reasons = [(code, f"{code}  {reason.name(current_language())}") for code, reason in page.rules.reasons.items()]
        self.reason = ComboBox([("", text("Choose the bank's reason")), *reasons], name=text("Bank's reason"))
        self.day = LineEdit(name=text("Returned on"))
        self.bank_fee = AmountField(text("Bank's fee"))
        self.reason_field = Field(text("Bank's reason"), self.reason)
        self.day_field = Field(text("Returned on"), self.day, help=text("Month/day/year, from the bank's notice"))
        self.fee_field = Field(
            text("Bank's fee"), self.bank_fee, help=text("What the bank charged the city; empty is none")
        )
        self.figures = Figures()
        self.places = self._places()
        entries = (self.reason, self.day, self.bank_fee)
        self.build(self.figures, self.reason_field, self.day_field, self.fee_field, entries=entries)
        self._fill()
        self.second.set_needed(needed=page.second_person)
        self.second.show_people(page.people)
        self.reason.chosen.connect(lambda _value: self._show_owed())
        self.bank_fee.amount_changed.connect(lambda _cents: self._show_owed())
        self.day.textEdited.connect(lambda _typed: self.day_field.set_error(""))

    def complain(self) -> bool:
        """Reason, day and fee must be readable before anybody is asked for a PIN."""
        if not self.reason.value:
            wrong(self.reason_field, message(ReturnRefusal.REASON_UNKNOWN))
            return True
        if not self.bank_fee.settle():
            self.bank_fee.setFocus()
            return True
        try:
            self._returned_on()
        except Refused as refusal:
            wrong(self.day_field, sentence(refusal))
            return True
        return False

    def work(self, intent: str) -> Work:
        """Records what was typed."""
        check, reason, returned_on = self.check, self.reason.value, self._returned_on()
        cents, trace = self.bank_fee.cents or 0, self._waiting.trace if self._waiting else None

        def record(services: Services, session: Session, second: Session | None) -> PaymentIsReturned:
            command = ReturnPayment(intent, check.receipt, check.tender, reason, returned_on, cents, trace, second)
            return returned_payment.record(services, session, command)

        return record

    def _fill(self) -> None:
        """What the bank's file says already, else today."""
        day = date.fromisoformat(self._waiting.returned_on) if self._waiting else self._page.on
        self.day.setText(day_to_type(day))
        if self._waiting is not None:
            self.reason.set_value(self._waiting.reason)
        self._show_owed()

    def _show_owed(self) -> None:
        """What will be owed again, fees beside it."""
        self.reason_field.set_error("")
        check, fee = self.check, 0
        rows = [
            Figure(capital(f"{tender_words(check.kind)} {check.number}"), format_cents(check.amount_cents)),
        ]
        if self.reason.value and check.accounts:
            fee = self._page.rules.fee_cents(check.amount_cents, self.reason.value)
            rows.append(Figure(text("Fee by the city's rule"), format_cents(fee)))
        bank_cents = (self.bank_fee.cents or 0) if check.accounts else 0
        if bank_cents:
            rows.append(Figure(text("Bank's fee"), format_cents(bank_cents)))
        rows.append(Figure(text("Owed again"), format_cents(check.amount_cents + fee + bank_cents), total=True))
        self.figures.set_rows(rows)

    def _returned_on(self) -> date:
        return read_date(self.day.text(), self._page.on)

    def _places(self) -> dict[str, Field]:
        return {
            ReturnRefusal.REASON_UNKNOWN: self.reason_field,
            ReturnRefusal.RETURNED_IN_THE_FUTURE: self.day_field,
            ReturnRefusal.RETURNED_BEFORE_PAID: self.day_field,
            ReturnRefusal.RETURNED_TOO_LONG_AGO: self.day_field,
            MomentRefusal.DATE_WRONG: self.day_field,
            ReturnRefusal.BANK_FEE_NOT_POSSIBLE: self.fee_field,
        }
