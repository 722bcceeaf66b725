"""Begins what moves at a drawer: opens the form in the panel at the right, records it, shows its slip.

One intent a form: a press again after a refusal, or after the form was left and opened again, is the same action.
"""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Qt
from shiboken6 import isValid

from app.approvals.request_approval import asking
from app.drawers.moved import Moved
from app.drawers.movement_offer import Movement, MovementOffer, movement_offer
from app.identity.permissions import Permission, may
from app.payments.shift_receipts import Paper
from app.reports.count_page import count_page
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.drawers.drawer_papers import DrawerPapers
from ui.drawers.hand_over_panel import HandOverPanel
from ui.drawers.movement_form import MovementForm
from ui.drawers.open_without_sale_panel import OpenWithoutSalePanel
from ui.drawers.pay_in_out_panel import PayInOutPanel
from ui.drawers.safe_drop_panel import SafeDropPanel
from ui.drawers.suspend_shift_panel import ResumeShiftPanel, SuspendShiftPanel
from ui.identity.asking import ask_for_approval
from ui.operations import Failure
from ui.shell.command import Command
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState

_PERMISSIONS = {
    Movement.PAY_IN: Permission.DRAWER_PAY_IN_OUT,
    Movement.PAY_OUT: Permission.DRAWER_PAY_IN_OUT,
    Movement.SAFE_DROP: Permission.DRAWER_DROP,
    Movement.OPEN_WITHOUT_SALE: Permission.DRAWER_OPEN_WITHOUT_SALE,
    Movement.HAND_OVER: Permission.DRAWER_OPEN_SHIFT,
    Movement.SUSPEND: Permission.DRAWER_OPEN_SHIFT,
}
KEYS = {
    Movement.PAY_IN: "F7",
    Movement.PAY_OUT: "F8",
    Movement.SAFE_DROP: "F9",
    Movement.OPEN_WITHOUT_SALE: "F10",
    Movement.HAND_OVER: "F11",
    Movement.SUSPEND: "F12",
    Movement.RESUME: "F12",
}
ICONS = {
    Movement.PAY_IN: "plus",
    Movement.PAY_OUT: "minus",
    Movement.SAFE_DROP: "lock",
    Movement.OPEN_WITHOUT_SALE: "drawer",
    Movement.HAND_OVER: "user",
    Movement.SUSPEND: "clock",
    Movement.RESUME: "tick",
}


def movement_name(movement: Movement) -> str:
    """What it is called on its button and as the title of its form."""
    return {
        Movement.PAY_IN: text("Pay in"),
        Movement.PAY_OUT: text("Pay out"),
        Movement.SAFE_DROP: text("Safe drop"),
        Movement.OPEN_WITHOUT_SALE: text("Open without a sale"),
        Movement.HAND_OVER: text("Hand over"),
        Movement.SUSPEND: text("Suspend"),
        Movement.RESUME: text("Resume"),
    }[movement]


@dataclass
class _Begun:
    """A form that was opened: its id, that of a request for it, and what was typed when it was left."""

    intent: str
    request: str
    draft: dict[str, str] = field(default_factory=dict)


