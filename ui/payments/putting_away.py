"""Putting a sale away: park it (F11), take one up again, clear it with a way back. A card that was taken holds it."""

from PySide6.QtCore import QObject, Signal

from app.payments.counter_state import CounterState
from resources.texts import text
from ui.payments.counter_views import CounterViews
from ui.payments.notice_bar import NoticeAction
from ui.payments.sale_desk import SaleDesk


class PuttingAway(QObject):
    """`left`: back to the sale; `commands_changed`: other keys work now."""

    left = Signal()
    commands_changed = Signal()

    def __init__(self, desk: SaleDesk, views: CounterViews, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._views = desk, views
        view = views.parked
        view.resumed.connect(self._resume)
        view.discarded.connect(desk.discard)
        view.park_asked.connect(self.park)
        view.closed.connect(self.left.emit)

    def show_parked(self, state: CounterState) -> None:
        """What waits, as the rows have it."""
        self._views.sale_card.set_parked(len(state.parked))
        self._views.parked.show_sales(state.parked, can_park=not self._desk.sale.is_empty)

    def park(self) -> None:
        """F11: parks the sale; with others waiting or nothing entered, shows the list first."""
        waiting = len(self._desk.state.parked) if self._desk.state is not None else 0
        in_list = self._views.left.currentWidget() is self._views.parked
        if self._desk.sale.is_empty or (waiting and not in_list):
            self._show_list()
        elif not self._holds():
            self._desk.park(self._parked)

    def clear(self) -> None:
        """Ctrl+Backspace: away at once, and back with Ctrl+Z until the next line."""
        if self._desk.sale.is_empty or self._holds():
            return
        self._desk.clear()
        self._views.pay.begin()
        undo = NoticeAction(text("Undo"), "Ctrl+Z", self.undo)
        self._views.sale_card.notices.tell("plain", text("The sale is cleared."), actions=[undo])
        self.left.emit()

    def undo(self) -> None:
        """Ctrl+Z: the sale that was cleared."""
        self._desk.undo()
        self._views.sale_card.notices.quiet()
        self.left.emit()

    @property
    def can_undo(self) -> bool:
        """A sale was cleared and nothing entered since."""
        return self._desk.cleared is not None and self._desk.sale.is_empty

    # -- inside

    def _holds(self) -> bool:
        """Says why the sale cannot be put away. A card was charged; other tenders lie on the counter.

        A sale whose payment is on its way is no longer there to be put away.
        """
        if self._desk.busy:
            return True
        sale, pay = self._desk.sale, self._views.pay
        if sale.holds_card or pay.card.attempt is not None:
            reason = text("A card is in this sale. Take the payment, or void the card on the terminal and remove it.")
        elif sale.entered.tenders:
            reason = text("Give the tenders back first: remove them, then go on.")
        else:
            return False
        pay.say(reason)
        self.left.emit()
        return True

    def _show_list(self) -> None:
        state = self._desk.state
        if state is not None:
            self.show_parked(state)
        self._views.show_parked()
        self.commands_changed.emit()

    def _parked(self) -> None:
        self._views.pay.begin()
        self._views.sale_card.notices.tell("plain", text("The sale is parked."), text("F11 lists what is parked."))
        self.left.emit()

    def _resume(self, intent: str) -> None:
        if intent and not self._holds():
            self._views.pay.begin()
            self._views.sale_card.notices.quiet()
            self._desk.resume(intent)
