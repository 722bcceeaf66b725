"""One line of the sale: icon, who or what, its amount, remove; for a selected account also its alerts and what it pays.

The selected line stands on the page's ground. Sizes: tokens, Counter.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.errors import Refused
from app.payments import preview
from app.payments.preview import SaleRules
from resources.texts import text
from ui.error_messages import sentence
from ui.payments.direct_allocation import DirectAllocation
from ui.payments.line_amount import LineAmount
from ui.payments.line_details import LineDetails
from ui.payments.line_words import account_parts, other_details, other_title, pays_items, sale_alert
from ui.payments.pays_bar import PaysBar
from ui.payments.sale import SaleLine
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.icon_button import IconButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, stretch

_INDENT = 36
_ICONS = {"account": "home", "suspense": "help", "pass": "pass"}


class SaleLineView(QWidget):
    """Emits what a person does with it; the page changes the sale, and `show_line` shows it anew."""

    selected = Signal(str)
    removed = Signal(str)
    amount_typed = Signal(str, object)
    amount_confirmed = Signal()
    directed = Signal(str, object)
    direct_closed = Signal()

    def __init__(self, line: SaleLine, rules: SaleRules, time_zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._line, self._rules, self._time_zone = line.key, line, rules, time_zone
        self._selected = False
        title = self._title()
        self.setAccessibleName(title)
        self.amount = LineAmount(text("Amount for {line}", line=title), fixed=line.kind == "pass")
        self.remove = IconButton("close", text("Remove {line}", line=title), icon_size=16)
        self._details = LineDetails()
        self._details.show_parts(self._second_line())
        self.error = Label(color="bad", wrap=True)
        self.pays = PaysBar()
        self.table: DirectAllocation | None = None
        self._below_box = QWidget()
        self._below: QVBoxLayout = column(parent=self._below_box, margins=(_INDENT, 8, 0, 0), spacing=8)
        self._build()
        self._connect()
        self.show_line(line, selected=False)

    def show_line(self, line: SaleLine, *, selected: bool) -> None:
        """Shows the line as it is now."""
        self._line, self._selected = line, selected
        if self.amount.cents != line.amount_cents and not self.amount.hasFocus():
            self.amount.set_cents(line.amount_cents)
        account = line.account
        self.pays.setVisible(account is not None and (selected or bool(line.directed)))
        if not selected:
            self.close_table()
        if account is not None:
            self._details.show_parts(self._second_line())
            self._show_pays(line)
        if self.table is not None:
            self.table.show_line(line)
        self._fit()
        self.update()

    def open_table(self) -> None:
        """F4: directs the payment by hand."""
        if self._line.account is None or not self._line.account.payables:
            return
        if self.table is None:
            self.table = DirectAllocation(self._line, self._rules)
            self.table.directed.connect(lambda directed: self.directed.emit(self.key, directed))
            self.table.left.connect(self.direct_closed.emit)
            self._below.addWidget(self.table)
            self.pays.set_open(True)
        self.table.focus_first()

    def close_table(self) -> None:
        """What was directed stays."""
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
            self.table = None
            self.pays.set_open(False)

    def say(self, sentence: str) -> None:
        """What is wrong with this line; "" takes it away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self._fit()

    # -- Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects the line."""
        self.selected.emit(self.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's ground when selected; a line below."""
        painter = QPainter(self)
        if self._selected:
            painter.fillRect(self.rect(), theme().color("page"))
            if theme().high_contrast:
                painter.fillRect(0, 0, theme().px(4), self.height(), theme().color("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))

    # -- inside

    def _build(self) -> None:
        icon = IconLabel(
            {"account": "home", "suspense": "help", "pass": "pass"}.get(self._line.kind, "receipt"), "muted"
        )
        side = column(gap(6), icon, stretch(), spacing=0)
        holder = QWidget()
        column(side, parent=holder, spacing=0)
        hold(holder, width=_INDENT)
        words = column(self._heading(), self._details, spacing=0)
        hold(self._details, height=20)
        top = row(holder, words, parent=None, spacing=0)
        top.setStretch(1, 1)
        amounts = row(self.amount, self.remove, spacing=8)
        top.addSpacing(theme().px(12))
        top.addLayout(column(amounts, stretch(), spacing=0))
        self._fill_below()
        column(top, self._below_box, parent=self, margins=(16, 14, 16, 14), spacing=0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _heading(self) -> QWidget:
        bar = QWidget()
        hold(bar, height=21)
        account = self._line.account
        if account is None:
            row(Label(self._title(), size=15, weight=600, elide=True), parent=bar)
            return bar
        number, name = Label(account.number, size=15, weight=600), Label(account.name, size=15, elide=True)
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row(number, name, parent=bar, spacing=9)
        return bar

    def _fill_below(self) -> None:
        self._below.addWidget(self.error)
        account = self._line.account
        for alert in account.alerts if account is not None else ():
            words = sale_alert(alert)
            self._below.addWidget(Alert(words.tone, words.fact, words.rest, icon=words.icon))
        self._below.addWidget(self.pays)
        self.error.hide()

    def _fit(self) -> None:
        """Nothing below takes no room."""
        items = (self._below.itemAt(number) for number in range(self._below.count()))
        parts = [item.widget() for item in items if item is not None]
        self._below_box.setVisible(any(part is not None and not part.isHidden() for part in parts))

    def _connect(self) -> None:
        self.amount.amount_changed.connect(lambda cents: self.amount_typed.emit(self.key, cents))
        self.amount.error_changed.connect(self.say)
        self.amount.focused.connect(lambda: self.selected.emit(self.key))
        self.amount.confirmed.connect(self.amount_confirmed.emit)
        self.remove.clicked.connect(lambda: self.removed.emit(self.key))
        self.pays.clicked.connect(self._toggle_table)

    def _toggle_table(self) -> None:
        if self.table is not None:
            self.close_table()
            self.direct_closed.emit()
        else:
            self.selected.emit(self.key)
            self.open_table()

    def _show_pays(self, line: SaleLine) -> None:
        if line.account is None:
            return
        try:
            share = preview.pays(line.account, line.known_cents, self._rules, line.directed)
        except Refused as refused:
            self.pays.show_items((), directed=True, refusal=sentence(refused))
        else:
            self.pays.show_items(pays_items(share, self._rules.business_date), directed=bool(line.directed))

    def _title(self) -> str:
        account = self._line.account
        return f"{account.number} {account.name}" if account is not None else other_title(self._line, self._rules)

    def _second_line(self) -> list[str]:
        account = self._line.account
        if account is None:
            return [other_details(self._line, self._rules)]
        return account_parts(account, self._rules.business_date, self._time_zone)
