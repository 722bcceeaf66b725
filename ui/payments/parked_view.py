"""Sales set aside (F11): who, how much, since when, until when. Enter takes one up again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.payments.parked_sale import ParkedSale
from resources.texts import text
from ui.dates import time_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import row, stretch
from ui.widgets.table_data import Cell, Column, Row, money, money_column


class ParkedView(Card):
    """`resumed` and `discarded`: intent of a sale; `park_asked`: this sale too; `closed`: back."""

    resumed = Signal(str)
    discarded = Signal(str)
    park_asked = Signal()
    closed = Signal()

    def __init__(self, time_zone: str, parent: QWidget | None = None) -> None:
        self.close_button = Button(text("Close"), key="Esc", size="quiet")
        super().__init__(text("Parked sales"), title_size=18, right=self.close_button, parent=parent)
        self._time_zone = time_zone
        columns = [
            Column(text("Sale"), 200, stretch=1),
            Column(text("Lines"), 64, align="right"),
            money_column(text("Amount"), 110),
            Column(text("Parked"), 84, align="right"),
            Column(text("Waits until"), 110, align="right", color="muted"),
        ]
        empty = EmptyState("park", text("No sale is parked"), text("F11 sets the sale on the screen aside."))
        self.table = DataTable(columns, name=text("Parked sales"), empty=empty)
        self.resume = Button(text("Take it up"), icon="undo", key="Enter")
        self.discard = Button(text("Discard it"), icon="trash", kind="dangerous")
        self.park = Button(text("Park this sale"), icon="park", key="F11")
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row(self.resume, self.discard, stretch(), self.park, margins=(16, 12, 16, 12)))
        self.table.activated_key.connect(self.resumed.emit)
        self.table.current_key_changed.connect(lambda _key: self._block())
        self.resume.clicked.connect(lambda: self.resumed.emit(self.table.current_key))
        self.discard.clicked.connect(lambda: self.discarded.emit(self.table.current_key))
        self.park.clicked.connect(self.park_asked.emit)
        self.close_button.clicked.connect(self.closed.emit)

    def show_sales(self, sales: Sequence[ParkedSale], *, can_park: bool) -> None:
        """The oldest first; it is chosen."""
        self.table.set_rows([self._row(sale) for sale in sales])
        if sales and not self.table.current_key:
            self.table.choose_first()
        self.park.setVisible(can_park)
        self._block()

    def begin(self) -> None:
        """Keys go to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, sale: ParkedSale) -> Row:
        lines = sale.draft.lines
        label = sale.draft.label or text("Other payment")
        cells = (
            Cell(label, weight=500),
            str(len(lines)),
            money(sum(line.amount_cents for line in lines)),
            time_words(sale.parked_at_us, self._time_zone),
            time_words(sale.expires_at_us, self._time_zone),
        )
        return Row(sale.intent, cells)

    def _block(self) -> None:
        for button in (self.resume, self.discard):
            button.setEnabled(bool(self.table.current_key))
