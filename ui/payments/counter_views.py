"""The counter page's two columns: the left one changes with what is done, the right one is 400 wide.

Left: the sale with the last receipts under it, the receipt after a payment, all receipts, parked sales, or why no
payment can be taken. Right: the pay panel or, with a receipt, what can be done with it.
"""

from collections.abc import Iterator

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QStackedWidget, QWidget

from resources.texts import text
from ui.payments.back_entry_bar import BackEntryBar
from ui.payments.paid_panel import PaidPanel
from ui.payments.paid_view import PaidView
from ui.payments.parked_view import ParkedView
from ui.payments.pay_panel import PayPanel
from ui.payments.receipt_list_view import ReceiptListView
from ui.payments.receipts_card import ReceiptsCard
from ui.payments.sale import Sale
from ui.payments.sale_card import SaleCard
from ui.theme import Themed, theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column, hold, row

_LEFT_LEAST, _RIGHT = 500, 400
_UNBOUNDED = 16_777_215
BUSY_SHOWN_MS = 150
"""A payment that is recorded sooner shows its outcome only: to paint twice would take Python from the drawer's pulse
and from the receipt."""


class _Stack(QStackedWidget):
    """Shrinks with the page: a stack would otherwise ask for all that its tallest view prefers."""

    def hasHeightForWidth(self) -> bool:
        """Views scroll by themselves."""
        return False


class CounterViews(QWidget, Themed):
    """Builds every view once and shows one on each side; below each other where the window is narrow for its zoom."""

    def __init__(self, sale: Sale, time_zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._built = False
        self._busy_soon = QTimer(self, interval=BUSY_SHOWN_MS, singleShot=True)
        self._busy_soon.timeout.connect(self._show_busy)
        self.steps = self._parts(sale, time_zone)
        """What is left to be built before anything else is asked of the views."""

    def _parts(self, sale: Sale, time_zone: str) -> Iterator[None]:
        self.sale_card = SaleCard(sale, time_zone)
        yield
        self.back_entry = BackEntryBar(time_zone)
        yield
        self.receipts = ReceiptsCard(time_zone)
        self.paid = PaidView()
        yield
        self.list = ReceiptListView(time_zone)
        self.parked = ParkedView(time_zone)
        self.open_drawer = Button(text("Open the drawer"), icon="drawer", key="Ctrl+4", kind="primary")
        self._why_not = EmptyState("drawer", "", "", action=self.open_drawer)
        yield
        self.receipt = PaidPanel()
        yield
        self.pay = PayPanel(sale)
        yield from self.pay.steps
        self._selling = QWidget()
        self._no_shift = Card(text("This customer"), title_size=18)
        self.left, self.right = _Stack(), _Stack()
        self._build()
        self._built = True
        self.show_sale()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    @property
    def shows_sale(self) -> bool:
        """The sale is on the screen."""
        return self.left.currentWidget() in (self._selling, self._no_shift)

    @property
    def shows_receipt(self) -> bool:
        """A receipt is on the screen, just paid or looked at again."""
        return self.left.currentWidget() is self.paid

    def show_sale(self) -> None:
        """What this customer is doing now."""
        self.left.setCurrentWidget(self._selling)
        self.right.setCurrentWidget(self.pay)
        self._turn()

    def show_receipt(self) -> None:
        """A receipt and what can be done with it."""
        self.left.setCurrentWidget(self.paid)
        self.right.setCurrentWidget(self.receipt)
        self._turn()

    def show_list(self) -> None:
        """All receipts."""
        self.left.setCurrentWidget(self.list)
        self.right.setCurrentWidget(self.pay)
        self.list.begin()

    def show_parked(self) -> None:
        """Parked sales."""
        self.left.setCurrentWidget(self.parked)
        self.right.setCurrentWidget(self.pay)
        self.parked.begin()

    def show_no_shift(self, fact: str, next_step: str, *, may_open: bool) -> None:
        """Why no payment can be taken here now, and the way out."""
        self._why_not.set_words(fact, next_step)
        self.open_drawer.setVisible(may_open)
        self.left.setCurrentWidget(self._no_shift)
        self.right.setCurrentWidget(self.pay)

    def set_busy(self, *, busy: bool) -> None:
        """While a payment is on its way nothing at the left takes clicks; that it takes long shows when it does."""
        self.left.setEnabled(not busy)
        self.left.setUpdatesEnabled(not busy)
        if busy:
            self._busy_soon.start()
        else:
            self._busy_soon.stop()
            self.pay.set_busy("")

    # -- Qt

    def apply_theme(self) -> None:
        """Another zoom, another arrangement."""
        if self._built:
            self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another arrangement."""
        super().resizeEvent(event)
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column, because the other can go below it."""
        return QSize(theme().px(_LEFT_LEAST + 2 * 16), self._content.totalMinimumSize().height())

    def _build(self) -> None:
        self.sale_card.body.insertWidget(0, self.back_entry)
        selling = column(self.sale_card, self.receipts, parent=self._selling, spacing=16)
        selling.setStretch(1, 1)
        self._no_shift.body.addWidget(self._why_not, 1)
        for view in (self._selling, self._no_shift, self.paid, self.list, self.parked):
            self.left.addWidget(view)
        for panel in (self.pay, self.receipt):
            self.right.addWidget(panel)
        hold(self.left, min_width=_LEFT_LEAST)
        self._content = row(self.left, self.right, parent=self, margins=16, spacing=16)
        self._content.setStretch(0, 1)
        self._turn()

    def _show_busy(self) -> None:
        self.left.setUpdatesEnabled(True)
        self.pay.set_busy(text("Taking the payment"))

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Where the page scrolls, typing goes on in sight."""
        if now is None or not self.isAncestorOf(now):
            return
        around = self.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(now, theme().px(16), theme().px(32))
            around = around.parentWidget()

    def _turn(self) -> None:
        """Side by side with 400 for the panel, or below each other; with a receipt the change comes first."""
        beside = self.width() >= theme().px(_LEFT_LEAST + 16 + _RIGHT + 2 * 16)
        directions = QBoxLayout.Direction
        below = directions.BottomToTop if self.shows_receipt else directions.TopToBottom
        self._content.setDirection(directions.LeftToRight if beside else below)
        self.receipts.setVisible(beside)
        self.sale_card.show_all(not beside)
        self.right.setMinimumWidth(theme().px(_RIGHT))
        self.right.setMaximumWidth(theme().px(_RIGHT) if beside else _UNBOUNDED)
        self.updateGeometry()