class MovementDesk(QObject):
    """One a page. `own` and `suspended` are told by the page each time it shows a shift."""

    def __init__(self, panel: DetailPanel, context: WindowContext, papers: DrawerPapers) -> None:
        super().__init__(panel)
        self._panel, self._context, self._papers = panel, context, papers
        self._begun: dict[Movement, _Begun] = {}
        self._open: Movement | None = None
        self.own = self.suspended = False
        panel.leaving.connect(self._keep)

    @property
    def form(self) -> MovementForm | None:
        """The form that is open; None when none is."""
        content = self._panel.content
        return content if isinstance(content, MovementForm) else None

    def commands(self) -> list[Command]:
        """What can be begun, and what the open form does."""
        form = self.form
        if form is None:
            return self.ways()
        return [*form.commands(), *self.ways()]

    def ways(self) -> list[Command]:
        """What can be begun."""
        return [
            Command(movement_name(each), KEYS[each], partial(self.open, each), ICONS[each], partial(self.why_not, each))
            for each in Movement
            if each is not (Movement.SUSPEND if self.suspended else Movement.RESUME)
        ]

    def why_not(self, movement: Movement) -> str:
        """Why it cannot be begun now; "" when it can."""
        session = self._context.session
        if movement is Movement.RESUME:
            return ""
        if not may(session, _PERMISSIONS[movement]):
            return text("Not in your role")
        if self.suspended:
            return text("Suspended")
        anybody = movement is Movement.OPEN_WITHOUT_SALE and may(session, Permission.DRAWER_ACCEPT)
        return "" if self.own or anybody else text("Not your drawer")

    def open(self, movement: Movement) -> None:
        """Asks what there is to choose from, then shows the form."""
        session = self._context.session

        def read(services: Services) -> tuple[MovementOffer, tuple[Paper, ...]]:
            offer = movement_offer(services, session, movement)
            return offer, count_page(services, session).papers if movement is Movement.HAND_OVER else ()

        self._context.operations.read_anew(self, read, partial(self._show, movement), self._papers.fail)

    def take_scan(self, scan: str) -> bool:
        """The open form may want it."""
        return self.form is not None and self.form.take_scan(scan)

    # -- inside

    def _show(self, movement: Movement, found: tuple[MovementOffer, tuple[Paper, ...]]) -> None:
        form = _form(movement, *found)
        self._papers.show(movement_name(movement), form, movement)
        ids = self._context.operations.services.ids
        begun = self._begun.setdefault(movement, _Begun(ids.new_id(), ids.new_id()))
        if begun.draft:
            form.restore(begun.draft)
        self._open = movement
        form.submitted.connect(partial(self._record, form, begun.intent))
        form.approval_asked.connect(partial(self._ask, movement, form, begun))
        form.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, movement: Movement, form: MovementForm, begun: _Begun) -> None:
        command = asking(begun.request, form.action(begun.intent), form.note_words())
        ask_for_approval(self._context, self, command, lambda _asked: self._asked(movement), form.refuse)

    def _asked(self, movement: Movement) -> None:
        """It waits; the same form can be begun anew for something else."""
        self._begun.pop(movement, None)
        self._open = None
        words = EmptyState("work", text("You asked for an approval."), text("It waits under Work, My requests."))
        self._papers.show(movement_name(movement), words, "asked")

    def _keep(self) -> None:
        """The panel shows something else now: what was typed stays."""
        if self.form is not None and self._open in self._begun:
            self._begun[self._open].draft = self.form.draft()

    def _record(self, form: MovementForm, intent: str) -> None:
        record, session = form.recording(intent), self._context.session
        self._context.operations.read(
            self, lambda services: record(services, session), self._done, partial(self._refused, form)
        )

    def _refused(self, form: MovementForm, failure: Failure) -> None:
        if isValid(form):
            form.refuse(failure)

    def _done(self, moved: Moved) -> None:
        if self._open is not None:
            self._begun.pop(self._open, None)
        self._open = None
        self._context.announce(moved.changed)
        self._papers.show_slip(moved.slip)


def _form(movement: Movement, offer: MovementOffer, papers: tuple[Paper, ...]) -> MovementForm:
    match movement:
        case Movement.PAY_IN:
            return PayInOutPanel("pay_in", offer)
        case Movement.PAY_OUT:
            return PayInOutPanel("pay_out", offer)
        case Movement.SAFE_DROP:
            return SafeDropPanel(offer)
        case Movement.OPEN_WITHOUT_SALE:
            return OpenWithoutSalePanel(offer)
        case Movement.HAND_OVER:
            return HandOverPanel(offer, papers)
        case Movement.SUSPEND:
            return SuspendShiftPanel(offer)
        case Movement.RESUME:
            return ResumeShiftPanel(offer)
