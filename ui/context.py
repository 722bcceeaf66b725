"""What every page is given: how to run work, who is signed in, where to go, and what has just changed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.changed import Changed
from app.identity.permissions import Session
from ui.operations import Operations


class WindowContext(QObject):
    """One a signed-in window. Pages connect to `changed` (a Changed) and refresh what concerns them."""

    changed = Signal(object)
    account_wanted = Signal(str)
    """Somebody wants to see an account: its key."""
    payment_wanted = Signal(str)
    """Somebody wants to pay on an account: its key; the counter page adds it to the sale."""
    pass_wanted = Signal(str, int, str)
    """Somebody wants a transit pass in the sale: what was chosen, cents, how it is called."""
    card_wanted = Signal(str)
    """Somebody found a card of unknown outcome in the terminal's batch: its attempt joins the sale as a tender."""
    receipt_wanted = Signal(str)
    """Somebody wants to see a receipt: its fact id."""
    undo_wanted = Signal(str)
    """Somebody wants to refund or correct a receipt: its fact id."""
    exceptions_counted = Signal(int)
    """How many exceptions wait for this person; `exceptions_waiting` keeps it."""
    exceptions_wanted = Signal()
    """Somebody wants to see what counters did to each other."""
    paper_moved = Signal(object)
    """A print job got somewhere: an `Attempt` of `printing.spool`; pages ask the rows what it means."""
    misread = Signal(str)
    """What was scanned or looked up belongs to no account, and why: nothing joined the sale."""
    customer_view = Signal(object)
    """What the customer may read now: a `CustomerView` of `ui.payments.customer_words`, words only."""
    page_wanted = Signal(str)
    """Somebody wants another page: "counter", "accounts", "drawer", "work", "settings"."""

    search_wanted = Signal()
    """Somebody wants to look an account up: the search field gets the focus."""

    start_over_wanted = Signal()
    """Somebody is done with this practice city and wants another; in training only."""

    setting_changed = Signal(str)
    """Somebody changed a setting of this device: its key in `app.config`, such as "scanner.prefix"."""

    def __init__(self, operations: Operations, session: Session, now_us: Callable[[], int]) -> None:
        super().__init__()
        self.operations, self.session, self.now_us = operations, session, now_us
        self.exceptions_waiting = 0
        self.account_asked = ""
        """The account that was wanted last and that no page has taken up yet."""
        self.account_wanted.connect(self._remember_account)

    def announce(self, changed: Changed) -> None:
        """Tells every open page what a workflow changed."""
        self.changed.emit(changed)

    def tell_exceptions(self, waiting: int) -> None:
        """Somebody counted them."""
        self.exceptions_waiting = waiting
        self.exceptions_counted.emit(waiting)

    def take_account(self) -> str:
        """The account that was wanted and not yet shown; "" when there is none. A page made just now asks for it."""
        account, self.account_asked = self.account_asked, ""
        return account

    def _remember_account(self, account: str) -> None:
        self.account_asked = account
