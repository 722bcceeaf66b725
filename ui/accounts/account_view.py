"""One account on the screen: loads its page through an operation, shows it, and offers what can be done now.

Confusable words: the *page* is the frozen data (`app.reports.account_page`), the *view* is this widget.
"""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.accounts import notes
from app.changed import Changed
from app.identity.permissions import Permission, may
from app.reports.account_page import AccountPage, account_page
from app.workplace import Services
from resources.texts import text
from ui.accounts.account_layout import AccountLayout
from ui.accounts.account_rows import activity_key, balance_rows, chart_months
from ui.accounts.contact_desk import ContactDesk
from ui.accounts.detail_opener import BALANCE, DetailOpener
from ui.accounts.note_panel import NotePanel
from ui.context import WindowContext
from ui.dates import warm_up
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.current_stack import CurrentStack
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column
from ui.widgets.next_turn import paint_next_turn
from ui.widgets.progress_strip import ProgressStrip

_NOTE = "note/new"


class AccountView(QWidget):
    """`open(account)` shows an account by its key; the view follows what workflows change."""

    commands_changed = Signal()
    shown = Signal(object)
    """An `AccountPage` is on the screen."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._account = ""
        self._drafts: dict[str, str] = {}
        self.page: AccountPage | None = None
        self.steps = self._parts()
        """What is left to be built before anything else is asked of the view."""

    def _parts(self) -> Iterator[None]:
        self.parts = AccountLayout()
        yield from self.parts.steps
        self.progress = ProgressStrip()
        self.failure = EmptyState(
            "warning", text("This account cannot be shown"), action=self._retry_button(), parent=self
        )
        yield
        self._stack = CurrentStack(QWidget(), self.parts, self.failure)
        self.details = DetailOpener(self.parts.detail, self._context, self.parts.arrange)
        beside, turn, tell = self.parts.detail, self.parts.history.turn_to_contacts, self.commands_changed.emit
        self.contact = ContactDesk(self._context, self.details, beside, lambda: self.page, turn, tell)
        self._build()
        self._connect()

    # -- what the page uses

    @property
    def account(self) -> str:
        """Key of the account that is shown or being read; "" before the first."""
        return self._account

    def open(self, account: str) -> None:
        """Shows an account; what was shown before stays until the new one is read."""
        self._account = account
        self.reload()

    def reload(self) -> None:
        """Reads the account anew; tab, chosen rows and the open detail stay."""
        account = self._account
        if not account:
            return
        self.progress.begin(text("Reading the account"))
        session = self._context.session

        def read(services: Services) -> AccountPage:
            warm_up()
            return account_page(services, session, account)

        self._context.operations.read_anew(self, read, self._show, lambda failure: self._fail(account, failure))

    def commands(self) -> list[Command]:
        """What can be done with the account that is shown."""
        if self.page is None or self._stack.currentWidget() is not self.parts:
            return [Command(text("Try again"), "Ctrl+R", self.reload, "refresh")]
        turns = [
            Command(name, f"Alt+{n}", partial(self.parts.history.turn_to, n - 1))
            for n, name in enumerate(self.parts.history.names, 1)
        ]
        keep = [Command(text("Keep the note"), "Ctrl+Return", self._submit_note)] if self._note_panel() else []
        balance = Command(text("What the balance consists of"), "Ctrl+B", partial(self.details.open, BALANCE))
        return [*self._actions(), *keep, *self.contact.keeping(), balance, *turns]

    def step_back(self) -> bool:
        """Esc closes what stands beside the account."""
        if self.parts.detail.key:
            self.parts.detail.close_panel()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The progress lies over the page, so that nothing moves when it comes."""
        super().resizeEvent(event)
        self.progress.setGeometry(0, 0, self.width(), theme().px(36))
        self.progress.raise_()

    def focus_history(self, *, upwards: bool = False) -> None:
        """An arrow key pressed on the page walks into what happened."""
        self.parts.history.view.setFocus()
        if not upwards and self.parts.history.view is self.parts.history.activity:
            self.parts.history.activity.choose_first()

    # -- loading

    def _show(self, page: AccountPage) -> None:
        if page.account != self._account:
            return
        self.page = page
        paint_next_turn(self)
        self.progress.end()
        parts = self.parts
        parts.heading.show_account(page)
        parts.alerts.show_alerts(page.alerts)
        parts.balance.set_rows(balance_rows(page))
        parts.chart.set_months(chart_months(page))
        parts.history.show_account(page)
        parts.address.show_account(page)
        parts.note.show_account(page)
        self._stack.setCurrentWidget(parts)
        self.details.show_page(page)
        parts.doing.show_commands(self._actions())
        self.commands_changed.emit()
        self.shown.emit(page)

    def _fail(self, account: str, failure: Failure) -> None:
        if account == self._account:
            self.progress.end()
            self.failure.set_words(text("This account cannot be shown"), sentence(failure))
            self._stack.setCurrentWidget(self.failure)
            self.commands_changed.emit()

    def _take_change(self, changed: Changed) -> None:
        if changed.elsewhere or self._account in changed.accounts:
            self.reload()

    # -- what can be done

    def _actions(self) -> list[Command]:
        pay = Command(text("Take payment"), "F5", self._take_payment, "cash", self._why_no_payment)
        note = Command(text("Note"), "Ctrl+N", self._write_note, "note", self._why_no_note)
        return [pay, note, self.contact.command()]

    def _why_no_payment(self) -> str:
        return "" if may(self._context.session, Permission.PAYMENT_TAKE) else text("Not in your role")

    def _why_no_note(self) -> str:
        return "" if may(self._context.session, Permission.ACCOUNT_NOTE) else text("Not in your role")

    def _take_payment(self) -> None:
        self._context.payment_wanted.emit(self._account)

    def _write_note(self) -> None:
        panel = self._note_panel()
        if panel is None:
            panel = NotePanel(self._drafts.get(self._account, ""))
            panel.typed.connect(partial(self._keep_draft, self._account))
            panel.kept.connect(self._record_note)
            self.details.show(text("New note"), panel, _NOTE)
            self.commands_changed.emit()
        panel.setFocus()

    def _submit_note(self) -> None:
        panel = self._note_panel()
        if panel is not None:
            panel.submit()

    def _note_panel(self) -> NotePanel | None:
        content = self.parts.detail.content
        return content if isinstance(content, NotePanel) else None

    def _keep_draft(self, account: str, written: str) -> None:
        self._drafts[account] = written

    def _record_note(self, words: str) -> None:
        panel = self._note_panel()
        if panel is None:
            return
        panel.set_busy(True)
        command = notes.AddNote(self._context.operations.services.ids.new_id(), self._account, words)
        session = self._context.session
        self._context.operations.write(
            panel,
            lambda services: notes.record(services, session, command),
            self._note_kept,
            lambda failure: panel.refuse(sentence(failure)),
        )

    def _note_kept(self, changed: Changed) -> None:
        self._drafts.pop(self._account, None)
        self.parts.detail.close_panel()
        self._context.announce(changed)

    # -- building

    def _build(self) -> None:
        column(self._stack, parent=self, spacing=0)
        self.progress.setParent(self)

    def _connect(self) -> None:
        parts = self.parts
        parts.heading.balance.clicked.connect(partial(self.details.open, BALANCE))
        parts.balance.activated_key.connect(self.details.open)
        parts.history.opened.connect(self.details.open)
        parts.chart.opened.connect(self._open_month)
        parts.detail.closed.connect(self.commands_changed)
        self._context.changed.connect(self._take_change)

    def _open_month(self, number: int) -> None:
        """Goes to the month's newest row in the activity."""
        if self.page is None:
            return
        month = self.page.months[number]
        for row in self.page.activity:
            if row.on is not None and (row.on.year, row.on.month) == (month.year, month.month):
                self.parts.history.turn_to(0)
                self.parts.history.activity.choose(activity_key(row))
                return

    def _retry_button(self) -> Button:
        button = Button(text("Try again"), icon="refresh", key="Ctrl+R")
        button.clicked.connect(self.reload)
        return button
