"""What brings which page of a window: hits, scans, wishes of other pages, buttons of the strip.

A locked window opens no page, whoever asks for one: a button of the strip, an answer that comes late.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.transit.pass_code import PREFIX
from ui.accounts.search_desk import SearchDesk
from ui.context import WindowContext
from ui.pages import ACCOUNTS, COUNTER, TRANSIT, WORK, open_from_strip
from ui.shell.main_window import MainWindow
from ui.shell.page import Page


class Ways(QObject):
    """One a window, and gone with it. `page_key`: the page that was opened last, "" before any."""

    def __init__(
        self, window: MainWindow, context: WindowContext, locked: Callable[[], bool], badge: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._locked, self._badge = window, context, locked, badge
        self.page_key = ""
        self.search = SearchDesk(window, context.operations)
        self.search.account_chosen.connect(self.account_found)
        self.search.receipt_chosen.connect(context.receipt_wanted)
        self.search.pass_chosen.connect(self._pass_found)
        self.search.misread.connect(context.misread)
        window.scanned.connect(self._scanned)
        window.strip.opened.connect(self._strip_opened)
        window.page_opened.connect(self._page_opened)
        context.account_wanted.connect(self._show_account)
        for wish in (context.payment_wanted, context.card_wanted, context.receipt_wanted):
            wish.connect(self._to_counter)
        context.pass_wanted.connect(lambda choice, _cents, _title: self._to_counter(choice))
        context.undo_wanted.connect(self._undo)
        context.exceptions_wanted.connect(self._exceptions)
        context.page_wanted.connect(self._open)
        context.search_wanted.connect(window.focus_search)

    def account_found(self, account: str) -> None:
        """A hit joins the sale on the counter page and opens the account elsewhere; a scan always joins the sale."""
        if not self._locked():
            on_counter = self.page_key == COUNTER
            wanted = self._context.payment_wanted if on_counter else self._context.account_wanted
            wanted.emit(account)

    # -- inside

    def _open(self, page: str) -> None:
        if not self._locked():
            self._window.go(page)

    def _scanned(self, scan: str) -> None:
        """A scan is somebody who wants to pay: the counter page takes it. The code of a pass is verified."""
        if self._locked():
            self._badge(scan)
            return
        if scan.startswith(PREFIX):
            self._pass_found(scan)
            return
        self._window.open(COUNTER)
        self.search.look_up(scan)

    def _pass_found(self, typed: str) -> None:
        """A pass, by its code or its number: the page Transit says whether it is good."""
        if not self._locked():
            self._window.go(TRANSIT, partial(_verify_pass, typed))

    def _show_account(self, account: str) -> None:
        """A page that is only now made was not there to hear the wish: it is told once more."""
        if self._locked():
            return
        heard = self._window.has_page(ACCOUNTS)
        self._window.go(ACCOUNTS, lambda _page: None if heard else self._context.account_wanted.emit(account))

    def _undo(self, receipt: str) -> None:
        """Work, with the receipt open to be put right."""
        if not self._locked():
            self._window.go(WORK, lambda page: _open_refunds(page, receipt))

    def _exceptions(self) -> None:
        """Work, at its list of what counters did to each other."""
        if not self._locked():
            self._window.go(WORK, _open_exceptions)

    def _to_counter(self, _key: str) -> None:
        if not self._locked():
            self._window.open(COUNTER)

    def _page_opened(self, page: str) -> None:
        self.page_key = page

    def _strip_opened(self, part: str) -> None:
        if not self._locked():
            self._exceptions() if part == "exceptions" else open_from_strip(self._window, part)


def _open_refunds(work: Page, receipt: str) -> None:
    from ui.work.work_page import open_refunds

    open_refunds(work, receipt)


def _open_exceptions(work: Page) -> None:
    from ui.work.work_page import open_exceptions

    open_exceptions(work)


def _verify_pass(scan: str, page: Page) -> None:
    from ui.shell.tabbed_page import TabbedPage

    if isinstance(page, TabbedPage):
        page.open_tab("passes").take_scan(scan)
