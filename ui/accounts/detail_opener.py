"""Opens what stands behind a figure of the account page: keys as in `account_rows`, contents from `details`."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.accounts.types import ServiceCategory
from app.reports.account_page import AccountPage
from app.reports.receipt_page import receipt_page
from app.workplace import Services
from printing.payments.receipt import receipt_document
from resources.texts import text
from ui.accounts.account_rows import CREDIT, RETURNED, bill_key, bill_title
from ui.accounts.details import bill_content, open_content, outside_content, paper_content, unknown_content
from ui.accounts.words import service_name
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.operations import Failure
from ui.paper import shown_paper
from ui.widgets.detail_panel import DetailPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.paper_view import Paper

BALANCE = "balance"


class DetailOpener(QObject):
    """Fills a detail panel; remembers where the focus was, and puts it back when the panel closes."""

    def __init__(self, panel: DetailPanel, context: WindowContext, arranged: Callable[[], None]) -> None:
        super().__init__(panel)
        self._panel, self._context, self._arranged = panel, context, arranged
        self._page: AccountPage | None = None
        self._came_from: QWidget | None = None
        panel.closed.connect(self._closed)

    def show_page(self, page: AccountPage) -> None:
        """Another account closes the panel; the same account, read anew, shows the same thing anew."""
        same = self._page is not None and self._page.account == page.account
        self._page = page
        if not same and self._panel.key:
            self._panel.close_panel()
        elif self._panel.key and not self._panel.key.startswith(("receipt/", "note/", "contact/")):
            self.open(self._panel.key)

    def open(self, key: str) -> None:
        """Shows what a row's key names; an unknown key shows nothing."""
        page = self._page
        if page is None:
            return
        kind, _, rest = key.partition("/")
        match kind:
            case "receipt":
                self._read_receipt(key, rest)
            case "void" | "return" | "refund" | "move":
                self._read_receipt(key, rest.rpartition("/")[2])
            case "bill" | "opening" | "raised":
                self._show_bill(page, key)
            case "outside":
                self._show_outside(page, key, rest)
            case "service":
                name = service_name(ServiceCategory(rest))
                self.show(text("{service}, open", service=name), open_content(page, rest, self.open), key)
            case _ if key in (BALANCE, CREDIT, RETURNED):
                self.show(text("What is open"), open_content(page, "", self.open), key)
            case "other":
                self.show(text("Entry"), unknown_content(), key)

    def show(self, title: str, content: QWidget, key: str) -> None:
        """Shows any content in the panel. The focus goes into it where it can be walked."""
        if not self._panel.key:
            self._came_from = QApplication.focusWidget()
        self._panel.show_content(title, content, key)
        self._arranged()
        if content.focusProxy() is not None:
            content.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._came_from is not None and not self._came_from.isVisible():
            self._panel.setFocus()

    def _show_bill(self, page: AccountPage, key: str) -> None:
        detail = next((detail for detail in page.bills if bill_key(detail) == key), None)
        if detail is not None:
            self.show(bill_title(detail), bill_content(detail), key)

    def _show_outside(self, page: AccountPage, key: str, external_id: str) -> None:
        receipt = next((receipt for receipt in page.outside if receipt.external_id == external_id), None)
        if receipt is not None:
            title = text("Receipt {number}", number=receipt.external_id)
            self.show(title, outside_content(page, receipt), key)

    def _read_receipt(self, key: str, fact_id: str) -> None:
        session = self._context.session

        def read(services: Services) -> tuple[str, Paper]:
            receipt = receipt_page(services, session, fact_id)
            return receipt.number, shown_paper(receipt_document(receipt))

        self._context.operations.read_anew(
            self, read, partial(self._show_receipt, key), partial(self._show_failure, key)
        )

    def _show_receipt(self, key: str, found: tuple[str, Paper]) -> None:
        number, paper = found
        title = text("Receipt {number}", number=number)
        self.show(title, paper_content(paper, title), key)

    def _show_failure(self, key: str, failure: Failure) -> None:
        self.show(text("Receipt"), EmptyState("warning", text("Cannot be shown"), sentence(failure)), key)

    def _closed(self) -> None:
        self._arranged()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
