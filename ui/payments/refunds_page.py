"""The tab *Refunds and corrections*: find a receipt, then give back, move or correct what it paid."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.payments.receipt_list import ReceiptEntry, search_receipts
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.payments.receipt_rows import receipt_columns, receipt_rows
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
from ui.widgets.line_edit import LineEdit

PANEL_WIDTH = 378
KINDS = {"PaymentTaken", "PaymentVoided", "PaymentRefunded", "PaymentMoved", "TenderCorrected", "PaymentReturned"}
_TYPING_MS = 120


class RefundsPage(Page):
    """Typing finds receipts by number, account or book; Enter opens one."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Refunds and corrections"), parent)
        self._context = context
        self.field = LineEdit(text("Receipt, account or book number"), name=text("Find a receipt"), icon="search")
        none = EmptyState(
            "receipt", text("No receipt with this number"), text("Check it, or clear the field to see all.")
        )
        self.table = DataTable(receipt_columns(with_day=True), name=text("Receipts"), empty=none)
        self.outcome, self.detail = Alert("good", ""), DetailPanel()
        self.desk = UndoDesk(context, self.detail, self)
        self._found, self._opens_first = "", False
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._build()
        self._connect()

    def show_page(self) -> None:
        """The newest receipts; typing searches."""
        self.reload()
        if self.desk.view is None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def help_name(self) -> str:
        """How money is given back and entries are put right."""
        return "refunds"

    def commands(self) -> list[Command]:
        """What can be done with the open receipt."""
        return self.desk.commands()

    def step_back(self) -> bool:
        """Out of the form, then out of the receipt."""
        return self.desk.step_back()

    def open_receipt(self, receipt: str) -> None:
        """Shows a receipt (its fact id) that was found elsewhere."""
        self._open(receipt)

    def reload(self) -> None:
        """Finds what was typed; nothing typed is the newest."""
        typed = self.field.text()
        self._context.operations.read_anew(
            self, lambda services: search_receipts(services, typed), partial(self._show, typed), self._fail
        )

    def _show(self, typed: str, entries: list[ReceiptEntry]) -> None:
        self._found = typed
        self.table.set_rows(receipt_rows(entries, self._context.operations.services.device.time_zone, with_day=True))
        if entries and not self.table.current_key:
            self.table.choose_first()
        if self._opens_first and typed == self.field.text():
            self._opens_first = False
            if entries:
                self._open(entries[0].fact_id)

    def _fail(self, failure: Failure) -> None:
        self.outcome.set_words(sentence(failure), tone="bad")
        self.outcome.show()

    def _say(self, words: str) -> None:
        self.outcome.set_words(words, tone="good")
        self.outcome.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, receipt: str) -> None:
        self.outcome.hide()
        self.desk.open(receipt)

    def _enter(self) -> None:
        """Opens what is chosen; what was just typed is found first, however long that takes."""
        if self._found != self.field.text():
            self._opens_first = True
            if self._typing.isActive():
                self._typing.stop()
                self.reload()
        elif self.table.current_key:
            self._open(self.table.current_key)

    def _typed(self, _words: str) -> None:
        self._opens_first = False
        self._typing.start()

    def _take_change(self, changed: Changed) -> None:
        if changed.kinds & KINDS:
            self.reload()

    def _connect(self) -> None:
        self._typing.timeout.connect(self.reload)
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        self.table.activated_key.connect(self._open)
        self.desk.done.connect(self._say)
        self.desk.turned.connect(self.commands_changed)
        self._context.changed.connect(self._take_change)

    def _build(self) -> None:
        hold(self.field, min_width=280)
        hold(self.detail, width=PANEL_WIDTH)
        receipts = Card(text("Receipts"), heading_height=44)
        receipts.body.addWidget(self.table, 1)
        left = column(row(self.field, stretch()), receipts, spacing=12)
        left.setStretch(1, 1)
        body = row(spacing=12)
        body.addLayout(left, 1)
        body.addWidget(self.detail)
        whole = column(Label(self.title, size=24, weight=600), self.outcome, body, parent=self, margins=16, spacing=12)
        whole.setStretch(2, 1)
        self.outcome.hide()
