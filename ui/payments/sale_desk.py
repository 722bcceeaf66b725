"""What a sale needs from the lanes: the shift and the rules, accounts, keeping it safe, parking, taking the payment.

Shows nothing: the page listens. Every write is one workflow; the sale's intent makes a second Enter the same payment.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.lanes import Priority, Task
from app.payments import parked_sale, preview, take_payment
from app.payments.account_lines import AccountLine
from app.payments.counter_state import CounterState, counter_state
from app.payments.parked_sale import Draft, ParkedSale
from app.payments.types import BackEntry, PaymentRecorded
from app.workplace import Services
from ui.context import WindowContext
from ui.operations import Failure
from ui.payments.sale import Entered, Sale

KEEP_MS = 400
PAPER_FIRST_MS = 20
"""So long the window leaves Python to the printer's lane, so that drawer and receipt do not wait for painting."""


class SaleDesk(QObject):
    """One a page. `busy_changed`: a payment is on its way, nothing else may be entered."""

    state_changed = Signal(object)
    account_added = Signal(str)
    paid = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    taken_up = Signal(int)
    """A sale is on the screen again; how many of its lines the city's data no longer has."""
    busy_changed = Signal(bool)

    def __init__(self, context: WindowContext, sale: Sale, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self.sale = context, sale
        self.state: CounterState | None = None
        self.cleared: Entered | None = None
        self.busy = False
        self._kept: tuple[str, Draft] | None = None
        self._keeping: Task[None] | None = None
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(KEEP_MS)
        self._keep_soon.timeout.connect(self._keep)
        sale.changed.connect(self._sale_changed)

    # -- the shift

    def load(self) -> None:
        """Reads shift, rules, questions; `state_changed` tells."""
        self._context.operations.read_anew(
            self, lambda services: counter_state(services, self._context.session), self._show_state, self.failed.emit
        )

    @property
    def is_mine(self) -> bool:
        """May this person take payments here now?"""
        return self.state is not None and self.state.mine

    # -- lines

    def add_account(self, account: str) -> None:
        """Adds an account as soon as it is read; one that is in the sale is selected at once."""
        if self.sale.line(account) is not None:
            self.sale.select(account)
            self.account_added.emit(account)
            return
        on = self.sale.rules.business_date
        self._context.operations.read(
            self, lambda services: preview.find_line(services, account, on), self._add, self.failed.emit
        )

    def renew(self, accounts: frozenset[str]) -> None:
        """Reads the accounts of the sale again where somebody else has paid or voided on one of them."""
        mine = [line.key for line in self.sale.lines if line.account is not None]
        on = self.sale.rules.business_date
        if not accounts.isdisjoint(mine):
            self._context.operations.read_anew(
                self, lambda services: preview.find_lines(services, mine, on), self._renew, self.failed.emit
            )

    def renew_all(self) -> None:
        """As `renew`, where other counters may have worked on any account."""
        self.renew(frozenset(line.key for line in self.sale.lines))

    # -- putting it away

    def clear(self) -> None:
        """Forgets the sale; `undo` brings it back."""
        self.cleared = self.sale.entered
        self._discard(self.sale.intent)
        self.sale.put(Entered(self.new_id()))

    def undo(self) -> None:
        """Brings back what was cleared last."""
        if self.cleared is not None and self.sale.is_empty:
            self.sale.put(self.cleared)
            self.cleared = None

    def park(self, then: Callable[[], None] = lambda: None) -> None:
        """Sets the sale aside, then goes on; it stays on the screen when that is refused."""
        state = self.state
        if state is None or state.shift is None:
            return
        self._stop_keeping()
        shift, intent, draft = state.shift, self.sale.intent, self.sale.draft()

        def parked(_nothing: None) -> None:
            if self.sale.intent == intent:
                self.sale.put(Entered(self.new_id()))
            self.load()
            then()

        self._write(lambda services: parked_sale.park(services, self._context.session, shift, intent, draft), parked)

    def resume(self, intent: str) -> None:
        """Takes a parked sale up; the one on the screen is parked first."""
        if not self.sale.is_empty:
            self.park(then=lambda: self.resume(intent))
            return
        self._write(
            lambda services: parked_sale.resume(services, self._context.session, intent),
            lambda draft: self.take_up(intent, draft),
        )

    def take_up(self, intent: str, draft: Draft, then: Callable[[], None] = lambda: None) -> None:
        """Brings a draft back to the screen with what its accounts owe now."""
        keys = [line.key for line in draft.lines if line.kind == "account"]
        on = self.sale.rules.business_date

        def show(accounts: dict[str, AccountLine]) -> None:
            self.sale.put(self.sale.entered_of(intent, draft, accounts))
            self.taken_up.emit(len(draft.lines) - len(self.sale.lines))
            self.load()
            then()

        self._context.operations.read(
            self, lambda services: preview.find_lines(services, keys, on), show, self.failed.emit
        )

    def set_aside(self, found: ParkedSale) -> None:
        """Parks the sale of the last run, because another one begins."""
        state = self.state
        if state is not None and state.shift is not None:
            shift, session = state.shift, self._context.session
            self._write(
                lambda services: parked_sale.park(services, session, shift, found.intent, found.draft),
                lambda _nothing: self.load(),
            )

    def keep_now(self) -> None:
        """The page goes out of sight, perhaps for good: what was entered in the last moment is stored too."""
        if self._keep_soon.isActive():
            self._keep_soon.stop()
            self._keep()

    def discard(self, intent: str) -> None:
        """Forgets a parked sale, or the one of the last run."""
        self._write(lambda services: parked_sale.discard(services, intent), lambda _nothing: self.load())

    # -- taking it

    def take(self, back_entry: BackEntry | None) -> None:
        """Takes the payment. Nothing while one is on its way."""
        if self.busy:
            return
        command, session = self.sale.command(back_entry), self._context.session
        self._stop_keeping()
        self._context.operations.write(
            self, lambda services: take_payment.record(services, session, command), self._recorded, self._refused
        )
        self._set_busy(True)

    def new_id(self) -> str:
        """An id for the next payment-to-be."""
        return self._context.operations.services.ids.new_id()

    # -- inside

    def _show_state(self, state: CounterState) -> None:
        self.state = state
        self.sale.use_rules(state.rules, state.paper_language)
        self.state_changed.emit(state)

    def _add(self, line: AccountLine) -> None:
        self.sale.add_account(line)
        self.account_added.emit(line.account)

    def _renew(self, lines: dict[str, AccountLine]) -> None:
        for line in lines.values():
            self.sale.renew(line)

    def _recorded(self, recorded: PaymentRecorded) -> None:
        QTimer.singleShot(PAPER_FIRST_MS, self, partial(self._paid, recorded))

    def _paid(self, recorded: PaymentRecorded) -> None:
        self._set_busy(False)
        self._kept = self.cleared = None
        self.sale.put(Entered(self.new_id()))
        self.paid.emit(recorded)

    def _refused(self, failure: Failure) -> None:
        self._set_busy(False)
        self._sale_changed()
        self.refused.emit(failure)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)

    def _write(self, workflow: Callable[[Services], object], then: Callable[..., None]) -> None:
        self._context.operations.write(self, workflow, then, self.failed.emit)

    # -- keeping what was entered

    def _sale_changed(self) -> None:
        if not self.busy:
            self._keep_soon.start()

    def _stop_keeping(self) -> None:
        """Before the sale is settled otherwise: a late copy must not bring it back."""
        self._keep_soon.stop()
        if self._keeping is not None:
            self._keeping.interrupt()
            self._keeping = None

    def _keep(self) -> None:
        state, intent, draft = self.state, self.sale.intent, self.sale.draft()
        if self.busy or state is None or state.shift is None or not state.mine or self._kept == (intent, draft):
            return
        if not draft.lines:
            if self._kept is not None and self._kept[0] == intent:
                self._discard(intent)
            return
        shift, session = state.shift, self._context.session
        self._kept = (intent, draft)
        self._keeping = self._context.operations.write(
            self,
            lambda services: parked_sale.keep(services, session, shift, intent, draft),
            lambda _nothing: None,
            self.failed.emit,
            Priority.BACKGROUND,
        )

    def _discard(self, intent: str) -> None:
        self._stop_keeping()
        self._kept = None
        self._context.operations.write(
            self,
            lambda services: parked_sale.discard(services, intent),
            lambda _nothing: None,
            self.failed.emit,
            Priority.BACKGROUND,
        )
