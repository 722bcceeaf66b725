"""The tab *All drawers*: every drawer of the office, live; accept, reject or reopen a close; a surprise count.

Shows and asks: the rules are `app.drawers.settle_shift` and `app.drawers.count_drawer`.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.drawers import settle_shift
from app.drawers.all_drawers import AllDrawers, DrawerRow, all_drawers
from app.drawers.count_drawer_facts import CountPurpose
from app.drawers.queries import UNDER_WAY, ShiftEvent
from app.drawers.settle_shift import Settle
from app.drawers.slips import DrawerSlip
from app.identity.permissions import Permission, Session, may
from app.reports.slip_page import slip_page
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import warm_up
from ui.drawers.all_drawers_rows import columns, rows
from ui.drawers.count_flow import CountFlow
from ui.drawers.settle_panel import SettlePanel
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.shell.page import Page
from ui.widgets.card import Card
from ui.widgets.current_stack import CurrentStack
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row

_LOOK_AGAIN_MS, _SIDE = 5000, 360
_KINDS = {
    *("ShiftOpened", "ShiftClosed", "ShiftAccepted", "ShiftRejected", "ShiftReopened", "ShiftSuspended"),
    *("ShiftResumed", "ShiftHandedOver", "PaymentTaken", "PaymentVoided", "PaymentRefunded", "TenderCorrected"),
    *("PaidIn", "PaidOut", "SafeDropped"),
}
_Workflow = Callable[[Services, Session, Settle], Changed]


class AllDrawersPage(Page):
    """`page` is what is shown, None until it is read; `flow` a surprise count that is under way."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("All drawers"), parent)
        self._context = context
        self.page: AllDrawers | None = None
        self.flow: CountFlow | None = None
        self._notes: dict[str, str] = {}
        empty = EmptyState("drawer", text("No drawer is open"), text("A drawer appears here when its shift opens."))
        self.table = DataTable(columns(), name=text("All drawers"), empty=empty)
        self.side = SettlePanel()
        self.failure = EmptyState("warning", text("The drawers cannot be shown"))
        self.made = Label(text("As this workstation knows them"), color="muted")
        self._timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._build()
        self._connect()

    # -- Page

    @property
    def whole(self) -> bool:
        """While a count is under way nothing else stands on the page."""
        return self.flow is not None

    def show_page(self) -> None:
        """Reads the drawers, and again every few seconds while they are shown."""
        if self.flow is None:
            self.reload()
            self._timer.start()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def help_name(self) -> str:
        """How a shift is settled."""
        return "all-drawers"

    def commands(self) -> list[Command]:
        """What can be done with the chosen shift."""
        if self.flow is not None:
            return self.flow.commands()
        if self.side.asking:
            return [Command(self.side.done_button.text(), "Ctrl+Return", self.side.submit, "tick")]
        return [
            Command(text("Accept the shift"), "Ctrl+Return", self.accept, "tick", self.why_not_accept),
            Command(text("Send it back"), "F6", self.side.ask_reject, "undo", self.why_not_accept),
            Command(text("Reopen the shift"), "F7", self.side.ask_reopen, "refresh", self.why_not_reopen),
            Command(text("Surprise count"), "F8", self.surprise, "scale", self.why_no_surprise),
        ]

    def step_back(self) -> bool:
        """Out of the count, or out of the question for a reason."""
        if self.flow is not None:
            return self.flow.step_back()
        was = self.side.step_back()
        if was:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return was

    def take_scan(self, scan: str) -> bool:
        """A count may want it."""
        return self.flow is not None and self.flow.take_scan(scan)

    # -- what can be done

    @property
    def chosen(self) -> DrawerRow | None:
        """The shift that is chosen."""
        key = self.table.current_key
        return next((each for each in self.page.rows if each.shift.shift == key), None) if self.page else None

    def why_not_accept(self) -> str:
        """Why the chosen shift is neither accepted nor sent back now; "" when it can be."""
        return self._why_not((ShiftEvent.CLOSED,), text("Not waiting"))

    def why_not_reopen(self) -> str:
        """Why the chosen shift is not reopened now; "" when it can be."""
        return self._why_not((ShiftEvent.CLOSED, ShiftEvent.ACCEPTED), text("Not closed"))

    def why_no_surprise(self) -> str:
        """Why the chosen drawer is not counted now; "" when it can be."""
        chosen = self.chosen
        if chosen is None or chosen.shift.state not in UNDER_WAY:
            return text("Not open")
        if not chosen.here:
            return text("At another counter")
        return text("Your own drawer") if chosen.shift.person == self._context.session.person_id else ""

    def accept(self) -> None:
        """Accepts the chosen close."""
        self._settle(settle_shift.accept, "")

    def surprise(self) -> None:
        """Counts the chosen drawer without closing it."""
        if self.flow is None and not self.why_no_surprise():
            self.flow = CountFlow(self._context, purpose=CountPurpose.SURPRISE)
            self.flow.left.connect(self._leave)
            self.flow.commands_changed.connect(self.commands_changed)
            self._stack.addWidget(self.flow)
            self._stack.setCurrentWidget(self.flow)
            self._timer.stop()
            self.flow.begin()
            self.commands_changed.emit()

    # -- loading

    def reload(self) -> None:
        """Asks the rows how the drawers stand."""
        session = self._context.session

        def read(services: Services) -> AllDrawers:
            warm_up()
            return all_drawers(services, session)

        self._context.operations.read_anew(self, read, self._show, self._fail)

    def hideEvent(self, event: object) -> None:
        """Nobody looks: nothing is asked."""
        self._timer.stop()
        super().hideEvent(event)  # type: ignore[arg-type] # Qt's own event

    def _show(self, page: AllDrawers) -> None:
        self.page = page
        self.table.set_rows(rows(page))
        if not self.table.current_key:
            self.table.choose_first()
        if self.flow is None:
            self._stack.setCurrentWidget(self._front)
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self.page is None:
            return
        self.side.show_row(self.page, self.chosen)
        self._show_note()
        self.side.set_ways([command for command in self.commands() if not self.side.asking])
        self.commands_changed.emit()

    def _show_note(self) -> None:
        """What was typed to the chosen close: it may name somebody, so it is asked for once and the look logged."""
        chosen, session = self.chosen, self._context.session
        has_note = chosen is not None and chosen.body is not None and bool(chosen.body.note)
        close = chosen.close.fact_id if chosen is not None and chosen.close is not None and has_note else ""
        self.side.show_note(self._notes.get(close, ""))
        if close and close not in self._notes:
            self._notes[close] = ""
            self._context.operations.read(
                self, lambda services: slip_page(services, session, close), self._note_read, lambda _failure: None
            )

    def _note_read(self, slip: DrawerSlip) -> None:
        self._notes[slip.fact_id] = slip.note
        self._show_note()

    def _fail(self, failure: Failure) -> None:
        self.failure.set_words(text("The drawers cannot be shown"), sentence(failure))
        self._stack.setCurrentWidget(self.failure)

    # -- settling

    def _why_not(self, states: tuple[ShiftEvent, ...], otherwise: str) -> str:
        chosen = self.chosen
        if not may(self._context.session, Permission.DRAWER_ACCEPT):
            return text("Not in your role")
        if chosen is None or chosen.shift.state not in states:
            return otherwise
        if not chosen.here:
            return text("At another counter")
        return text("Your own shift") if chosen.own else ""

    def _settle(self, workflow: _Workflow, reason: str) -> None:
        chosen, session = self.chosen, self._context.session
        if chosen is None or chosen.close is None:
            return
        command = Settle(self.side.intent_for(self._context, chosen.close.fact_id), chosen.close.fact_id, reason)
        self._context.operations.write(
            self, lambda services: workflow(services, session, command), self._settled, self.side.refuse
        )

    def _settled(self, changed: Changed) -> None:
        self.side.forget()
        self._context.announce(changed)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        if self.flow is not None:
            flow, self.flow = self.flow, None
            self._stack.removeWidget(flow)
            flow.hide()
            flow.deleteLater()
            self._stack.setCurrentWidget(self._front)
            self.show_page()
            self.commands_changed.emit()

    def _take_change(self, changed: Changed) -> None:
        if self.page is not None and changed.kinds & _KINDS:
            self.reload()

    def _build(self) -> None:
        card = Card(text("All drawers"), right=self.made, heading_height=44)
        card.body.addWidget(self.table)
        hold(self.side, width=_SIDE)
        self._front = QWidget()
        row(card, self.side, parent=self._front, margins=16, spacing=12).setStretch(0, 1)
        self._stack = CurrentStack(self._front, self.failure)
        column(self._stack, parent=self, spacing=0)

    def _connect(self) -> None:
        self.table.current_key_changed.connect(lambda _key: self._show_chosen())
        self.side.rejected.connect(partial(self._settle, settle_shift.reject))
        self.side.reopened.connect(partial(self._settle, settle_shift.reopen))
        self.side.turned.connect(self._show_chosen)
        self._timer.timeout.connect(self.reload)
        self._context.changed.connect(self._take_change)
