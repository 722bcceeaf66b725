"""The page *Drawer*: open a shift where none is open; else the shift's receipts and what the drawer should hold.

Shows and asks: `app.reports.drawer_page` says what there is to see, `app.drawers.open_shift` opens.
"""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.changed import Changed
from app.identity.permissions import Permission, may
from app.payments import card_attempt
from app.reports.drawer_page import DrawerPage as DrawerState
from app.reports.drawer_page import drawer_page
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import warm_up
from ui.drawers.drawer_papers import DrawerPapers
from ui.drawers.movement_desk import MovementDesk
from ui.drawers.open_shift_panel import OpenShiftPanel
from ui.drawers.shift_layout import ShiftLayout
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.shell.idle_builder import IdleBuilder
from ui.shell.page import Page
from ui.widgets.button import Button
from ui.widgets.current_stack import CurrentStack
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column

_KINDS = {
    *("ShiftOpened", "PaymentTaken", "PaymentVoided", "PaymentRefunded", "TenderCorrected", "DrawerCounted"),
    *("PaidIn", "PaidOut", "SafeDropped"),
    *("DrawerOpenedWithoutSale", "ShiftSuspended", "ShiftResumed", "ShiftHandedOver"),
    *("ShiftClosed", "ShiftAccepted", "ShiftRejected", "ShiftReopened"),
}


