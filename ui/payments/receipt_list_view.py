"""All receipts (Ctrl+H): found by number, account or book; Enter shows one, Ctrl+P prints it again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.payments.receipt_list import LONGEST, ReceiptEntry
from resources.texts import text
from ui.payments.receipt_rows import receipt_columns, receipt_rows
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line_edit import LineEdit

_TYPING_MS = 120


class ReceiptListView(Card):
    """`searched`: what to look for, a moment after typing; `opened`: fact id; `closed`: back to the counter."""

    searched = Signal(str)
    opened = Signal(str)
    closed = Signal()

    def __init__(self, time_zone: str, parent: QWidget | None = None) -> None:
        self.close_button = Button(text("Close"), key="Esc", size="quiet")
        super().__init__(text("All receipts"), title_size=18, right=self.close_button, parent=parent)
        self._time_zone = time_zone
        self.field = LineEdit(text("Receipt, account or book number"), name=text("Find a receipt"), icon="search")
        self.error = Alert("bad", "")
        self._count = Label(color="muted")
        self._empty = EmptyState("receipt", text("No receipts yet"))
        self.table = DataTable(receipt_columns(with_day=True), name=text("All receipts"), empty=self._empty)
        hold(self.field, min_width=280)
        above = column(row(self.field, stretch(), self._count), self.error, margins=(16, 12, 16, 12), spacing=8)
        self.body.addLayout(above)
        self.body.addWidget(self.table, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(lambda: self.searched.emit(self.field.text()))
        self.field.textEdited.connect(lambda _typed: self._typing.start())
        self.table.activated_key.connect(self.opened.emit)
        self.close_button.clicked.connect(self.closed.emit)
        self.error.hide()

    def begin(self) -> None:
        """Everything, newest first; typing searches."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.searched.emit("")

    def show_entries(self, entries: Sequence[ReceiptEntry]) -> None:
        """Shows what was found."""
        self.error.hide()
        typed = self.field.text().strip()
        if typed:
            self._empty.set_words(text("No receipt with this number"), text("Check it, or clear the field to see all."))
        else:
            self._empty.set_words(text("No receipts yet"), text("Scan a bill on the counter page to begin."))
        self.table.set_rows(receipt_rows(entries, self._time_zone, with_day=True))
        if entries and not self.table.current_key:
            self.table.choose_first()
        many = text("The newest {count}", count=LONGEST) if len(entries) >= LONGEST else ""
        self._count.setText(many)

    def say(self, sentence: str) -> None:
        """Why the list cannot be read."""
        self.error.set_words(sentence)
        self.error.setVisible(bool(sentence))

    @property
    def chosen(self) -> str:
        """Fact id of the chosen receipt; "" when none is."""
        return self.table.current_key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In the field, Down goes into the list and Enter opens the chosen receipt."""
        if self.field.hasFocus() and event.key() == Qt.Key.Key_Down:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.field.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_chosen()
        else:
            super().keyPressEvent(event)

    def _open_chosen(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self.searched.emit(self.field.text())
        elif self.chosen:
            self.opened.emit(self.chosen)
