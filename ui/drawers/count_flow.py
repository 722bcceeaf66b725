"""Count, result, close: one full page in three steps. Shows and asks; the rules are `app.drawers`.

What is entered is kept as it grows. *Keep for later* leaves everything as it stands; the way back is the same key.
"""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.drawers import close_shift, count_draft, count_drawer
from app.drawers.close_shift import CloseShift, ShiftIsClosed
from app.drawers.count_drawer_facts import CountPurpose
from app.identity.approvals import with_second_person
from app.identity.permissions import Session
from app.lanes import Priority
from app.reports.count_page import CountPage, count_page
from app.reports.count_result import CountResult, count_result
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import time_words, warm_up
from ui.drawers.close_shift_view import CloseShiftView
from ui.drawers.closed_view import ClosedView
from ui.drawers.count_drawer_page import CountView
from ui.drawers.receipts_view import ReceiptsView
from ui.drawers.result_words import look_words
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import ENTER, Command
from ui.shell.idle_builder import IdleBuilder
from ui.widgets.alert import Alert
from ui.widgets.current_stack import CurrentStack
from ui.widgets.label import Label
from ui.widgets.layout import column, row, stretch
from ui.widgets.step_row import StepRow


class CountFlow(QWidget):
    """`left`: kept for later, or done; `commands_changed` as of a page."""

    left = Signal()
    commands_changed = Signal()

    def __init__(
        self,
        context: WindowContext,
        *,
        purpose: CountPurpose = CountPurpose.CLOSE,
        shift: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self.purpose, self._shift = context, purpose, shift
        self.page: CountPage | None = None
        self.count: CountView | None = None
        self.result: CloseShiftView | None = None
        self.receipts: ReceiptsView | None = None
        self.closed: ClosedView | None = None
        self._busy = False
        self._arriving = IdleBuilder(self)
        self.title, self.opened_words = Label(size=24, weight=600), Label(color="muted")
        names = [text("Count"), text("Result")]
        self.steps = StepRow([*names, text("Close shift")] if purpose is CountPurpose.CLOSE else names)
        self.failure = Alert("bad", "")
        self._stack = CurrentStack(QWidget())
        heading = row(self.title, self.opened_words, stretch(), self.steps, spacing=16)
        column(heading, self.failure, self._stack, parent=self, margins=16, spacing=16).setStretch(2, 1)
        self.failure.hide()

    def begin(self) -> None:
        """Asks what is to be counted."""
        session, shift = self._context.session, self._shift

        def read(services: Services) -> CountPage:
            warm_up()
            return count_page(services, session, shift)

        self._context.operations.read(self, read, self._show_count, self._fail)

    # -- what the page asks of it

    def commands(self) -> list[Command]:
        """The keys of the step that is shown."""
        if self.closed is not None:
            return [Command(text("Open a new shift"), ENTER, self.left.emit, "drawer")]
        if self.receipts is not None:
            return []
        if self.result is not None:
            return self._result_commands(self.result)
        if self.count is None:
            return []
        count = self.count
        return [
            Command(text("Store the count"), "Ctrl+Return", self.store, "tick", lambda: count.why_not),
            Command(text("Tick all"), "Ctrl+A", count.tick_all),
            Command(text("Next"), ENTER, count.enter),
        ]

    def take_scan(self, scan: str) -> bool:
        """The number of a sealed bag."""
        return self.result is not None and self.result.take_scan(scan)

    def step_back(self) -> bool:
        """From the result to the count; from the count away, with everything kept."""
        if self.receipts is not None:
            self._leave_receipts()
        elif self.result is not None and self.closed is None:
            self.count_again(0)
        else:
            self.keep_for_later()
        return True

    def keep_for_later(self) -> None:
        """Leaves; what was entered stays."""
        if self.closed is None and self.result is None:
            self._keep()
        self.left.emit()

    def store(self) -> None:
        """Stores the count, unless it is being stored already."""
        if self.count is None or self._busy or self.count.why_not or self.page is None:
            return
        self._busy = True
        session, command = self._context.session, self.count.command(self.purpose, self.page.shift.shift)

        def record(services: Services) -> tuple[Changed, CountResult]:
            changed = count_drawer.record(services, session, command)
            return changed, count_result(services, session, command.intent)

        self._context.operations.write(self, record, self._show_result, self._not_stored)

    def count_again(self, value_cents: int) -> None:
        """Back to the count, as it was entered; it will be another one."""
        if self.count is None or self.result is None:
            return
        self._take_away(self.result)
        self.result = None
        self._show_step(0, self.count)
        self.count.count_again(self._context.operations.services.ids.new_id(), value_cents)

    # -- inside

    def _result_commands(self, result: CloseShiftView) -> list[Command]:
        return [
            Command(result.close_button.text(), "Ctrl+Return", result.submit, "tick"),
            Command(text("Count again"), "F7", result.count_again, "refresh"),
            Command(text("Show the receipts"), "F8", result.show_receipts, "receipt", result.why_no_receipts),
            Command(text("Next"), ENTER, result.enter),
        ]

    def _show_count(self, page: CountPage) -> None:
        self.page = page
        opened = time_words(page.shift.opened_at_us, page.time_zone)
        self.title.setText(text("Count drawer {drawer}", drawer=page.shift.drawer))
        self.opened_words.setText(text("Shift opened {time}, {name}", time=opened, name=page.cashier))
        self._arriving.add(self._building(page))

    def _building(self, page: CountPage) -> Iterator[None]:
        """The count step by step: its rows and lists take longer than a key may wait."""
        count = CountView(page, self._context.operations.services.ids.new_id())
        yield from count.steps
        count.changed.connect(self._keep)
        count.stored.connect(self.store)
        count.later.connect(self.keep_for_later)
        self.count = count
        self._show_step(0, count)
        count.cash.focus_first()

    def _keep(self) -> None:
        if self.count is None or self.page is None or self.result is not None:
            return
        session, shift, draft = self._context.session, self.page.shift.shift, self.count.draft()
        self._context.operations.write(
            self,
            lambda services: count_draft.keep(services, session, shift, draft),
            lambda _none: self._context.announce(Changed()),
            self._not_stored,
            Priority.BACKGROUND,
        )

    def _show_result(self, stored: tuple[Changed, CountResult]) -> None:
        self._busy = False
        changed, result = stored
        self.result = CloseShiftView(result, self._context.operations.services.ids.new_id())
        self.result.closed.connect(self._finish)
        self.result.again.connect(self.count_again)
        self.result.receipts_wanted.connect(self._show_receipts)
        self._show_step(1, self.result)
        self.result.focus_first()
        self._context.announce(changed)

    def _finish(self) -> None:
        """Closes the shift on the stored count; a count that closes nothing is done."""
        view = self.result
        if view is None:
            return
        if self.purpose is not CountPurpose.CLOSE:
            self.left.emit()
            return
        self._context.operations.read(self, self._closing(view), partial(self._show_closed, view), view.refuse)

    def _closing(self, view: CloseShiftView) -> Callable[[Services], ShiftIsClosed]:
        """What the lanes do: first the PIN of a second person, then the close."""
        session, (approver, pin) = self._context.session, view.approver()
        typed = (view.bag.text(), view.reason.value, view.note.text())

        def close(services: Services, second: Session | None) -> ShiftIsClosed:
            return close_shift.record(services, session, CloseShift(view.intent, view.result.count_id, *typed, second))

        return lambda services: with_second_person(services, session, approver, pin, partial(close, services))

    def _show_closed(self, view: CloseShiftView, outcome: ShiftIsClosed) -> None:
        self.closed = ClosedView(view.result, outcome.close)
        self.closed.done.connect(self.left)
        self._show_step(3, self.closed)
        self.closed.next_button.setFocus()
        self._context.announce(outcome.changed)

    def _show_receipts(self, receipts: tuple[str, ...]) -> None:
        if self.result is None or self.result.cause is None:
            return
        result, title = self.result.result, look_words(self.result.cause)
        shown = [result.receipts[receipt] for receipt in receipts]
        self.receipts = ReceiptsView(self._context, title, shown, result.time_zone)
        self.receipts.back.connect(self._leave_receipts)
        self._show_step(1, self.receipts)
        self.receipts.table.setFocus()

    def _leave_receipts(self) -> None:
        """Back to the result; an open paper goes first."""
        view = self.receipts
        if view is None or self.result is None or view.step_back():
            return
        self.receipts = None
        self._show_step(1, self.result)
        self.result.causes.setFocus()
        self._take_away(view)

    def _show_step(self, at: int, view: QWidget) -> None:
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self.steps.set_at(at)
        self.failure.hide()
        self.commands_changed.emit()

    def _take_away(self, view: QWidget) -> None:
        self._stack.removeWidget(view)
        view.hide()
        view.deleteLater()

    def _not_stored(self, failure: Failure) -> None:
        self._busy = False
        if self.count is not None:
            self.count.refuse(failure)

    def _fail(self, failure: Failure) -> None:
        self.failure.set_words(text("The drawer cannot be counted."), sentence(failure))
        self.failure.show()
        self.commands_changed.emit()