class DrawerPage(Page):
    """Follows what workflows change; a count that was begun is never thrown away by a reload.

    `count_wanted`: somebody wants to count the open shift's drawer.
    """

    count_wanted = Signal()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Drawer"), parent)
        self._context = context
        self.state: DrawerState | None = None
        self.opening: OpenShiftPanel | None = None
        self._arriving = IdleBuilder(self)
        self.steps = self._parts()

    def _parts(self) -> Iterator[None]:
        self.shift = ShiftLayout()
        yield
        self.failure = EmptyState("warning", text("The drawer cannot be shown"), action=self._retry_button())
        self._stack = CurrentStack(QWidget(), self.shift, self.failure)
        self.papers = DrawerPapers(self.shift.detail, self._context, self.shift.arrange)
        self.movements = MovementDesk(self.shift.detail, self._context, self.papers)
        yield
        column(self._stack, parent=self, spacing=0)
        self._connect()

    # -- Page

    def show_page(self) -> None:
        """Reads the drawer anew."""
        self.reload()

    @property
    def is_ready(self) -> bool:
        """What there is is known."""
        return self.state is not None

    def help_name(self) -> str:
        """How a shift opens and what its drawer holds."""
        return "drawer"

    def commands(self) -> list[Command]:
        """What can be done now."""
        if self._stack.currentWidget() is self.failure:
            return [Command(text("Try again"), "Ctrl+R", self.reload, "refresh")]
        if self.opening is not None:
            opening = self.opening
            return [Command(text("Open the shift"), "Ctrl+Return", opening.submit, why_not=lambda: opening.why_not)]
        if self.state is None:
            return []
        commands = [Command(text("X report"), "F6", self.papers.show_report, "reports", self.why_no_report)]
        commands += [self.count_command(), *self.movements.commands()]
        if self.papers.report_panel is not None:
            commands += [
                Command(text("Print the X report"), "Ctrl+P", self.papers.print_report),
                Command(text("Save the X report as PDF"), "Ctrl+S", self.papers.save_report),
            ]
        if self.papers.slip_panel is not None:
            commands.append(Command(text("Print the slip again"), "Ctrl+P", self.papers.print_slip, "printer"))
        if self.shift.tender:
            commands.append(Command(text("All receipts of the shift"), "Ctrl+A", partial(self._filter, "")))
        return commands

    def take_scan(self, scan: str) -> bool:
        """The number of a sealed bag."""
        return self.movements.take_scan(scan)

    def step_back(self) -> bool:
        """Closes the paper; then shows all receipts again."""
        if self.shift.detail.key:
            self.shift.detail.close_panel()
            return True
        if self.opening is None and self.shift.tender:
            self._filter("")
            return True
        return False

    def count_command(self) -> Command:
        """Counting is how a shift is closed."""
        return Command(text("Count and close"), "F5", self.count_wanted.emit, "scale", self.why_no_count)

    def why_no_count(self) -> str:
        """Why this person does not count the drawer for its close; "" when they do."""
        if self.state is None or self.state.shift is None:
            return text("No shift is open here")
        own = self.state.own or may(self._context.session, Permission.DRAWER_ACCEPT)
        return "" if own else text("Not your drawer")

    def why_no_report(self) -> str:
        """Why there is no X report for this person; "" when there is."""
        return "" if may(self._context.session, Permission.DRAWER_SEE_EXPECTED) else text("Not in your role")

    # -- loading

    def reload(self) -> None:
        """Asks the rows what there is to see."""
        session = self._context.session

        def read(services: Services) -> DrawerState:
            warm_up()
            return drawer_page(services, session)

        self._context.operations.read_anew(self, read, self._show, self._fail)

    def _show(self, state: DrawerState) -> None:
        arrived = self.state is None or self._stack.currentWidget() is self.failure
        self.state = state
        if state.shift is None:
            self._show_opening(state)
        else:
            self._show_shift(state, focus=arrived or self.opening is not None)
        self.commands_changed.emit()

    def _show_opening(self, state: DrawerState) -> None:
        if self.opening is not None:
            self._bring_opening(self.opening)
        elif not self._arriving.busy:
            self._arriving.add(self._building_opening(state))

    def _building_opening(self, state: DrawerState) -> Iterator[None]:
        """The count step by step; it is not shown where a shift was opened meanwhile."""
        opening = OpenShiftPanel(self._context, state)
        yield from opening.steps
        if self.state is not None and self.state.shift is not None:
            opening.deleteLater()
            return
        self.opening = opening
        opening.opened.connect(self._shift_opened)
        self._stack.addWidget(opening)
        self._bring_opening(opening)
        self.commands_changed.emit()

    def _bring_opening(self, opening: OpenShiftPanel) -> None:
        self._stack.setCurrentWidget(opening)
        focused = QApplication.focusWidget()
        counting = focused is not None and opening.isAncestorOf(focused)
        if self.isVisible() and self.may_take_focus() and not counting:
            opening.count.focus_first()

    def _show_shift(self, state: DrawerState, *, focus: bool) -> None:
        if self.opening is not None:
            self._stack.removeWidget(self.opening)
            self.opening.deleteLater()
            self.opening = None
        self.shift.show_shift(state)
        self.shift.unknown_cards.show_cards(state, self._context.session)
        self.shift.report_button.block(self.why_no_report())
        self.movements.own, self.movements.suspended = state.own, bool(state.shift and state.shift.suspended)
        self.shift.can_do.set_commands([*self.movements.ways(), self.count_command()])
        self._stack.setCurrentWidget(self.shift)
        if focus and self.isVisible() and self.may_take_focus():
            self.shift.tape.setFocus(Qt.FocusReason.OtherFocusReason)
            self.shift.tape.choose_first()

    def _fail(self, failure: Failure) -> None:
        self.failure.set_words(text("The drawer cannot be shown"), sentence(failure))
        self._stack.setCurrentWidget(self.failure)
        self.commands_changed.emit()

    def _take_change(self, changed: Changed) -> None:
        if self.state is not None and changed.kinds & _KINDS:
            self.reload()

    def _shift_opened(self, changed: Changed) -> None:
        self._context.announce(changed)

    def _show_paper(self, key: str) -> None:
        """The receipt or the slip of a row of the tape."""
        moved = next((row for row in self.state.movements if row.fact_id == key), None) if self.state else None
        if moved is None:
            self.papers.show_receipt(key)
        else:
            self.papers.show_movement(key, undone=bool(moved.of_receipt))

    def _close_card(self, attempt: str) -> None:
        """The batch does not have it: nothing was charged."""
        session = self._context.session
        self._context.operations.write(
            self,
            lambda services: card_attempt.close_unknown(services, session, attempt),
            lambda _nothing: self.reload(),
            self._fail,
        )

    def _filter(self, tender: str) -> None:
        """Shows the receipts that took a tender; the same tender again shows all."""
        self.shift.filter_by("" if tender == self.shift.tender else tender)
        self.commands_changed.emit()

    def _connect(self) -> None:
        self.shift.tape.activated_key.connect(self._show_paper)
        self.shift.tape.link_clicked.connect(lambda key, _column: self._show_paper(key))
        self.shift.tenders.activated_key.connect(self._filter)
        self.shift.report_button.clicked.connect(self.papers.show_report)
        self.shift.all_receipts.clicked.connect(lambda: self._filter(""))
        self.shift.unknown_cards.found.connect(self._context.card_wanted)
        self.shift.unknown_cards.not_found.connect(self._close_card)
        self.papers.turned.connect(self.commands_changed)
        self._context.changed.connect(self._take_change)

    def _retry_button(self) -> Button:
        button = Button(text("Try again"), icon="refresh", key="Ctrl+R")
        button.clicked.connect(self.reload)
        return button
