"""The forms of a bank deposit. The rules: `app.drawers.bank_deposit`, `bank_deposit_steps`, `settle_bank_deposit`."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.drawers import bank_deposit, bank_deposit_steps, settle_bank_deposit
from app.drawers.bank_deposit import PrepareBankDeposit, PrepareRefusal
from app.drawers.bank_deposit_steps import SendBankDeposit, SendRefusal, VerifyBankDeposit, VerifyRefusal
from app.drawers.bank_deposits import BankDeposit
from app.drawers.sealed_bags import BagRefusal
from app.drawers.settle_bank_deposit import ConfirmBankDeposit, ConfirmRefusal, RejectBankDeposit, RejectRefusal
from app.errors import Refused
from app.payments.written_moment import MomentRefusal, read_date
from app.reports.bank_deposits_page import BankDepositsPage
from resources.texts import text
from ui.dates import day_to_type
from ui.drawers.cash_count import CashCount
from ui.drawers.movement_form import Work, wrong
from ui.drawers.safe_forms import SignedForm, no_reason, reason_field, signed
from ui.error_messages import message
from ui.operations import Failure
from ui.widgets.amount_field import AmountField
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.line_edit import LineEdit


class PrepareForm(SignedForm):
    """The cash of the opened bags by denomination, then the bank's bag; a difference asks why and for a signature."""

    def __init__(self, page: BankDepositsPage, shifts: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(text("Prepare the deposit"), icon="bank", parent=parent)
        self._shifts, self._signers = shifts, page.signers
        self.count = CashCount(
            text("Cash in the bags"), page.denominations_cents, total_name=text("Counted"), kinds=False
        )
        self.bag = LineEdit(name=text("Number of the bank's bag"))
        self.bag_field = Field(text("Number of the bank's bag"), self.bag, help=text("Type or scan it"))
        self.reason, self.why = reason_field(text("Why does the cash differ?"), page.choices["difference"])
        codes = (*BagRefusal, PrepareRefusal.BANK_BAG_USED)
        self.places = {PrepareRefusal.CASH_DIFFERS: self.why, **dict.fromkeys(codes, self.bag_field)}
        words = text("1 shift, whole.") if len(shifts) == 1 else text("{count} shifts, whole.", count=len(shifts))
        self.build(
            Label(words, size=15, weight=600), self.count, self.why, self.bag_field, entries=(self.bag, self.reason)
        )
        self.setFocusProxy(self.count)
        self.why.hide()
        self.count.finished.connect(lambda: self.bag.setFocus(Qt.FocusReason.TabFocusReason))
        self.bag.textEdited.connect(lambda _typed: self.bag_field.set_error(""))

    def complain(self) -> bool:
        """A count that can be read, and a bag; a reason only where it was asked for."""
        if self.complain_count(self.count):
            return True
        if not self.bag.text().strip():
            wrong(self.bag_field, message(BagRefusal.BAG_MISSING))
            return True
        return self.why.isVisibleTo(self) and no_reason(self.reason, self.why, message(PrepareRefusal.REASON_UNKNOWN))

    def refuse(self, failure: Failure) -> None:
        """Cash that differs asks for a reason and a second signature."""
        if isinstance(failure, Refused) and failure.code is PrepareRefusal.CASH_DIFFERS:
            self.why.show()
            self.sign(self._signers)
        super().refuse(failure)

    def take_scan(self, scan: str) -> bool:
        """The number on the bank's bag."""
        self.bag.setText(scan)
        self.bag_field.set_error("")
        self.bag.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def work(self, intent: str) -> Work:
        """Prepares it."""
        pieces, reason = dict(self.count.pieces or {}), self.reason.value if self.second.needed else ""
        return signed(bank_deposit.record, PrepareBankDeposit(intent, self._shifts, pieces, self.bag.text(), reason))


class VerifyForm(SignedForm):
    """Counted again by somebody who did not prepare it; what was counted first is not shown."""

    def __init__(self, page: BankDepositsPage, deposit: BankDeposit, *, own: bool) -> None:
        super().__init__(text("Verify the deposit"), icon="tick")
        self.deposit, self._papers = deposit, deposit.held.check_cents + deposit.held.money_order_cents
        self.count = CashCount(
            text("Cash, counted again"), page.denominations_cents, total_name=text("Counted"), kinds=False
        )
        self.papers = AmountField(text("Sum of checks and money orders"))
        self.papers_field = Field(
            text("Sum of checks and money orders"), self.papers, help=text("Add them up: 74.15+20")
        )
        cash = (VerifyRefusal.CASH_DIFFERS, VerifyRefusal.PIECES_DIFFER)
        self.places = {VerifyRefusal.PAPERS_DIFFER: self.papers_field}
        self._cash_codes = cash
        self.build(Label(deposit.name, size=15, weight=600), self.count, self.papers_field, entries=(self.papers,))
        self.setFocusProxy(self.count)
        self.papers_field.setVisible(bool(self._papers))
        if own:
            self.second.fields[0].label.setText(text("Counted again by"))
            self.sign(page.people)
        after = self.papers if self._papers else (self.second.person if own else self.button)
        self.count.finished.connect(lambda: after.setFocus(Qt.FocusReason.TabFocusReason))

    def complain(self) -> bool:
        """A count that can be read."""
        return self.complain_count(self.count)

    def refuse(self, failure: Failure) -> None:
        """A count that differs is made again from its first row."""
        super().refuse(failure)
        if isinstance(failure, Refused) and failure.code in self._cash_codes:
            self.count.focus_first()

    def work(self, intent: str) -> Work:
        """Records the second count."""
        command = VerifyBankDeposit(intent, self.deposit.fact_id, dict(self.count.pieces or {}), self.papers.cents or 0)
        return signed(bank_deposit_steps.verify, command)


class SendForm(SignedForm):
    """The bank's bag leaves the safe."""

    def __init__(self, page: BankDepositsPage, deposit: BankDeposit) -> None:
        super().__init__(text("Send to the bank"), icon="bank")
        self._deposit = deposit
        self.carrier = LineEdit(name=text("Who takes it"))
        field = Field(text("Who takes it"), self.carrier, help=text("Name, or the courier's number"))
        self.places = dict.fromkeys((SendRefusal.CARRIER_NOT_PLAIN, SendRefusal.CARD_NUMBER_TYPED), field)
        words = text("Bank bag {bag}", bag=deposit.bag)
        self.build(Label(words, size=15, weight=600), field, entries=(self.carrier,))
        self.sign(page.people)

    def work(self, intent: str) -> Work:
        """Sends it."""
        command = SendBankDeposit(intent, self._deposit.fact_id, self.carrier.text())
        return signed(bank_deposit_steps.send, command)


class ConfirmForm(SignedForm):
    """What the bank's advice says; another amount than was sent asks why."""

    def __init__(self, page: BankDepositsPage, deposit: BankDeposit) -> None:
        super().__init__(text("Confirm the deposit"), icon="tick")
        self._deposit, self._on = deposit, page.on
        self.amount = AmountField(text("Credited by the bank"))
        self.amount_field = Field(text("Credited by the bank"), self.amount)
        self.day = LineEdit(name=text("On"))
        self.day.setText(day_to_type(page.on))
        self.day_field = Field(text("On"), self.day, help=text("Month/day/year"))
        self.reference = LineEdit(name=text("Reference"))
        self.reference_field = Field(text("Reference"), self.reference)
        self.reason, self.why = reason_field(text("Why another amount?"), page.choices["correction"])
        self.places = {
            ConfirmRefusal.AMOUNT_NOT_POSSIBLE: self.amount_field,
            ConfirmRefusal.DATE_NOT_POSSIBLE: self.day_field,
            ConfirmRefusal.REFERENCE_MISSING: self.reference_field,
            ConfirmRefusal.REFERENCE_NOT_PLAIN: self.reference_field,
            ConfirmRefusal.CARD_NUMBER_TYPED: self.reference_field,
            ConfirmRefusal.AMOUNT_DIFFERS: self.why,
            ConfirmRefusal.REASON_UNKNOWN: self.why,
        }
        parts = (self.amount_field, self.day_field, self.reference_field, self.why)
        entries = (self.amount, self.day, self.reference, self.reason)
        self.build(Label(deposit.name, size=15, weight=600), *parts, entries=entries)
        self.why.hide()

    def complain(self) -> bool:
        """An amount and a day that can be read."""
        if self.amount.cents is None:
            wrong(self.amount_field, message(ConfirmRefusal.AMOUNT_NOT_POSSIBLE))
        elif self._day() is None:
            wrong(self.day_field, message(MomentRefusal.DATE_WRONG))
        return self.amount.cents is None or self._day() is None

    def refuse(self, failure: Failure) -> None:
        """Another amount asks why."""
        if isinstance(failure, Refused) and failure.code is ConfirmRefusal.AMOUNT_DIFFERS:
            self.why.show()
        super().refuse(failure)

    def work(self, intent: str) -> Work:
        """Records the advice."""
        reason = self.reason.value if self.why.isVisibleTo(self) else ""
        day, cents = self._day() or self._on, self.amount.cents or 0
        command = ConfirmBankDeposit(intent, self._deposit.fact_id, cents, day, self.reference.text(), reason)
        return lambda services, session, _second: settle_bank_deposit.confirm(services, session, command)

    def _day(self) -> date | None:
        try:
            return read_date(self.day.text(), self._on)
        except Refused:
            return None


class RejectForm(SignedForm):
    """A deposit that does not stand: its shifts are free for another."""

    def __init__(self, page: BankDepositsPage, deposit: BankDeposit) -> None:
        super().__init__(text("Reject the deposit"), icon="undo")
        self._deposit = deposit
        self.reason, self.why = reason_field(text("Why does it not stand?"), page.choices["reject"])
        self.places = {RejectRefusal.REASON_UNKNOWN: self.why}
        self.build(Label(deposit.name, size=15, weight=600), self.why, entries=(self.reason,))
        self.sign(page.people)

    def complain(self) -> bool:
        """Why."""
        return no_reason(self.reason, self.why, message(RejectRefusal.REASON_UNKNOWN))

    def work(self, intent: str) -> Work:
        """Rejects it."""
        return signed(settle_bank_deposit.reject, RejectBankDeposit(intent, self._deposit.fact_id, self.reason.value))
