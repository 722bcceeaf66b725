"""Suspending a shift for a reason, and resuming it by the PIN of its cashier or of somebody who accepts drawers."""

from PySide6.QtWidgets import QWidget

from app.drawers import suspend_shift
from app.drawers.moved import Moved
from app.drawers.movement_offer import MovementOffer
from app.drawers.suspend_shift import SuspendRefusal, SuspendShift
from app.identity.permissions import Session
from app.workplace import Services
from resources.texts import current_language, text
from ui.drawers.movement_form import MovementForm, Recording, Work, wrong
from ui.error_messages import message
from ui.widgets.alert import Alert
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field


class SuspendShiftPanel(MovementForm):
    """The rules are `app.drawers.suspend_shift`."""

    def __init__(self, offer: MovementOffer, parent: QWidget | None = None) -> None:
        super().__init__(text("Suspend the shift"), icon="clock", parent=parent)
        choices = [(reason.code, reason.name(current_language())) for reason in offer.reasons]
        self.reason = ComboBox([("", text("Choose why")), *choices], name=text("Why is it suspended?"))
        self.reason_field = Field(text("Why is it suspended?"), self.reason)
        self.places = {SuspendRefusal.REASON_UNKNOWN: self.reason_field}
        stays = Alert(
            "plain",
            text("Until you resume it nobody takes payments here."),
            text("Lock the drawer and take its key with you. Your PIN resumes the shift."),
        )
        self.build(self.reason_field, stays, entries=(self.reason,))
        self.reason.chosen.connect(lambda _value: self.reason_field.set_error(""))

    def complain(self) -> bool:
        """A reason is needed."""
        if not self.reason.value:
            wrong(self.reason_field, message(SuspendRefusal.REASON_UNKNOWN))
        return not self.reason.value

    def work(self, intent: str) -> Work:
        """Suspends it."""
        reason = self.reason.value

        def record(services: Services, session: Session, _second: Session | None) -> Moved:
            return suspend_shift.suspend(services, session, SuspendShift(intent, reason))

        return record

    def draft(self) -> dict[str, str]:
        """The reason."""
        return {"reason": self.reason.value}

    def restore(self, draft: dict[str, str]) -> None:
        """As it was left."""
        self.reason.set_value(draft["reason"])


class ResumeShiftPanel(MovementForm):
    """Whose PIN resumes the shift; the cashier's own name is chosen already."""

    def __init__(self, offer: MovementOffer, parent: QWidget | None = None) -> None:
        super().__init__(text("Resume the shift"), icon="tick", parent=parent)
        self.build(entries=())
        self.second.fields[0].label.setText(text("Who resumes it"))
        self.second.fields[1].label.setText(text("PIN"))
        self.second.set_needed(needed=True)
        self.second.show_people(offer.people)
        if offer.people:
            self.second.person.set_value(offer.people[0].person_id)
        self.setFocusProxy(self.second.pin)

    def recording(self, intent: str) -> Recording:
        """Resumes it by the word of whoever's PIN it is, the cashier's own too."""
        person, pin = self.second.take()

        def record(services: Services, session: Session) -> Moved:
            return suspend_shift.resume_with_pin(services, session, intent, person, pin)

        return record
