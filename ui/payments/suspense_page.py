"""The tab *Suspense*: money that nobody could say the account of; identify it, or give it back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.clock import local_date
from app.money import format_cents
from app.payments.suspense import SuspenseItem, in_suspense
from resources.texts import text
from ui.accounts.words import capital, tender_words
from ui.context import WindowContext
from ui.dates import day_cell
from ui.error_messages import sentence
from ui.operations import Failure
from ui.payments.refunds_page import KINDS, PANEL_WIDTH
from ui.payments.undo_desk import UndoDesk
from ui.shell.command import Command
from ui.shell.page import Page
from ui.widgets.alert import Alert
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.table_data import Column, Row, money, money_column


class SuspensePage(Page):
    """Oldest first; Enter opens one, F7 puts it on the account that it is for, F6 gives it back."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Suspense"), parent)
        self._context = context
        self.items: list[SuspenseItem] = []
        none = EmptyState(
            "good", text("Nothing is unidentified"), text("What nobody knows the account of appears here.")
        )
        self.table = DataTable(_columns(), name=text("Unidentified money"), empty=none)
        self.outcome, self.detail, self._total = Alert("good", ""), DetailPanel(), Label(color="muted")
        self.desk = UndoDesk(context, self.detail, self)
        self._build()
        self._connect()

    def show_page(self) -> None:
        """Reads anew."""
        self.reload()
        if self.desk.view is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def help_name(self) -> str:
        """How money is identified."""
        return "suspense"

    def commands(self) -> list[Command]:
        """What can be done with the open one."""
        return self.desk.commands()

    def step_back(self) -> bool:
        """Out of the form, then out of the receipt."""
        return self.desk.step_back()

    def reload(self) -> None:
        """What stands in suspense now."""
        session = self._context.session
        self._context.operations.read_anew(
            self, lambda services: in_suspense(services, session), self._show, self._fail
        )

    def _show(self, items: list[SuspenseItem]) -> None:
        self.items = items
        zone = self._context.operations.services.device.time_zone
        self.table.set_rows([_row(item, zone) for item in items])
        if items and not self.table.current_key:
            self.table.choose_first()
        total = format_cents(sum(item.amount_cents for item in items))
        self._total.setText(_total_words(len(items), total))

    def _fail(self, failure: Failure) -> None:
        self.outcome.set_words(sentence(failure), tone="bad")
        self.outcome.show()

    def _say(self, words: str) -> None:
        self.outcome.set_words(words, tone="good")
        self.outcome.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, key: str) -> None:
        self.outcome.hide()
        receipt, _, line = key.partition("#")
        self.desk.open(receipt, int(line))

    def _take_change(self, changed: Changed) -> None:
        if changed.kinds & KINDS:
            self.reload()

    def _connect(self) -> None:
        self.table.activated_key.connect(self._open)
        self.desk.done.connect(self._say)
        self.desk.turned.connect(self.commands_changed)
        self._context.changed.connect(self._take_change)

    def _build(self) -> None:
        hold(self.detail, width=PANEL_WIDTH)
        card = Card(text("Unidentified money, oldest first"), right=self._total, heading_height=44)
        card.body.addWidget(self.table, 1)
        body = row(spacing=12)
        body.addWidget(card, 1)
        body.addWidget(self.detail)
        heading = row(Label(self.title, size=24, weight=600), stretch())
        whole = column(heading, self.outcome, body, parent=self, margins=16, spacing=12)
        whole.setStretch(2, 1)
        self.outcome.hide()


def _total_words(count: int, total: str) -> str:
    if count == 1:
        return text("1 payment, {total}", total=total)
    return text("{count} payments, {total}", count=count, total=total) if count else ""


def _columns() -> list[Column]:
    return [
        Column(text("Taken"), 112),
        Column(text("Receipt"), 104),
        Column(text("What is known"), 160, stretch=1),
        Column(text("From"), 120),
        Column(text("Tender"), 120),
        money_column(text("Amount")),
    ]


def _row(item: SuspenseItem, time_zone: str) -> Row:
    cells = (
        day_cell(local_date(item.taken_at_us, time_zone)),
        item.receipt_number,
        item.description,
        item.payor or "–",
        capital(", ".join(tender_words(kind) for kind in item.tenders)),
        money(item.amount_cents),
    )
    return Row(item.key, cells)
