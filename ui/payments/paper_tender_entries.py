"""Checks and money orders: amount and numbers. A routing number is verified while it is typed."""

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.money import format_cents
from app.payments.preview import SaleRules
from app.payments.routing_number import routing_number_is_valid
from app.payments.tenders import Tender, TenderRefusal
from resources.texts import text
from ui.error_messages import sentence
from ui.payments.field_pair import FieldPair, HalfField
from ui.payments.tender_entry import TenderEntry, plain, typed_tender_amount
from ui.widgets.amount_field import AmountField
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layout import column
from ui.widgets.line_edit import LineEdit

ROUTING_DIGITS = 9


class NumberedEntry(TenderEntry):
    """An amount, which follows what is open, and the numbers that stand on the paper."""

    def __init__(self, amount_name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.amount = AmountField(amount_name)
        self._suggested: int | None = None
        self.fields = {"amount": Field(amount_name, self.amount)}
        self.add = Button(words, icon="plus", key="Enter")
        self.add.clicked.connect(self.hand_over)

    def prepare(self, open_cents: int, rules: SaleRules) -> None:
        """The whole of what is open, unless somebody typed less."""
        self.fields["amount"].set_help(text("Up to {amount}", amount=format_cents(open_cents)))
        before, self._suggested = self._suggested, open_cents or None
        if self.amount.cents == before and not self.amount.error:
            self.amount.set_cents(self._suggested)

    def clear(self) -> None:
        """Empty again."""
        super().clear()
        self.amount.set_cents(self._suggested)


class CheckEntry(NumberedEntry):
    """A check: the bank's routing number, checked by its check digit, and the number of the check."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("Check for"), text("Add the check"), parent)
        self.routing, self.number = LineEdit(name=text("Routing number")), LineEdit(name=text("Check number"))
        routing, number = HalfField(text("Routing number"), self.routing), HalfField(text("Check number"), self.number)
        self.fields |= {"routing_number": routing, "number": number}
        column(self.fields["amount"], FieldPair(routing, number), self.add, parent=self, spacing=12)
        self.watch([self.fields["routing_number"], self.fields["number"]])
        self.routing.textEdited.connect(self._verify)

    def tender(self) -> Tender | None:
        """The check as it was typed."""
        cents = typed_tender_amount(self.amount)
        if not cents:
            return None
        return Tender(kind="check", amount_cents=cents, routing_number=plain(self.routing), number=plain(self.number))

    def clear(self) -> None:
        """Empty again."""
        super().clear()
        self.fields["routing_number"].set_help("")

    def _verify(self) -> None:
        typed = self.routing.text().strip()
        fits = routing_number_is_valid(typed)
        self.fields["routing_number"].set_help(text("Check digit fits") if fits else "")
        if len(typed) >= ROUTING_DIGITS and not fits and not self.fields["routing_number"].error:
            self.fields["routing_number"].set_error(sentence(Refused(TenderRefusal.ROUTING_NUMBER_WRONG)))
        elif fits:
            self.fields["routing_number"].set_error("")


class MoneyOrderEntry(NumberedEntry):
    """A money order and its number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("Money order for"), text("Add the money order"), parent)
        self.number = LineEdit(name=text("Money order number"))
        self.fields["number"] = Field(text("Money order number"), self.number)
        column(self.fields["amount"], self.fields["number"], self.add, parent=self, spacing=12)
        self.watch([self.fields["number"]])

    def tender(self) -> Tender | None:
        """The money order as it was typed."""
        cents = typed_tender_amount(self.amount)
        return Tender(kind="money_order", amount_cents=cents, number=plain(self.number)) if cents else None
