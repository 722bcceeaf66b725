"""Opening the drawer without a sale: why, then it opens. Who and why are kept."""

from PySide6.QtWidgets import QWidget

from app.drawers import open_without_sale
from app.drawers.moved import Moved
from app.drawers.movement_offer import MovementOffer
from app.drawers.open_without_sale import NoSaleRefusal, OpenWithoutSale
from app.identity.permissions import Session
from app.workplace import Services
from resources.texts import current_language, text
from ui.drawers.movement_form import MovementForm, Work, wrong
from ui.error_messages import message
from ui.widgets.alert import Alert
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field


class OpenWithoutSalePanel(MovementForm):
    """The rules are `app.drawers.open_without_sale`."""

    def __init__(self, offer: MovementOffer, parent: QWidget | None = None) -> None:
        super().__init__(text("Open the drawer"), icon="drawer", parent=parent)
        choices = [(reason.code, reason.name(current_language())) for reason in offer.reasons]
        self.reason = ComboBox([("", text("Choose why")), *choices], name=text("Why is it opened?"))
        self.reason_field = Field(text("Why is it opened?"), self.reason)
        self.places = {NoSaleRefusal.REASON_UNKNOWN: self.reason_field}
        kept = Alert("plain", text("Your name, the time and the reason are kept."))
        self.build(self.reason_field, kept, entries=(self.reason,))
        self.reason.chosen.connect(lambda _value: self.reason_field.set_error(""))

    def complain(self) -> bool:
        """A reason is needed."""
        if not self.reason.value:
            wrong(self.reason_field, message(NoSaleRefusal.REASON_UNKNOWN))
        return not self.reason.value

    def work(self, intent: str) -> Work:
        """Opens it."""
        reason = self.reason.value

        def record(services: Services, session: Session, _second: Session | None) -> Moved:
            return open_without_sale.record(services, session, OpenWithoutSale(intent, reason))

        return record

    def draft(self) -> dict[str, str]:
        """The reason."""
        return {"reason": self.reason.value}

    def restore(self, draft: dict[str, str]) -> None:
        """As it was left."""
        self.reason.set_value(draft["reason"])
