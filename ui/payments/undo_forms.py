"""The forms that give back, move or correct what a receipt paid; `app.payments` has the rules under the same names."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.identity.approvable import Action
from app.identity.permissions import Session
from app.money import format_cents
from app.payments import (
    correct_account,
    correct_account_approval,
    correct_tender,
    correct_tender_approval,
    refund,
    refund_approval,
)
from app.payments.correct_account import MovePayment, MoveRefusal
from app.payments.correct_tender import CorrectTender, CorrectTenderRefusal
from app.payments.refund import RefundPayment, RefundRefusal
from app.payments.tenders import TenderRefusal
from app.reports.undo_view import UndoLine, UndoView
from app.workplace import Services
from printing.payments.undo_slip import refund_method, undo_reason
from resources.texts import current_language, text
from ui.accounts.words import capital, tender_words
from ui.context import WindowContext
from ui.drawers.movement_form import MovementForm, Work, wrong
from ui.error_messages import message
from ui.payments.account_picker import AccountPicker
from ui.widgets.amount_field import AmountField
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit

_TENDERS = ("cash", "check", "money_order", "card")


def line_name(line: UndoLine) -> str:
    """What a line of a receipt is for."""
    return line.account_number or line.description or text("Other payment")


class RefundForm(MovementForm):
    """An amount beside each line that has something left, why, and how it goes back."""

    asks = True

    def __init__(self, view: UndoView, parent: QWidget | None = None) -> None:
        super().__init__(text("Give the money back"), icon="undo", parent=parent)
        self._view = view
        self.amounts = {line.place: AmountField(line_name(line)) for line in view.lines if line.left_cents}
        self.lines = {
            line.place: Field(line_name(line), self.amounts[line.place], help=_left(line))
            for line in view.lines
            if line.left_cents
        }
        self.reason = reason_box(view.refund_reasons, text("Why it goes back"))
        ways = [(method, refund_method(method, current_language())) for method in view.methods]
        self.method = ComboBox(ways, name=text("How it goes back"))
        self.method.set_value(view.methods[0] if view.methods else "")
        self.reason_field = Field(text("Why it goes back"), self.reason)
        self.method_field = Field(text("How it goes back"), self.method)
        self.places = self._places()
        entries = (*self.amounts.values(), self.reason, self.method)
        self.build(*self.lines.values(), self.reason_field, self.method_field, entries=entries)
        show_second(self, view, "refund")

    def complain(self) -> bool:
        """An amount that can be read, and a reason."""
        for amount in self.amounts.values():
            if not amount.settle():
                amount.setFocus()
                return True
        if not any(amount.cents for amount in self.amounts.values()):
            wrong(next(iter(self.lines.values())), message(RefundRefusal.NOTHING_CHOSEN))
            return True
        return missing(self.reason_field, self.reason, message(RefundRefusal.REASON_UNKNOWN))

    def work(self, intent: str) -> Work:
        """Gives back what was typed."""
        return approved(refund.record, self._command(intent))

    def action(self, intent: str) -> Action:
        """The same, to be approved."""
        return refund_approval.action_of(self._command(intent))

    def _command(self, intent: str) -> RefundPayment:
        amounts = {place: amount.cents for place, amount in self.amounts.items() if amount.cents}
        return RefundPayment(intent, self._view.receipt, amounts, self.reason.value, self.method.value)

    def _places(self) -> dict[str, Field]:
        first = next(iter(self.lines.values()), self.reason_field)
        lines = (RefundRefusal.OVER_PAID, RefundRefusal.AMOUNT_NOT_POSITIVE, RefundRefusal.NOTHING_CHOSEN)
        methods = (
            RefundRefusal.METHOD_NOT_POSSIBLE,
            RefundRefusal.OVER_METHOD,
            RefundRefusal.CHECK_TOO_NEW,
            RefundRefusal.OVER_CASH_LIMIT,
            RefundRefusal.NOT_IN_THE_DRAWER,
        )
        return {
            **dict.fromkeys(lines, first),
            **dict.fromkeys(methods, self.method_field),
            RefundRefusal.REASON_UNKNOWN: self.reason_field,
        }


class MoveForm(MovementForm):
    """Which line, to which account, and why. `line`: the place that is meant, 0 for any that can be moved."""

    asks = True

    def __init__(self, view: UndoView, context: WindowContext, line: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(text("Put it on this account"), icon="arrow-right", parent=parent)
        self._view = view
        movable = [each for each in view.lines if each.movable and each.left_cents and line in (0, each.place)]
        choices = [(str(each.place), f"{line_name(each)}, {_left(each)}") for each in movable]
        self.line = ComboBox(choices, name=text("Payment"))
        self.line.set_value(choices[0][0] if choices else "")
        self.account = AccountPicker(context)
        self.reason = reason_box((), text("Why it is moved"))
        self.line_field, self.reason_field = (
            Field(text("Payment"), self.line),
            Field(text("Why it is moved"), self.reason),
        )
        self.places = {
            MoveRefusal.REASON_UNKNOWN: self.reason_field,
            MoveRefusal.ACCOUNT_UNKNOWN: self.account.hits_field,
            MoveRefusal.SAME_ACCOUNT: self.account.hits_field,
            MoveRefusal.NOTHING_LEFT: self.line_field,
        }
        entries = (self.line, self.account.line, self.account.hits, self.reason)
        self.build(self.line_field, self.account, self.reason_field, entries=entries)
        self.line.chosen.connect(lambda _value: self._show_rules())
        self._show_rules()
        self.setFocusProxy(self.account.line)

    def complain(self) -> bool:
        """An account and a reason."""
        if not self.account.account:
            wrong(self.account.hits_field, text("Choose the account that the payment is for."))
            return True
        return missing(self.reason_field, self.reason, message(MoveRefusal.REASON_UNKNOWN))

    def work(self, intent: str) -> Work:
        """Moves the payment."""
        return approved(correct_account.record, self._command(intent))

    def action(self, intent: str) -> Action:
        """The same, to be approved."""
        return correct_account_approval.action_of(self._command(intent), in_suspense=self._in_suspense)

    def _command(self, intent: str) -> MovePayment:
        place = int(self.line.value or 0)
        return MovePayment(intent, self._view.receipt, place, self.account.account, self.reason.value)

    @property
    def _in_suspense(self) -> bool:
        place = int(self.line.value or 0)
        return any(each.in_suspense for each in self._view.lines if each.place == place)

    def _show_rules(self) -> None:
        """Out of suspense other reasons hold, and other people approve."""
        suspense = self._in_suspense
        reasons = self._view.identify_reasons if suspense else self._view.account_reasons
        self.reason.set_choices(reason_choices(reasons))
        show_second(self, self._view, "identify" if suspense else "correct_account")


class TenderForm(MovementForm):
    """Which tender, what it truly was, and the numbers of that."""

    asks = True

    def __init__(self, view: UndoView, parent: QWidget | None = None) -> None:
        super().__init__(text("Correct the tender"), icon="edit", parent=parent)
        self._view = view
        tenders = [
            (str(place), f"{capital(tender_words(tender.kind))} {tender.reference or ''}".strip())
            for place, tender in enumerate(view.tenders, 1)
        ]
        self.tender = ComboBox(tenders, name=text("Entered as"))
        self.tender.set_value("1")
        self.kind = ComboBox([(kind, capital(tender_words(kind))) for kind in _TENDERS], name=text("Truly was"))
        self.number, self.routing = LineEdit(name=text("Number")), LineEdit(name=text("Routing number"))
        self.authorization, self.last_four = LineEdit(name=text("Authorization")), LineEdit(name=text("Last four"))
        self.reason = reason_box(view.tender_reasons, text("Why it is corrected"))
        self.tender_field, self.kind_field = Field(text("Entered as"), self.tender), Field(text("Truly was"), self.kind)
        self.number_field = Field(text("Number"), self.number)
        self.routing_field = Field(text("Routing number"), self.routing)
        self.authorization_field = Field(text("Authorization"), self.authorization)
        self.last_four_field = Field(text("Last four"), self.last_four)
        self.reason_field = Field(text("Why it is corrected"), self.reason)
        self.places = self._places()
        fields = (self.tender_field, self.kind_field, self.routing_field, self.number_field)
        cards = (self.authorization_field, self.last_four_field)
        entries = (self.tender, self.kind, self.routing, self.number, self.authorization, self.last_four, self.reason)
        self.build(*fields, *cards, self.reason_field, entries=entries)
        if len(view.tender_reasons) == 1:
            self.reason.set_value(view.tender_reasons[0])
        self.kind.chosen.connect(lambda _value: self._show_numbers())
        self._show_numbers()
        show_second(self, view, "correct_tender")

    def complain(self) -> bool:
        """A reason; the rest is the rules' to say."""
        return missing(self.reason_field, self.reason, message(CorrectTenderRefusal.REASON_UNKNOWN))

    def work(self, intent: str) -> Work:
        """Corrects the tender."""
        return approved(correct_tender.record, self._command(intent))

    def action(self, intent: str) -> Action:
        """The same, to be approved."""
        return correct_tender_approval.action_of(self._command(intent))

    def _command(self, intent: str) -> CorrectTender:
        kind = self.kind.value
        fields = {"number": self.number, "routing_number": self.routing}
        fields |= {"authorization": self.authorization, "last_four": self.last_four}
        typed = {name: line.text().strip() or None for name, line in fields.items() if name in _NUMBERS[kind]}
        place, reason = int(self.tender.value or 0), self.reason.value
        return CorrectTender(intent, self._view.receipt, place, kind, reason, **typed)  # type: ignore[arg-type] # a kind of the list

    def _show_numbers(self) -> None:
        wanted = _NUMBERS[self.kind.value or "cash"]
        self.number_field.setHidden("number" not in wanted)
        self.routing_field.setHidden("routing_number" not in wanted)
        self.authorization_field.setHidden("authorization" not in wanted)
        self.last_four_field.setHidden("last_four" not in wanted)

    def _places(self) -> dict[str, Field]:
        return {
            CorrectTenderRefusal.SAME_TENDER: self.kind_field,
            CorrectTenderRefusal.TENDER_UNKNOWN: self.tender_field,
            CorrectTenderRefusal.REASON_UNKNOWN: self.reason_field,
            TenderRefusal.ROUTING_NUMBER_WRONG: self.routing_field,
            TenderRefusal.CHECK_NUMBER_WRONG: self.number_field,
            TenderRefusal.MONEY_ORDER_NUMBER_WRONG: self.number_field,
            TenderRefusal.CARD_AUTHORIZATION_WRONG: self.authorization_field,
            TenderRefusal.CARD_LAST_FOUR_WRONG: self.last_four_field,
        }


