"""The right card after a payment, and for a receipt that is looked at again: sums, what can be done, the change.

The change stands at the same pixel as before the payment, on a good ground; it stays until the next scan or key.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.money import format_cents
from app.payments import preview
from app.payments.preview import SaleRules
from app.payments.receipt import Receipt
from app.payments.stamps import StampOffer
from printing.payments.receipt import tender_name
from resources.texts import current_language, text
from ui.dates import moment_words, time_words
from ui.payments.change_band import ChangeBand
from ui.payments.line_words import give_words
from ui.payments.stamp_form import StampForm
from ui.payments.stamp_words import button_words
from ui.payments.void_form import VoidForm
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures import Figure, Figures
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, row, scrolled, stretch
from ui.widgets.tag import Tone


class PaidPanel(Card):
    """Emits what is asked; the page does it."""

    next_asked = Signal()
    print_asked = Signal(str)
    """"en" or "es", "" for the receipt's own language."""
    void_opened = Signal()
    stamps_opened = Signal()
    undo_asked = Signal()
    """Part of it goes back, or was for another account or tender."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("Paid"), title_size=18, parent=parent)
        self._icon = IconLabel("good", "good")
        self.when = Label(color="muted")
        self._figures = Figures(row_height=32)
        self.again = Button(text("Print again"), icon="printer", key="Ctrl+P", size="tall", spread=True)
        self.other_language = Button("", icon="globe", key="Ctrl+Shift+P", size="tall", spread=True)
        self.void = Button(text("Void…"), icon="undo", key="Ctrl+Del", kind="dangerous", size="tall", spread=True)
        self.undo = Button(text("Refund or correct…"), icon="edit", key="Ctrl+U", size="tall", spread=True)
        self.note = Label(color="muted", wrap=True)
        self.error = Alert("bad", "")
        self.change = ChangeBand(paid=True)
        self.next = Button(text("Next customer"), icon="arrow-right", key="Enter", kind="primary", size="large")
        self.stamp = Button("", icon="check", key="Ctrl+I", size="tall", spread=True)
        self.form: VoidForm | None = None
        self.stamps: StampForm | None = None
        self.just_paid = False
        self._language = "en"
        self._build()
        self._connect()

    def show_receipt(self, receipt: Receipt, rules: SaleRules, *, just_paid: bool, back: bool) -> None:
        """Shows a receipt: `just_paid` or looked at again; `back`: a sale waits behind it."""
        self.close_form()
        self.close_stamps()
        self.just_paid = just_paid
        self.offer_stamps(StampOffer())
        self.say("")
        self._language = "en" if receipt.language == "es" else "es"
        spanish = self._language == "es"
        self.other_language.setText(text("Print in Spanish") if spanish else text("Print in English"))
        title = text("Voided") if receipt.voided else text("Paid") if just_paid else text("Receipt")
        self.set_title(title)
        self._icon.set_icon("undo" if receipt.voided else "good", "bad" if receipt.voided else "good")
        on = rules.business_date
        at = time_words if just_paid else lambda at_us, zone: moment_words(at_us, zone, on)
        moment = at(receipt.taken_at_us, receipt.time_zone)
        self.when.setText(text("{moment}, receipt {number}", moment=moment, number=receipt.number))
        self._figures.set_rows(_figures(receipt))
        for button in (self.void, self.undo):
            button.block(text("Void already") if receipt.voided else "")
        self._show_note(receipt, rules, just_paid=just_paid)
        pieces = preview.change_pieces(receipt.change_cents, rules)
        self.change.show_change(receipt.change_cents, give_words(pieces))
        self.change.setHidden(receipt.voided)  # it went back with the payment
        self.next.setText(text("Back to the sale") if back else text("Next customer"))
        self.next.set_icon("arrow-left" if back else "arrow-right")

    def offer_stamps(self, offer: StampOffer) -> None:
        """The papers that can be endorsed or validated; the way to them shows when there are any."""
        self.stamp.setVisible(bool(offer.places))
        if offer.places:
            self.stamp.setText(button_words(offer))

    def open_form(self, form: VoidForm) -> None:
        """Voiding, in place of the buttons."""
        self.close_form()
        self.close_stamps()
        self.form = form
        self._put_in_place(form)
        form.focus_first()

    def open_stamps(self, form: StampForm) -> None:
        """Endorsing and validating, in place of the buttons."""
        self.close_form()
        self.stamps = form
        self._put_in_place(form)

    def focus_next(self) -> None:
        """Where the keys go on: the form while it is open, else the way on."""
        form = self.form or self.stamps
        if form is not None:
            form.focus_next()
        else:
            self.next.setFocus()

    def close_form(self) -> bool:
        """Back to the buttons. False when no form was open."""
        form, self.form = self.form, None
        return self._take_away(form)

    def close_stamps(self) -> bool:
        """The same for the papers to be stamped."""
        form, self.stamps = self.stamps, None
        return self._take_away(form)

    def say(self, sentence: str, tone: Tone = "bad") -> None:
        """What could not be done, or is still to do; "" takes it away."""
        self.error.set_words(sentence, tone=tone)
        self.error.setVisible(bool(sentence))

    def _put_in_place(self, form: VoidForm | StampForm) -> None:
        self._place.insertWidget(0, form)
        form.show()  # a layout would show it later than its first field can take the focus
        self._actions.hide()
        self.next.set_key("")  # Enter is the form's

    def _take_away(self, form: VoidForm | StampForm | None) -> bool:
        if form is None:
            return False
        form.hide()
        form.deleteLater()
        self._actions.show()
        self.next.set_key("Enter")
        return True

    def _build(self) -> None:
        if self.heading is not None:
            self.heading.insertWidget(0, self._icon)
            self.heading.setSpacing(8)
        self.add_to_heading(self.when)
        self._actions = QWidget()
        actions = (self.again, self.other_language, self.undo, self.void, self.stamp, self.note)
        column(*actions, parent=self._actions, spacing=8)
        content = QWidget()
        self._place = column(self._actions, self.error, stretch(), parent=content, spacing=12)
        top = column(self._figures, gap(15), spacing=0, margins=(16, 13, 16, 0))
        middle = QWidget()
        column(scrolled(content), parent=middle, margins=(16, 0, 16, 0), spacing=0)
        self.body.addLayout(top)
        self.body.addWidget(middle, 1)
        self.body.addWidget(self.change)
        self.body.addWidget(gap(9))
        self.body.addLayout(row(self.next, margins=(16, 0, 16, 16)))

    def _connect(self) -> None:
        self.again.clicked.connect(lambda: self.print_asked.emit(""))
        self.other_language.clicked.connect(lambda: self.print_asked.emit(self._language))
        self.void.clicked.connect(self.void_opened.emit)
        self.stamp.clicked.connect(self.stamps_opened.emit)
        self.undo.clicked.connect(self.undo_asked.emit)
        self.next.clicked.connect(self.next_asked.emit)

    @property
    def second_language(self) -> str:
        """The language that the receipt is not in."""
        return self._language

    def _show_note(self, receipt: Receipt, rules: SaleRules, *, just_paid: bool) -> None:
        parts = []
        if not receipt.voided and rules.void_needs_second_person(receipt.total_cents):
            parts.append(text("A void needs a second person."))
        if just_paid:
            parts.append(text("This page stays until the next scan or key."))
        self.note.setText(" ".join(parts))


def _figures(receipt: Receipt) -> list[Figure]:
    rows = [Figure(text("Total"), format_cents(receipt.total_cents), weight=600, size=15)]
    if receipt.rounding_cents:
        rows.append(Figure(text("Cash rounding"), format_cents(receipt.rounding_cents), weight=600, size=15))
    for tender in receipt.tenders:
        name = " ".join(part for part in (tender_name(current_language(), tender.kind), tender.reference) if part)
        rows.append(Figure(name, format_cents(tender.amount_cents), weight=600, size=15))
    return rows
