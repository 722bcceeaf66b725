"""A safe drop: count the notes that go into the bag, type or scan its number; above an amount somebody witnesses it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.drawers import safe_drop
from app.drawers.moved import Moved
from app.drawers.movement_offer import MovementOffer
from app.drawers.safe_drop import SafeDrop, SafeDropRefusal
from app.drawers.sealed_bags import BagRefusal
from app.identity.permissions import Session
from app.workplace import Services
from resources.texts import text
from ui.drawers.cash_count import CashCount
from ui.drawers.movement_form import MovementForm, Work, wrong
from ui.error_messages import message
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit


class SafeDropPanel(MovementForm):
    """The rules are `app.drawers.safe_drop`. A scan is the bag's number."""

    def __init__(self, offer: MovementOffer, parent: QWidget | None = None) -> None:
        super().__init__(text("Seal and drop"), icon="lock", parent=parent)
        self._offer = offer
        self.count = CashCount(
            text("Into the bag"), offer.denominations_cents, total_name=text("In the bag"), kinds=False
        )
        self.bag = LineEdit(name=text("Number of the sealed bag"))
        self.bag_field = Field(text("Number of the sealed bag"), self.bag, help=text("Type or scan it"))
        self.places = dict.fromkeys(BagRefusal, self.bag_field)
        self.build(self.count, self.bag_field, entries=(self.bag,))
        self.setFocusProxy(self.count)
        self.second.fields[0].label.setText(text("Witness"))
        self.second.show_people(offer.people)
        self.count.counted.connect(self._ask_witness)
        self.count.finished.connect(lambda: self.bag.setFocus(Qt.FocusReason.TabFocusReason))
        self.bag.textEdited.connect(lambda _typed: self.bag_field.set_error(""))

    def complain(self) -> bool:
        """Notes and a number are needed before anybody is asked for a PIN."""
        if self.count.pieces is None:
            self.count.focus_wrong()
            return True
        if not self.count.total_cents:
            self.refusal.set_words(message(SafeDropRefusal.NOTHING_COUNTED))
            self.refusal.show()
            self.count.focus_first()
            return True
        if not self.bag.text().strip():
            wrong(self.bag_field, message(BagRefusal.BAG_MISSING))
            return True
        return False

    def work(self, intent: str) -> Work:
        """Drops what was counted."""
        pieces, bag = dict(self.count.pieces or {}), self.bag.text()

        def record(services: Services, session: Session, second: Session | None) -> Moved:
            return safe_drop.record(services, session, SafeDrop(intent, pieces, bag, second))

        return record

    def draft(self) -> dict[str, str]:
        """Each row as typed, and the bag."""
        return {str(row.value_cents): row.field.text() for row in self.count.rows} | {"bag": self.bag.text()}

    def restore(self, draft: dict[str, str]) -> None:
        """As it was left."""
        for row in self.count.rows:
            row.field.setText(draft.get(str(row.value_cents), ""))
        self.bag.setText(draft["bag"])

    def take_scan(self, scan: str) -> bool:
        """The number on the bag."""
        self.bag.setText(scan)
        self.bag_field.set_error("")
        self.bag.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _ask_witness(self) -> None:
        self.refusal.hide()
        needed = self._offer.needs_second_person(self.count.total_cents)
        if needed != self.second.needed:
            self.second.set_needed(needed=needed)
            self.second.show_people(self._offer.people)
