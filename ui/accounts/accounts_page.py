"""The page *Accounts*: first the accounts one looked at last, then one account with everything about it.

Finding an account is the window's search field (F2); what is chosen there comes through the context's `account_wanted`.
"""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.accounts.recent_accounts import LIMIT, RecentAccount, recent_accounts
from app.reports.account_page import AccountPage
from resources.texts import text
from ui.accounts.account_view import AccountView
from ui.accounts.recent_list import RecentList
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.shell.command import Command
from ui.shell.page import Page
from ui.widgets.current_stack import CurrentStack
from ui.widgets.layout import column


class AccountsPage(Page):
    """`open_account(key)` shows an account; Esc goes back to where it was opened from."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(text("Accounts"), parent)
        self._context = context
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        context = self._context
        self._opened_here = False
        self._seen: dict[str, RecentAccount] = {}
        self.recent = RecentList(context.operations.services.device.time_zone, context.now_us)
        yield
        self.view = AccountView(context)
        yield from self.view.steps
        self._stack = CurrentStack(self.recent, self.view)
        column(self._stack, parent=self, spacing=0)
        self.recent.opened.connect(partial(self.open_account, from_list=True))
        self.view.commands_changed.connect(self.commands_changed)
        self.view.shown.connect(self._remember)
        context.account_wanted.connect(self._open_wanted)

    def open_account(self, account: str, *, from_list: bool = False) -> None:
        """Shows an account by its key, `cis/100045127`."""
        self._opened_here = from_list
        self.view.open(account)
        self._stack.setCurrentWidget(self.view)
        self.setFocus()
        self.commands_changed.emit()

    def show_list(self) -> None:
        """Back to the accounts looked at last."""
        self._opened_here = False
        self._stack.setCurrentWidget(self.recent)
        self._load_recent()
        self.recent.setFocus()
        self.commands_changed.emit()

    @property
    def shows_account(self) -> bool:
        """Is an account on the page?"""
        return self._stack.currentWidget() is self.view

    # -- Page

    def help_name(self) -> str:
        """How to find and read an account."""
        return "accounts"

    def commands(self) -> list[Command]:
        """The account's commands, and the way back to the list."""
        if not self.shows_account:
            return [Command(text("Read the list again"), "Ctrl+R", self._load_recent)]
        return [*self.view.commands(), Command(text("Accounts looked at last"), "Alt+Left", self.show_list)]

    def step_back(self) -> bool:
        """Closes what is open beside the account; then goes back to the list if it was opened there."""
        if self.shows_account and self.view.step_back():
            return True
        if self.shows_account and self._opened_here:
            self.show_list()
            return True
        return False

    def show_page(self) -> None:
        """Shows the account that was asked for, or reads what is shown anew."""
        wanted = self._context.take_account()
        if wanted:
            self.open_account(wanted)
        elif self.shows_account:
            self.view.reload()
            self.setFocus()
        else:
            self.show_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow that no control wanted walks into what happened."""
        if self.shows_account and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.view.focus_history(upwards=event.key() == Qt.Key.Key_Up)
            return
        super().keyPressEvent(event)

    def _open_wanted(self, account: str) -> None:
        """The page may have taken it up already, when it was brought to the front."""
        if self._context.take_account():
            self.open_account(account)

    # -- the list

    def _load_recent(self) -> None:
        session = self._context.session
        self._context.operations.read_anew(
            self, lambda services: recent_accounts(services, session), self._show_recent, self._fail_recent
        )

    def _show_recent(self, stored: list[RecentAccount]) -> None:
        """Looks are stored some seconds after they happen: those of this window come first."""
        newest = {**{each.account: each for each in stored}, **self._seen}
        ordered = sorted(newest.values(), key=lambda each: each.at_us, reverse=True)
        self.recent.show_accounts(ordered[:LIMIT])

    def _fail_recent(self, failure: Failure) -> None:
        self.recent.show_failure(sentence(failure))

    def _remember(self, page: AccountPage) -> None:
        summary = page.summary
        address = ", ".join(part for part in (summary.street_address, summary.unit) if part)
        self._seen.pop(page.account, None)
        seen = RecentAccount(page.account, summary.number, summary.customer_name, address, self._context.now_us())
        self._seen[page.account] = seen
