"""The right card while a sale is entered: total, ways to pay, the chosen one's fields, what is missing, the change.

The middle scrolls where the screen is low; total, change and button stay where they are. Sizes: tokens, Counter.
"""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget

from app.errors import Refused
from app.money import format_cents
from app.payments import preview
from app.payments.take_payment import PaymentRefusal
from printing.payments.receipt import tender_name
from resources.texts import current_language, text
from ui.error_messages import sentence
from ui.payments.card_entry import CardEntry
from ui.payments.cash_entry import CashEntry
from ui.payments.change_band import ChangeBand
from ui.payments.line_words import give_words
from ui.payments.paper_tender_entries import CheckEntry, MoneyOrderEntry
from ui.payments.receipt_options import ReceiptOptions
from ui.payments.sale import Sale
from ui.payments.tender_entry import TenderEntry
from ui.payments.tender_list import TenderList
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures import Figure, Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, scrolled, stretch
from ui.widgets.line import Line
from ui.widgets.tender_button import TenderButton

TENDER_KEYS = {"cash": "F5", "check": "F6", "card": "F7", "money_order": "F8"}
_ICONS = {"cash": "cash", "check": "check", "card": "card", "money_order": "other"}
_OF_WORDS = (PaymentRefusal.TEXT_NOT_PLAIN, PaymentRefusal.CARD_NUMBER_TYPED)


