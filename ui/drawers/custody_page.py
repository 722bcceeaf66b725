"""What the pages Safe and Bank deposits share: lists at the left, at the right a form, a log or a paper.

One intent a form: a press again after a refusal is the same action. What was recorded is said above the lists.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.approvals.request_approval import asking
from app.changed import Changed
from app.identity.permissions import Permission, may
from app.workplace import Services
from resources.texts import text
from ui.context import WindowContext
from ui.dates import warm_up
from ui.drawers.movement_form import MovementForm
from ui.error_messages import sentence
from ui.identity.asking import ask_for_approval, asked_words
from ui.operations import Failure
from ui.shell.command import Command
from ui.shell.page import Page
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.current_stack import CurrentStack
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch

_DETAIL, _WIDE_FROM, _NO_LIMIT = 400, 960, 16_000
_HEADING, _ROW, _ROWS_OF_NONE, _ROWS_MOST = 72, 32, 2, 7
"""A list's room: what its heading takes and a row of it, how many rows count at most, and for how many none does."""


class CustodyPage(Page):
    """Subclasses load (`read`), show (`show_state`), and say what can be begun (`ways`)."""

    permission: Permission
    kinds: frozenset[str]
    """Kinds of fact after which the page reads anew."""

    def __init__(self, title: str, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.context = context
        self.detail = DetailPanel()
        self.outcome = Alert("good", "")
        self.heading = Label(color="muted")
        self._intents: dict[str, str] = {}
        self._loaded = False

    # -- what subclasses say

    def read(self, services: Services) -> Any:
        """What there is to see; on a read lane."""
        raise RuntimeError(f"{type(self).__name__} reads nothing")

    def show_state(self, state: Any) -> None:
        """Fills the lists."""

    def ways(self) -> list[Command]:
        """What can be begun."""
        return []

    def recorded(self, key: str, done: Any) -> None:
        """A form of this key was recorded."""

    # -- building

    def build(self, *lists: QWidget, buttons: tuple[Button, ...]) -> None:
        """Places heading, buttons, lists and the panel."""
        self._failure = EmptyState("warning", text("This cannot be shown"), action=self._retry_button())
        left, content = QWidget(), QWidget()
        self._lists = column(*lists, parent=left, spacing=12)
        self.share_room(*(0 for _each in lists))
        self._body = row(left, self.detail, spacing=12)
        self._body.setStretch(0, 1)
        title = row(Label(self.title, size=24, weight=600), self.heading, stretch(), *buttons, spacing=12)
        layout = column(title, self.outcome, self._body, parent=content, margins=16, spacing=12)
        layout.setStretch(2, 1)
        self._left = left
        self._stack = CurrentStack(QWidget(), content, self._failure)
        self._content = content
        column(self._stack, parent=self, spacing=0)
        self.outcome.hide()
        self.detail.closed.connect(self._closed)
        self.context.changed.connect(self._take_change)

    def share_room(self, *rows: int) -> None:
        """Gives each list room for what stands in it; one that is empty says so in the room of two rows."""
        for place, many in enumerate(rows):
            self._lists.setStretch(place, _HEADING + _ROW * min(many or _ROWS_OF_NONE, _ROWS_MOST))

    def resizeEvent(self, event: Any) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    # -- Page

    def show_page(self) -> None:
        """Reads anew."""
        if may(self.context.session, self.permission):
            self.context.operations.read_anew(self, self._read, self._show, self._fail)
        else:
            self._failure.set_words(text("Not in your role"), text("A lead cashier or a supervisor works here."))
            self._stack.setCurrentWidget(self._failure)

    def commands(self) -> list[Command]:
        """What can be begun, and what the open form does."""
        if self._stack.currentWidget() is not self._content:
            return [Command(text("Try again"), "Ctrl+R", self.show_page, "refresh")]
        form = self.form
        if form is None:
            return self.ways()
        return [*form.commands(), *self.ways()]

    def step_back(self) -> bool:
        """Closes what stands at the right."""
        if self.detail.key:
            self.detail.close_panel()
            return True
        return False

    def take_scan(self, scan: str) -> bool:
        """The open form may want it."""
        return self.form is not None and self.form.take_scan(scan)

    # -- the panel

    @property
    def form(self) -> MovementForm | None:
        """The form that is open; None when none is."""
        content = self.detail.content
        return content if isinstance(content, MovementForm) else None

    def open_form(self, key: str, title: str, form: MovementForm) -> None:
        """Shows a form; it is recorded under the same id until that is done."""
        self.outcome.hide()
        intent = self._intent(key)
        form.submitted.connect(partial(self._record, key, form, intent))
        form.approval_asked.connect(partial(self._ask_approval, key, form, intent))
        self.open_panel(key, title, form)
        form.setFocus(Qt.FocusReason.TabFocusReason)

    def open_panel(self, key: str, title: str, content: QWidget) -> None:
        """Shows something else at the right."""
        self.detail.show_content(title, content, key)
        self._arrange()
        self.commands_changed.emit()

    def say(self, words: str, more: str = "", *, wrong: bool = False) -> None:
        """One sentence above the lists."""
        self.outcome.set_words(words, more, tone="bad" if wrong else "good")
        self.outcome.show()

    def ask(self, question: Callable[[Services], Any], show: Callable[[Any], None]) -> None:
        """Reads something for the panel."""
        self.context.operations.read(self, question, show, self._not_done)

    # -- inside

    def _read(self, services: Services) -> Any:
        warm_up()
        return self.read(services)

    def _show(self, state: Any) -> None:
        first, self._loaded = not self._loaded, True
        self._stack.setCurrentWidget(self._content)
        self.show_state(state)
        self._arrange()
        if first:
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)
        self.commands_changed.emit()

    def _fail(self, failure: Failure) -> None:
        self._failure.set_words(text("This cannot be shown"), sentence(failure))
        self._stack.setCurrentWidget(self._failure)
        self.commands_changed.emit()

    def _not_done(self, failure: Failure) -> None:
        self.say(text("Not done."), sentence(failure), wrong=True)

    def _record(self, key: str, form: MovementForm, intent: str) -> None:
        record, session = form.recording(intent), self.context.session
        self.context.operations.read(
            self, lambda services: record(services, session), partial(self._done, key), form.refuse
        )

    def _ask_approval(self, key: str, form: MovementForm, intent: str) -> None:
        command = asking(self._intent(f"request/{key}"), form.action(intent), form.note_words())
        ask_for_approval(self.context, self, command, lambda _asked: self._asked(key), form.refuse)

    def _asked(self, key: str) -> None:
        for each in (key, f"request/{key}"):
            self._intents.pop(each, None)
        self.detail.close_panel()
        self.say(asked_words())

    def _intent(self, key: str) -> str:
        return self._intents.setdefault(key, self.context.operations.services.ids.new_id())

    def _done(self, key: str, done: Any) -> None:
        self._intents.pop(key, None)
        changed: Changed = done if isinstance(done, Changed) else done.changed
        self.detail.close_panel()
        self.recorded(key, done)
        self.context.announce(changed)

    def _take_change(self, changed: Changed) -> None:
        if self._loaded and changed.kinds & self.kinds:
            self.show_page()

    def _closed(self) -> None:
        self._arrange()
        self.commands_changed.emit()

    def _arrange(self) -> None:
        """The panel beside the lists where there is room, else in their place."""
        wide = self.width() >= theme().px(_WIDE_FROM)
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        hold(self.detail, min_width=_DETAIL if wide else 0, max_width=_DETAIL if wide else _NO_LIMIT)
        self._left.setVisible(wide or not self.detail.key)

    def _retry_button(self) -> Button:
        button = Button(text("Try again"), icon="refresh", key="Ctrl+R")
        button.clicked.connect(self.show_page)
        return button
