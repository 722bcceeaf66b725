"""What the counter page tells the customer's screen: the sale as it stands, the receipt for a while, else nothing.

A pure view of the sale draft, made when the keys rest: never between Enter and the receipt.
"""

from PySide6.QtCore import QObject, QTimer

from app.payments.receipt import Receipt
from app.payments.types import PaymentRecorded
from ui.context import WindowContext
from ui.payments.back_entry_bar import BackEntryBar
from ui.payments.customer_words import idle_view, paid_view, sale_view
from ui.payments.sale import LANGUAGES, Sale
from ui.payments.sale_desk import SaleDesk

REST_MS = 200
"""Typing is shown when it rests; a payment's drawer and paper go out before the change is painted a second time."""
THANKS_MS = 30_000
"""So long the change and the thanks stay when no other customer comes."""


class CustomerFeed(QObject):
    """One a counter page; emits `context.customer_view` with a `CustomerView`."""

    def __init__(
        self, context: WindowContext, sale: Sale, desk: SaleDesk, back_entry: BackEntryBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._sale, self._desk, self._back_entry = context, sale, desk, back_entry
        self._receipt: Receipt | None = None
        self._receipt_language = ""
        self._soon = QTimer(self, interval=REST_MS, singleShot=True)
        self._soon.timeout.connect(self._tell)
        self._thanks = QTimer(self, interval=THANKS_MS, singleShot=True)
        self._thanks.timeout.connect(self.forget_receipt)
        sale.changed.connect(self._soon.start)
        desk.paid.connect(self._paid)

    @property
    def language(self) -> str:
        """Which one the customer reads now."""
        return self._receipt_language if self._receipt is not None and not self._sale.lines else self._sale.language

    @property
    def other_language(self) -> str:
        """The one that `turn_language` goes to."""
        return LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]

    def turn_language(self) -> None:
        """The customer's other language: on this screen, and on the receipt of this sale if it is not taken yet."""
        other = self.other_language
        if self._receipt is not None and not self._sale.lines:
            self._receipt_language = other
            self.look()
        else:
            self._sale.set_language(other)

    def look(self) -> None:
        """Something beside the sale changed: hand-written receipts are entered, or no more."""
        self._soon.start()

    def forget_receipt(self) -> None:
        """The customer has gone, or somebody else is at work."""
        self._receipt = None
        self._thanks.stop()
        self._soon.start()

    # -- inside

    def _paid(self, recorded: PaymentRecorded) -> None:
        if self._back_entry.isHidden():  # a hand-written receipt's customer is not here
            self._receipt, self._receipt_language = recorded.receipt, recorded.receipt.language
            self._thanks.start()
        self._soon.start()

    def _tell(self) -> None:
        if self._desk.busy:
            return  # the receipt, or the refusal, comes next
        if self._sale.lines and self._back_entry.isHidden():
            self._receipt = None
            self._thanks.stop()
            view = sale_view(self._sale)
        elif self._receipt is not None:
            view = paid_view(self._receipt, self._receipt_language)
        else:
            view = idle_view(self._sale.language)
        self._context.customer_view.emit(view)