class PayPanel(Card):
    """`take_asked`: the payment is to be taken; `options_asked`: payor and language; `kind_chosen`: a way to pay."""

    take_asked = Signal()
    options_asked = Signal()
    kind_chosen = Signal(str)

    def __init__(self, sale: Sale, parent: QWidget | None = None) -> None:
        self.options_button = Button("", icon="receipt", key="Ctrl+R", size="quiet")
        super().__init__(text("Pay"), title_size=18, right=self.options_button, parent=parent)
        self._sale = sale
        self._kind = "cash"
        self._busy = self._shut = ""
        self.steps = self._parts(sale)
        """What is left to be built before anything else is asked of the panel."""

    def _parts(self, sale: Sale) -> Iterator[None]:
        self._total = Label(size=40, weight=600, align=Qt.AlignmentFlag.AlignRight)
        self.tenders: dict[str, TenderButton] = {}
        self.cash, self.check = CashEntry(), CheckEntry()
        yield
        self.card, self.money_order = CardEntry(), MoneyOrderEntry()
        yield
        self.options = ReceiptOptions(sale.rules.text_length_max)
        self.list = TenderList()
        self.error = Alert("bad", "")
        self.figures = Figures()
        self.change = ChangeBand(paid=False)
        self.take = Button(text("Take payment"), icon="tick", key="Enter", kind="primary", size="large")
        yield
        self._build()
        yield
        self._connect()
        self.show_sale()

    @property
    def entries(self) -> Mapping[str, TenderEntry]:
        """The fields of each way to pay."""
        return {"cash": self.cash, "check": self.check, "card": self.card, "money_order": self.money_order}

    @property
    def kind(self) -> str:
        """The way to pay that is chosen."""
        return self._kind

    @property
    def entry(self) -> TenderEntry:
        """Its fields."""
        return self.entries[self._kind]

    @property
    def reason(self) -> str:
        """Why the payment cannot be taken now; "" when it can."""
        return self.take.reason or ("" if self.take.isEnabled() else self._busy)

    def choose(self, kind: str) -> None:
        """Another way to pay; refused ones stay where they are."""
        button = self.tenders[kind]
        if not button.isEnabled():
            return
        self._kind = kind
        button.setChecked(True)
        if kind != "cash":
            self._sale.set_cash(None)
        else:
            self.cash.follow()
        self.show_sale()
        self.entry.focus_first()
        self.kind_chosen.emit(kind)

    def begin(self) -> None:
        """A new sale: cash, nothing typed, nothing wrong."""
        self.say("")
        self._kind = "cash"
        self.tenders["cash"].setChecked(True)
        for entry in self.entries.values():
            entry.clear()
        self.card.show_attempt(None)
        self.toggle_options(shown=False)
        self.show_sale()

    def focus_tender(self) -> None:
        """Where typing goes on: the tender, or the button when all is there."""
        if self._all_there():
            self.focus_take()
        else:
            self.entry.focus_first()

    def focus_take(self) -> None:
        """The button: Enter takes the payment."""
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """What is wrong with the payment as a whole; "" takes it away."""
        self.error.set_words(sentence)
        self.error.setVisible(bool(sentence))

    def refuse(self, refused: Refused) -> None:
        """Says a refusal at the tender's field or the payor's, else above the button."""
        if refused.code in _OF_WORDS and not self._payor_is_plain():
            self.toggle_options(shown=True)
            self.options.refuse(sentence(refused))
        elif not self.entry.refuse(refused):
            self.say(sentence(refused))

    def set_busy(self, words: str) -> None:
        """While the payment is being recorded; "" when it is over."""
        if words != self._busy:
            self._busy = words
            self.show_sale()

    def shut(self, reason: str) -> None:
        """Nothing can be taken here now, and why; "" opens the panel."""
        self._shut = reason
        self.setEnabled(not reason)
        self.show_sale()

    def toggle_options(self, *, shown: bool) -> None:
        """Payor and language."""
        self.options.setVisible(shown)
        if shown:
            self.options.focus_first()
            QTimer.singleShot(0, self, lambda: self.middle.ensureWidgetVisible(self.options, 0, 0))

    def show_sale(self) -> None:
        """Shows the sale as it is now."""
        sale, sums = self._sale, self._sale.sums
        self._total.setText(f"${format_cents(sums.total_cents)}")
        self._block_tenders()
        self.cash.prepare(sale.cash_wanted_cents, sale.rules)
        for kind, entry in self.entries.items():
            if kind != "cash":
                entry.prepare(sale.open_cents, sale.rules)
        if self._kind == "cash":
            sale.set_cash(self.cash.amount.cents)
            sums = sale.sums
        for kind, entry in self.entries.items():
            entry.setVisible(kind == self._kind and not self._all_there())
        self.list.show_tenders(sale.entered.tenders)
        self.figures.set_rows(self._figures())
        self.change.show_change(sums.change_cents, give_words(preview.change_pieces(sums.change_cents, sale.rules)))
        self.options.show_options(sale.entered.payor_name, sale.language)
        self.options_button.setText(self._option_words())
        reason = self._reason()
        self.take.block("" if self._busy else reason)
        self.take.setEnabled(not reason)
        self.take.setText(self._busy or text("Take payment"))

    # -- inside

    def _build(self) -> None:
        hold(self._total, height=49)
        total = row(Label(text("Total due"), size=15, color="muted"), self._total, spacing=12)
        total.setStretch(1, 1)
        names = {kind: tender_name(current_language(), kind) for kind in TENDER_KEYS} | {"money_order": text("Other")}
        group = QButtonGroup(self)
        for kind, key in TENDER_KEYS.items():
            self.tenders[kind] = TenderButton(names[kind], icon=_ICONS[kind], key=key)
            group.addButton(self.tenders[kind])
        ways = row(*self.tenders.values(), spacing=8)
        middle = QWidget()
        column(*self.entries.values(), self.list, self.options, stretch(), parent=middle, spacing=12)
        inner = column(total, gap(11), ways, gap(16), spacing=0, margins=(16, 12, 16, 0))
        self.middle = scrolled(middle)
        hold(self.middle, min_height=122)
        padded = QWidget()
        column(self.middle, self.error, parent=padded, margins=(16, 0, 16, 8), spacing=8)
        lower = column(Line(), gap(8), self.figures, spacing=0, margins=(16, 0, 16, 0))
        self.body.addLayout(inner)
        self.body.addWidget(padded, 1)
        self.body.addLayout(lower)
        self.body.addWidget(self.change)
        self.body.addWidget(gap(9))
        self.body.addLayout(row(self.take, margins=(16, 0, 16, 16)))
        self.error.hide()
        self.tenders["cash"].setChecked(True)

    def _connect(self) -> None:
        for kind, button in self.tenders.items():
            button.clicked.connect(lambda _=False, kind=kind: self.choose(kind))
        self.cash.cash_changed.connect(self._cash_changed)
        self.cash.amount.error_changed.connect(lambda _sentence: self.show_sale())
        self.take.clicked.connect(self.take_asked.emit)
        self.options_button.clicked.connect(self.options_asked.emit)
        self.middle.verticalScrollBar().rangeChanged.connect(self._content_grew)
        self.options.payor_typed.connect(self._sale.set_payor)
        self.options.language_chosen.connect(self._sale.set_language)
        self._sale.changed.connect(self.show_sale)

    def _content_grew(self, _least: int, most: int) -> None:
        """An error made the fields higher: once they stand, what comes next is still seen."""
        if most:
            QTimer.singleShot(0, self, self._show_next)

    def _show_next(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.middle.isAncestorOf(focus):
            return
        if self.entry.isAncestorOf(focus):
            self.middle.ensureVisible(0, self.entry.geometry().bottom(), 0, theme().px(4))
        self.middle.ensureWidgetVisible(focus, 0, 0)

    def _payor_is_plain(self) -> bool:
        try:
            preview.refuse_words(self._sale.entered.payor_name.strip(), self._sale.rules)
        except Refused:
            return False
        return True

    def _cash_changed(self, cents: int | None) -> None:
        if self._kind == "cash":
            self.say("")
            self._sale.set_cash(cents)

    def _all_there(self) -> bool:
        """Listed tenders pay everything: no field asks for more."""
        return bool(self._sale.entered.tenders) and not self._sale.open_cents and self.card.attempt is None

    def _block_tenders(self) -> None:
        for kind, button in self.tenders.items():
            must_answer = kind == "card" and self.card.attempt is not None
            refused = self._sale.cash_only and self._sale.rules.refuses_for_cash_only(kind) and not must_answer
            button.block(text("Cash only") if refused else "")
        if not self.tenders[self._kind].isEnabled():
            self.choose("cash")

    def _figures(self) -> list[Figure]:
        sums, tenders = self._sale.sums, self._sale.tenders
        kinds: set[str] = {tender.kind for tender in tenders} or {self._kind}
        name = tender_name(current_language(), kinds.pop()) if len(kinds) == 1 else text("Tendered")
        rows = [Figure(name, format_cents(sums.tendered_cents))]
        if sums.rounding_cents:
            rows.append(Figure(text("Cash rounding"), format_cents(sums.rounding_cents)))
        if sums.over_cents:
            return [*rows, Figure(text("Too much"), format_cents(sums.over_cents), color="bad")]
        return [*rows, Figure(text("Remaining"), format_cents(sums.remaining_cents))]

    def _reason(self) -> str:
        """Why the payment cannot be taken now."""
        sale, sums = self._sale, self._sale.sums
        if self._busy or self._shut:
            return self._busy or self._shut
        if not sale.lines:
            return text("Nothing to pay yet")
        if any(not line.known_cents for line in sale.lines):
            return text("A line has no amount")
        if self.card.attempt is not None:
            return text("Answer for the card first")
        if self._kind == "cash" and self.cash.amount.error:
            return text("Type the cash again")
        if sums.over_cents:
            return text("{amount} too much", amount=format_cents(sums.over_cents))
        if sums.remaining_cents:
            return text("{amount} missing", amount=format_cents(sums.remaining_cents))
        return ""

    def _option_words(self) -> str:
        payor = self._sale.entered.payor_name.strip()
        language = "Español" if self._sale.language == "es" else "English"
        return text("From {payor}", payor=payor[:18]) if payor else language