_NUMBERS: dict[str, tuple[str, ...]] = {
    "cash": (),
    "check": ("routing_number", "number"),
    "money_order": ("number",),
    "card": ("authorization", "last_four"),
}
"""The numbers that each kind of tender has."""


def approved(record: Callable[[Services, Session, Any], Any], command: Any) -> Work:
    """The work of a command whose `approver` is whoever typed their PIN."""
    return lambda services, session, second: record(services, session, replace(command, approver=second))


def reason_choices(reasons: Sequence[str]) -> list[tuple[str, str]]:
    """Codes of a policy in the words of the screen."""
    return [("", text("Choose why")), *((code, undo_reason(code, current_language())) for code in reasons)]


def reason_box(reasons: Sequence[str], name: str) -> ComboBox:
    """A choice of reasons."""
    return ComboBox(reason_choices(reasons), name=name)


def missing(field: Field, box: ComboBox, words: str) -> bool:
    """Says at its field that nothing is chosen; False when something is."""
    if not box.value:
        wrong(field, words)
    return not box.value


def show_second(form: MovementForm, view: UndoView, kind: str) -> None:
    """The second person, where the policy asks for one."""
    form.second.set_needed(needed=view.second_person[kind])
    form.second.show_people(view.people[kind])


def _left(line: UndoLine) -> str:
    return text("{amount} left", amount=format_cents(line.left_cents))
