"""Directing a payment by hand: every open charge with a field; the rest goes in the city's order, shown beside it."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.errors import Refused
from app.money import format_cents
from app.payments import preview
from app.payments.allocate import Payable
from app.payments.preview import SaleRules
from resources.texts import text
from ui.dates import day_and_month
from ui.error_messages import sentence
from ui.payments.line_amount import LineAmount
from ui.payments.line_words import ONLY_DIRECTED, paid_name
from ui.payments.sale import SaleLine
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.layout import column, grid, hold, row, stretch
from ui.widgets.painting import paint_box

_RIGHT = Qt.AlignmentFlag.AlignRight


class DirectAllocation(QWidget):
    """A table of the line's open charges. `directed`: charge key → cents, whenever it changes; `left`: done here."""

    directed = Signal(object)
    left = Signal()

    def __init__(self, line: SaleLine, rules: SaleRules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._payables = preview.in_paying_order(line.account, rules) if line.account is not None else []
        self.fields: dict[str, LineAmount] = {}
        self._paid: dict[str, Label] = {}
        self._credit = Label(color="muted")
        self._sentence = Label(color="bad", wrap=True)
        self._usual = Button(text("Use the city's order"), size="quiet")
        self._usual.clicked.connect(self._clear)
        self._build()
        self.show_line(line)

    def show_line(self, line: SaleLine) -> None:
        """Shows what the line pays now; what is being typed stays."""
        account = line.account
        if account is None:
            return
        for charge, field in self.fields.items():
            if not field.hasFocus() and field.cents != line.directed.get(charge):
                field.set_cents(line.directed.get(charge))
        try:
            share = preview.pays(account, line.known_cents, self._rules, line.directed)
        except Refused as refused:
            self._say(sentence(refused), {}, 0)
        else:
            self._say("", {paid.charge: paid.amount_cents for paid in share.paid}, share.credit_cents)

    def focus_first(self) -> None:
        """Where typing goes on."""
        if self.fields:
            next(iter(self.fields.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface with a border."""
        paint_box(QPainter(self), QRectF(self.rect()), theme().color("surface"), theme().color("line"))

    # -- inside

    def _build(self) -> None:
        table = grid(spacing=12, row_spacing=2)
        table.setColumnStretch(0, 1)
        heads = (text("Charge"), text("Due"), text("Open"), text("Direct"), text("Pays"))
        for number, head in enumerate(heads):
            align = Qt.AlignmentFlag.AlignLeft if number == 0 else _RIGHT
            label = Label(head, size=12, weight=500, color="muted", align=align)
            hold(label, height=26)
            table.addWidget(label, 0, number)
        for number, payable in enumerate(self._payables, 1):
            self._add_row(table, number, payable)
        below = row(self._sentence, stretch(), self._credit, self._usual, spacing=12)
        below.setStretch(0, 1)
        column(table, below, parent=self, margins=(11, 4, 11, 8), spacing=6)

    def _add_row(self, table: QGridLayout, number: int, payable: Payable) -> None:
        on = self._rules.business_date
        name = paid_name(payable, on)
        if payable.ranked_as in ONLY_DIRECTED:
            name = text("{charge}, only when directed", charge=name)
        due = day_and_month(date.fromisoformat(payable.due_on))
        overdue = payable.due_on < on.isoformat()
        due_label = Label(due, color="warn" if overdue else "muted", weight=500 if overdue else 400, align=_RIGHT)
        field = LineAmount(text("Direct to {charge}, due {day}", charge=name, day=due), in_table=True)
        field.amount_changed.connect(self._tell)
        field.confirmed.connect(lambda charge=payable.charge: self._walk(charge, 1, leave=True))
        field.walked.connect(lambda step, charge=payable.charge: self._walk(charge, step))
        paid = Label(weight=500, align=_RIGHT)
        hold(paid, min_width=72)
        self.fields[payable.charge], self._paid[payable.charge] = field, paid
        open_label = Label(format_cents(payable.open_cents), align=_RIGHT)
        for place, widget in enumerate((Label(name, elide=True), due_label, open_label, field, paid)):
            table.addWidget(widget, number, place)

    def _say(self, refusal: str, paid: Mapping[str, int], credit_cents: int) -> None:
        self._sentence.setText(refusal)
        for charge, label in self._paid.items():
            label.setText(format_cents(paid[charge]) if paid.get(charge) else "–")
            label.set_color("ink" if paid.get(charge) else "muted")
        credit = text("Credit {amount}", amount=format_cents(credit_cents)) if credit_cents else ""
        self._credit.setText(credit)
        self._usual.setVisible(any(field.cents for field in self.fields.values()))

    def _tell(self) -> None:
        self.directed.emit({charge: field.cents for charge, field in self.fields.items() if field.cents})

    def _clear(self) -> None:
        for field in self.fields.values():
            field.set_cents(None)
        self.focus_first()

    def _walk(self, charge: str, step: int, *, leave: bool = False) -> None:
        charges = list(self.fields)
        place = charges.index(charge) + step
        if place >= len(charges) and leave:
            self.left.emit()
            return
        self.fields[charges[place % len(charges)]].setFocus(Qt.FocusReason.TabFocusReason)
