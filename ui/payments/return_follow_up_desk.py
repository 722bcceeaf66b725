"""Opens the forms of what follows the chosen return, and records them. One intent a form and return."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.changed import Changed
from app.identity.permissions import Permission, may
from app.reports.returned_payments import ReturnedPayments, ReturnRow
from resources.texts import text
from ui.context import WindowContext
from ui.drawers.movement_form import MovementForm
from ui.payments.return_follow_up_forms import LetterForm, LiftForm
from ui.shell.command import Command
from ui.widgets.detail_panel import DetailPanel


class ReturnFollowUpDesk(QObject):
    """`done`: what was recorded, in one sentence; `turned`: other commands hold now."""

    done = Signal(str)
    turned = Signal()

    def __init__(self, context: WindowContext, panel: DetailPanel) -> None:
        super().__init__(panel)
        self._context, self._panel = context, panel
        self._intents: dict[str, str] = {}
        self._state: ReturnedPayments | None = None
        self._row: ReturnRow | None = None

    @property
    def form(self) -> LetterForm | LiftForm | None:
        """The form that is open; None when none is."""
        content = self._panel.content
        return content if isinstance(content, LetterForm | LiftForm) else None

    def choose(self, state: ReturnedPayments | None, key: str) -> None:
        """The return that is meant from now on."""
        self._state = state
        self._row = next((row for row in state.newest if row.fact_id == key), None) if state is not None else None

    def commands(self) -> list[Command]:
        """What the open form does, or what can be begun."""
        if self.form is not None:
            return self.form.commands()
        return [
            Command(text("The letter was sent"), "F6", self.open_letter, "mail", self.why_no_letter),
            Command(text("Take checks again"), "F7", self.open_lift, "tick", self.why_no_lift),
        ]

    def why_no_letter(self) -> str:
        """Why no letter can be recorded; "" when one can."""
        if not may(self._context.session, Permission.PAYMENT_RETURN):
            return text("Not in your role")
        return "" if self._row is not None and self._row.accounts else text("No account")

    def why_no_lift(self) -> str:
        """Why there is nothing to lift; "" when there is."""
        if not may(self._context.session, Permission.PAYMENT_RETURN):
            return text("Not in your role")
        return "" if self._row is not None and self._row.cash_only else text("Not cash only")

    def open_letter(self) -> None:
        """F6."""
        if self._state is not None and self._row is not None and not self.why_no_letter():
            self._open(text("The letter was sent"), LetterForm(self._state, self._row), f"letter/{self._row.fact_id}")

    def open_lift(self) -> None:
        """F7."""
        if self._state is not None and self._row is not None and not self.why_no_lift():
            self._open(text("Take checks again"), LiftForm(self._state, self._row), f"lift/{self._row.fact_id}")

    # -- inside

    def _open(self, title: str, form: MovementForm, key: str) -> None:
        intent = self._intents.setdefault(key, self._context.operations.services.ids.new_id())
        form.submitted.connect(partial(self._record, form, key, intent))
        self._panel.show_content(title, form, key)
        form.setFocus()
        self.turned.emit()

    def _record(self, form: MovementForm, key: str, intent: str) -> None:
        work, session = form.recording(intent), self._context.session
        self._context.operations.read(
            self, lambda services: work(services, session), partial(self._recorded, key), form.refuse
        )

    def _recorded(self, key: str, changed: Changed) -> None:
        self._intents.pop(key, None)
        self._panel.close_panel()
        lifted = key.startswith("lift/")
        self._context.announce(changed)
        self.done.emit(text("The account takes checks again.") if lifted else text("The letter is recorded as sent."))
