"""The tab *This drawer*: the drawer's page, and in its place the count of it, from the count to the closed shift.

Shifts that were sent back wait here too: they are counted again, also while another shift has the drawer.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.changed import Changed
from app.drawers.undone_closes import SentBack, sent_back_to
from resources.texts import text
from ui.context import WindowContext
from ui.drawers.all_drawers_rows import sent_back_words
from ui.drawers.count_flow import CountFlow
from ui.drawers.drawer_page import DrawerPage
from ui.shell.command import Command
from ui.shell.page import Page
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.current_stack import CurrentStack
from ui.widgets.layout import column

_SETTLED = {"ShiftClosed", "ShiftAccepted", "ShiftRejected", "ShiftReopened", "ShiftOpened"}


class ThisDrawerPage(Page):
    """`flow` is the count that is under way, None while the drawer itself is shown."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Drawer"), parent)
        self._context = context
        self.drawer = DrawerPage(context)
        self.flow: CountFlow | None = None
        self.waiting: tuple[SentBack, ...] = ()
        self.steps = self._parts()

    def _parts(self) -> Iterator[None]:
        yield from self.drawer.steps
        self.again_button = Button(text("Count it again"), key="F11")
        self.sent_back = Alert("warn", "", action=self.again_button)
        front = QWidget()
        bar = QWidget()
        column(self.sent_back, parent=bar, margins=(16, 12, 16, 0))
        column(bar, self.drawer, parent=front, spacing=0).setStretch(1, 1)
        self._bar, self._front = bar, front
        bar.hide()
        self._stack = CurrentStack(front)
        column(self._stack, parent=self, spacing=0)
        self.drawer.commands_changed.connect(self.commands_changed)
        self.drawer.count_wanted.connect(self.count)
        self.again_button.clicked.connect(self.count_sent_back)
        self._context.changed.connect(self._take_change)

    # -- Page

    @property
    def whole(self) -> bool:
        """While a count is under way nothing else stands on the page."""
        return self.flow is not None

    def commands(self) -> list[Command]:
        """Those of the count, or of the drawer."""
        if self.flow is not None:
            return self.flow.commands()
        again = [Command(text("Count it again"), "F11", self.count_sent_back, "refresh")] if self.waiting else []
        return [*self.drawer.commands(), *again]

    @property
    def is_ready(self) -> bool:
        """The drawer is known."""
        return self.drawer.state is not None

    def show_page(self) -> None:
        """Reads the drawer anew; a count that is under way stays as it is."""
        if self.flow is None:
            self.drawer.show_page()
            self._look_for_sent_back()

    def help_name(self) -> str:
        """Counting has a help of its own."""
        return "count" if self.flow is not None else self.drawer.help_name()

    def step_back(self) -> bool:
        """One step back in the count, or on the drawer's page."""
        return self.flow.step_back() if self.flow is not None else self.drawer.step_back()

    def take_scan(self, scan: str) -> bool:
        """A bag's number, for whoever asks for one."""
        return self.flow.take_scan(scan) if self.flow is not None else self.drawer.take_scan(scan)

    # -- counting

    def count(self, shift: str = "") -> None:
        """Begins to count, or goes on where it was left."""
        if self.flow is not None:
            return
        self.flow = CountFlow(self._context, shift=shift)
        self.flow.left.connect(self._leave)
        self.flow.commands_changed.connect(self.commands_changed)
        self._stack.addWidget(self.flow)
        self._stack.setCurrentWidget(self.flow)
        self.flow.begin()
        self.commands_changed.emit()

    def count_sent_back(self) -> None:
        """Counts the oldest shift that was sent back."""
        if self.waiting:
            self.count(self.waiting[0].shift.shift)

    def _leave(self) -> None:
        if self.flow is not None:
            flow, self.flow = self.flow, None
            self._stack.removeWidget(flow)
            flow.hide()
            flow.deleteLater()
            self._stack.setCurrentWidget(self._front)
            self.show_page()
            self.commands_changed.emit()

    def _look_for_sent_back(self) -> None:
        session = self._context.session

        self._context.operations.read_anew(
            self, lambda services: sent_back_to(services, session), self._show_sent_back, lambda _failure: None
        )

    def _show_sent_back(self, waiting: tuple[SentBack, ...]) -> None:
        self.waiting = waiting
        self._bar.setVisible(bool(waiting))
        if waiting:
            services = self._context.operations.services
            self.sent_back.set_words(*sent_back_words(waiting[0], services.device.time_zone))
        self.commands_changed.emit()

    def _take_change(self, changed: Changed) -> None:
        if self.flow is None and changed.kinds & _SETTLED:
            self._look_for_sent_back()
