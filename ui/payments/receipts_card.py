"""The last receipts of this shift, under the sale: as many as there is room for; Enter opens one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.payments.receipt_list import ReceiptEntry
from resources.texts import text
from ui.payments.receipt_rows import receipt_columns, receipt_rows
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.label import Label
from ui.widgets.layout import hold, row

NEWEST = 24
"""More than fit on any screen at 100 %."""


class ReceiptsCard(Card):
    """Gives way to the lines first. `opened`: fact id; `all_asked`: the list of all."""

    opened = Signal(str)
    all_asked = Signal()

    def __init__(self, time_zone: str, parent: QWidget | None = None) -> None:
        self.all = Button(text("All receipts"), key="Ctrl+H", size="quiet")
        super().__init__(text("Last receipts"), right=self.all, dense=True, parent=parent)
        self._time_zone = time_zone
        self._entries: list[ReceiptEntry] = []
        self._none = Label(text("No receipts in this shift yet."), color="muted")
        hold(self._none, height=32)
        self.table = DataTable(receipt_columns(with_day=False), name=text("Last receipts"))
        self.body.addLayout(row(self._none, margins=(16, 0, 16, 0)))
        self.body.addWidget(self.table, 1)
        self.body.addStretch(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.activated_key.connect(self.opened.emit)
        self.all.clicked.connect(self.all_asked.emit)

    def show_entries(self, entries: Sequence[ReceiptEntry]) -> None:
        """The newest first; only whole rows are shown."""
        self._entries = list(entries)
        self._show()

    @property
    def entries(self) -> list[ReceiptEntry]:
        """All that are known here, shown or not."""
        return list(self._entries)

    def sizeHint(self) -> QSize:
        """Heading, head and three rows."""
        return QSize(theme().px(480), theme().px(40 + 28 + 3 * 32 + 4))

    def minimumSizeHint(self) -> QSize:
        """Heading, head and one row."""
        return QSize(theme().px(360), theme().px(40 + 28 + 32 + 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        self._none.setVisible(not self._entries)
        self.table.setVisible(bool(self._entries))
        room = self.height() - theme().px(40 + 28 + 3)
        count = max(1, room // theme().px(32))
        rows = receipt_rows(self._entries[:count], self._time_zone, with_day=False)
        if rows != self.table.rows:
            self.table.set_rows(rows)
