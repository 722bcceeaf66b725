"""A transit pass (F9): which one, for whom, from which day. F9 · Enter · Enter · Enter is the first one from today."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.payments.preview import SaleRules
from app.payments.written_moment import read_date
from app.transit.pass_products import PassChoice, pass_rules
from app.transit.sell_pass import PassRefusal, price_of
from resources.texts import text
from ui.dates import day_to_type
from ui.error_messages import sentence
from ui.payments.line_form import LineForm
from ui.payments.tender_entry import focus_line
from ui.transit.pass_words import choice_title, days_of, named, price_words
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit


class PassForm(LineForm):
    """`added`: what was chosen, cents, how it is called. `closed`: nothing is added; what was chosen stays."""

    added = Signal(str, int, str)

    def __init__(self, rules: SaleRules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on = rules.business_date
        self._rules = pass_rules(rules.policies, rules.business_date)
        products = [(each.code, named(each.names)) for each in self._rules.products.values()]
        riders = [(each.code, named(each.names)) for each in self._rules.riders.values()]
        self.product = ComboBox(products, name=text("Pass"))
        self.rider = ComboBox(riders, name=text("Rider"))
        self.day = LineEdit(name=text("First day"))
        self.fields = {
            "product": Field(text("Pass"), self.product),
            "rider": Field(text("Rider"), self.rider),
            "day": Field(text("First day"), self.day),
        }
        self.says = Label(size=15, weight=600)
        self.proof = Label(color="muted", wrap=True)
        self.add = Button(text("Add the pass"), icon="plus", key="Enter")
        self.cancel = Button(text("Close"), key="Esc", size="quiet")
        self._build(products[0][0], riders[0][0])
        self.product.chosen.connect(self._show)
        self.rider.chosen.connect(self._show)
        self.day.textEdited.connect(self._show)
        self.entries = (self.product, self.rider, self.day)
        self.wanted.connect(self.submit)
        self.add.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.closed.emit)
        self._show()

    def choose(self, product: str, rider: str) -> None:
        """What somebody else recommends; the person still adds it."""
        self.product.set_value(product)
        self.rider.set_value(rider)
        self._show()

    def clear(self) -> None:
        """From today on again, for an adult; the product stays."""
        self.day.setText(day_to_type(self.on))
        self.rider.setCurrentIndex(0)
        self._show()

    def submit(self) -> None:
        """Adds the pass, or says what is wrong at its field."""
        try:
            choice = self._choice()
            cents = price_of(self._rules, choice, self.on)
        except Refused as refused:
            self._refuse(refused)
            return
        self.added.emit(choice.key, cents, choice_title(choice.key, self._rules))

    # -- inside

    def _build(self, product: str, rider: str) -> None:
        self.product.set_value(product)
        self.rider.set_value(rider)
        self.day.setText(day_to_type(self.on))
        hold(self.fields["day"], width=128)
        first = row(self.fields["product"], self.fields["rider"], self.fields["day"], spacing=12)
        for number, name in enumerate(("product", "rider", "day")):
            first.setStretch(number, 0 if name == "day" else 1)
            first.setAlignment(self.fields[name], Qt.AlignmentFlag.AlignTop)
        head = row(Label(text("Transit pass"), size=15, weight=600), stretch(), self.cancel)
        below = row(column(self.says, self.proof, spacing=2), self.add, spacing=12)
        below.setStretch(0, 1)
        column(head, first, below, parent=self, margins=(16, 10, 16, 14), spacing=10)

    def _choice(self) -> PassChoice:
        return PassChoice(self.product.value, self.rider.value, read_date(self.day.text(), self.on))

    def _first_on(self) -> date | None:
        try:
            return read_date(self.day.text(), self.on)
        except Refused:
            return None

    def _show(self, _value: str = "") -> None:
        """Price and days of what is chosen, and what to look at before it is sold."""
        for field in self.fields.values():
            field.set_error("")
        first_on = self._first_on()
        choice = PassChoice(self.product.value, self.rider.value, first_on or self.on)
        days = days_of(choice, self._rules) if first_on is not None else ""
        self.says.setText(" · ".join(part for part in (price_words(self._rules, choice), days) if part))
        rider = self._rules.riders.get(choice.rider)
        self.proof.setText(named(rider.proof) if rider is not None else "")
        self.proof.setVisible(bool(self.proof.text()))

    def _refuse(self, refused: Refused) -> None:
        if refused.code in (PassRefusal.CHOICE_UNKNOWN, PassRefusal.NOT_FOR_THIS_RIDER):
            self.fields["product"].set_error(sentence(refused))
            self.focus_first()
        else:
            self.fields["day"].set_error(sentence(refused))
            focus_line(self.day)
