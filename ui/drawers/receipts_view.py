"""Receipts to look at after a count: a list, and the paper of the chosen one beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.drawers.likely_cause import Taken
from printing.payments.receipt import tender_name
from resources.texts import current_language, text
from ui.context import WindowContext
from ui.dates import time_words
from ui.drawers.drawer_papers import DrawerPapers
from ui.drawers.drawer_rows import accounts_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.layout import hold, row
from ui.widgets.table_data import Cell, Column, Row, money, money_column

_DETAIL = 378


class ReceiptsView(QWidget):
    """`back`: to the result."""

    back = Signal()

    def __init__(self, context: WindowContext, title: str, receipts: Sequence[Taken], time_zone: str) -> None:
        super().__init__()
        back = Button(text("Back to the result"), key="Esc", size="quiet")
        card = Card(title, right=back, heading_height=44)
        self.table = DataTable(_columns(), name=title)
        self.detail = DetailPanel()
        hold(self.detail, width=_DETAIL)
        self.papers = DrawerPapers(self.detail, context, lambda: None)
        card.body.addWidget(self.table)
        row(card, self.detail, parent=self, spacing=12).setStretch(0, 1)
        self.table.set_rows([_row(taken, time_zone) for taken in receipts])
        self.table.choose_first()
        self.table.activated_key.connect(self.papers.show_receipt)
        self.table.link_clicked.connect(lambda key, _column: self.papers.show_receipt(key))
        back.clicked.connect(self.back)
        self.setFocusProxy(self.table)

    def step_back(self) -> bool:
        """Closes the paper first."""
        if self.detail.key:
            self.detail.close_panel()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False


def _columns() -> list[Column]:
    return [
        Column(text("Time"), 76),
        Column(text("Receipt"), 116, stretch=1),
        Column(text("For"), 130, stretch=3),
        Column(text("Tender"), 110, stretch=2),
        money_column(text("Amount"), 96, weight=500),
        money_column(text("Change"), 96),
    ]


def _row(taken: Taken, time_zone: str) -> Row:
    kinds = dict.fromkeys(kind for kind, _ in taken.tenders)
    return Row(
        taken.receipt,
        (
            time_words(taken.taken_at_us, time_zone),
            Cell(taken.number, link=True),
            accounts_words(taken.accounts),
            ", ".join(tender_name(current_language(), kind) for kind in kinds),
            money(taken.total_cents),
            money(taken.change_cents, zero_is_nothing=True),
        ),
    )
