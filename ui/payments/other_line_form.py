"""Another line (F10): money for one of the city's ledger accounts, or money of which nobody knows yet whose it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.payments import preview
from app.payments.preview import SaleRules
from app.payments.take_payment import PaymentRefusal
from resources.texts import text
from ui.error_messages import message, sentence
from ui.payments.line_form import LineForm
from ui.payments.tender_entry import focus_line, typed_tender_amount
from ui.widgets.amount_field import AmountField
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit

SUSPENSE = "suspense"


class OtherLineForm(LineForm):
    """`added`: kind, cents, ledger account, description. `closed`: nothing is added; what was typed stays."""

    added = Signal(str, int, str, str)

    def __init__(self, rules: SaleRules, *, may_misc: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        ledger = rules.ledger_accounts if may_misc else ()
        unidentified = (SUSPENSE, text("Payment nobody can identify yet"))
        choices = [*((code, f"{name}  {code}") for code, name in ledger), unidentified]
        self.what = ComboBox(choices, name=text("For"))
        self.amount = AmountField(text("Amount"))
        self.description = LineEdit(name=text("What it is for"))
        self.fields = {
            "what": Field(text("For"), self.what),
            "amount": Field(text("Amount"), self.amount),
            "description": Field(text("What it is for"), self.description),
        }
        self.add = Button(text("Add the line"), icon="plus", key="Enter")
        self.cancel = Button(text("Close"), key="Esc", size="quiet")
        self._build(choices)
        self.what.chosen.connect(self._choose)
        self.entries = (self.what, self.amount, self.description)
        self.wanted.connect(self.submit)
        self.add.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.closed.emit)
        self.description.textEdited.connect(lambda _typed: self.fields["description"].set_error(""))
        self._choose(self.what.value)

    def clear(self) -> None:
        """Empty, for the next line."""
        self.amount.set_cents(None)
        self.description.clear()
        for field in self.fields.values():
            field.set_error("")

    def submit(self) -> None:
        """Adds the line, or says what is missing at its field."""
        cents = typed_tender_amount(self.amount)
        kind = SUSPENSE if self.what.value == SUSPENSE else "miscellaneous"
        description = self.description.text().strip()
        if not cents:
            self._wrong("amount", self.amount.error or message(PaymentRefusal.AMOUNT_NOT_POSITIVE))
        elif kind == SUSPENSE and not description:
            self._wrong("description", message(PaymentRefusal.DESCRIPTION_MISSING))
        elif self._plain(description):
            self.added.emit(kind, cents, "" if kind == SUSPENSE else self.what.value, description)

    def _build(self, choices: Sequence[tuple[str, str]]) -> None:
        self.what.set_value(choices[0][0])
        hold(self.fields["amount"], width=148)
        first = row(self.fields["what"], self.fields["amount"], spacing=12)
        first.setStretch(0, 1)
        first.setAlignment(self.fields["amount"], Qt.AlignmentFlag.AlignTop)
        first.setAlignment(self.fields["what"], Qt.AlignmentFlag.AlignTop)
        head = row(Label(text("Another line"), size=15, weight=600), stretch(), self.cancel)
        below = row(self.fields["description"], column(stretch(), self.add, spacing=0), spacing=12)
        below.setStretch(0, 1)
        column(head, first, below, parent=self, margins=(16, 10, 16, 14), spacing=10)

    def _choose(self, value: str) -> None:
        unknown = value == SUSPENSE
        self.fields["description"].label.setText(text("What is known of it") if unknown else text("What it is for"))
        self.fields["description"].set_help("" if unknown else text("If more than its name"))
        self.description.setPlaceholderText(text("Who brought it, what was said") if unknown else "")

    def _plain(self, description: str) -> bool:
        try:
            preview.refuse_words(description, self._rules)
        except Refused as refused:
            self._wrong("description", sentence(refused))
            return False
        return True

    def _wrong(self, name: str, words: str) -> None:
        self.fields[name].set_error(words)
        focus_line(self.fields[name].line)
