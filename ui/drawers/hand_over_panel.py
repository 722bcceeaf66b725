"""Handing the drawer over: count it together, choose who takes it, and they type their PIN."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.drawers import hand_over
from app.drawers.hand_over import HandOver
from app.drawers.moved import Moved
from app.drawers.movement_offer import MovementOffer
from app.identity.permissions import Session
from app.workplace import Services
from resources.texts import text
from ui.drawers.cash_count import CashCount
from ui.drawers.movement_form import MovementForm, Work
from ui.widgets.amount_field import AmountField
from ui.widgets.field import Field


class HandOverPanel(MovementForm):
    """The rules are `app.drawers.hand_over`."""

    def __init__(self, offer: MovementOffer, parent: QWidget | None = None) -> None:
        super().__init__(text("Hand the drawer over"), icon="user", parent=parent)
        denominations = offer.denominations_cents
        self.count = CashCount(text("Cash in the drawer"), denominations, total_name=text("Cash"), kinds=False)
        self.checks, self.orders = AmountField(text("Checks in all")), AmountField(text("Money orders in all"))
        fields = (Field(text("Checks in all"), self.checks), Field(text("Money orders in all"), self.orders))
        self.build(self.count, *fields, entries=(self.checks, self.orders))
        self.setFocusProxy(self.count)
        self.second.fields[0].label.setText(text("Who takes it over"))
        self.second.fields[1].label.setText(text("Their PIN"))
        self.second.set_needed(needed=True)
        self.second.show_people(offer.people)
        self.count.finished.connect(lambda: self.checks.setFocus(Qt.FocusReason.TabFocusReason))

    def complain(self) -> bool:
        """What was counted must be readable; an empty drawer is one too."""
        if self.count.pieces is None:
            self.count.focus_wrong()
            return True
        unread = next((amount for amount in (self.checks, self.orders) if not amount.settle()), None)
        if unread is not None:
            unread.setFocus(Qt.FocusReason.TabFocusReason)
        return unread is not None

    def work(self, intent: str) -> Work:
        """Hands over what was counted."""
        pieces, checks, orders = dict(self.count.pieces or {}), self.checks.cents or 0, self.orders.cents or 0

        def record(services: Services, session: Session, second: Session | None) -> Moved:
            return hand_over.record(services, session, HandOver(intent, pieces, checks, orders, second))

        return record

    def draft(self) -> dict[str, str]:
        """Each row as typed, and the papers."""
        rows = {str(row.value_cents): row.field.text() for row in self.count.rows}
        return rows | {"checks": self.checks.text(), "orders": self.orders.text()}

    def restore(self, draft: dict[str, str]) -> None:
        """As it was left."""
        for row in self.count.rows:
            row.field.setText(draft.get(str(row.value_cents), ""))
        for amount, key in ((self.checks, "checks"), (self.orders, "orders")):
            amount.setText(draft[key])
            amount.settle()
