"""The page *Work*: what waits for somebody, a tab a worklist; a workflow that has one adds a line to `work_tabs`."""

from functools import partial

from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.context import WindowContext
from ui.shell.page import Page
from ui.shell.tabbed_page import PageTab, TabbedPage

APPROVALS, SUSPENSE, REFUNDS, RETURNED = "approvals", "suspense", "refunds", "returned"
EXCEPTIONS = "exceptions"


def work_tabs(context: WindowContext) -> list[PageTab]:
    """Every worklist in the order of its tab (Alt+1, Alt+2 …); each is imported when its tab is first opened."""
    return [
        PageTab(APPROVALS, text("Approvals"), partial(_approvals, context)),
        PageTab(SUSPENSE, text("Suspense"), partial(_suspense, context)),
        PageTab(REFUNDS, text("Refunds and corrections"), partial(_refunds, context)),
        PageTab(RETURNED, text("Returned payments"), partial(_returned, context)),
        PageTab(EXCEPTIONS, text("Exceptions"), partial(_exceptions, context)),
    ]


def work_page(context: WindowContext) -> TabbedPage:
    """What the rail opens."""
    return TabbedPage(text("Work"), work_tabs(context))


def open_refunds(work: QWidget, receipt: str) -> None:
    """Shows a receipt (its fact id) on the tab *Refunds and corrections* of the page that the rail opened."""
    from ui.payments.refunds_page import RefundsPage

    page = work.open_tab(REFUNDS) if isinstance(work, TabbedPage) else None
    if isinstance(page, RefundsPage):
        page.open_receipt(receipt)


def open_exceptions(work: QWidget) -> None:
    """Shows the tab *Exceptions* of the page that the rail opened."""
    if isinstance(work, TabbedPage):
        work.open_tab(EXCEPTIONS)


def _approvals(context: WindowContext) -> Page:
    from ui.work.approvals_page import ApprovalsPage

    return ApprovalsPage(context)


def _suspense(context: WindowContext) -> Page:
    from ui.payments.suspense_page import SuspensePage

    return SuspensePage(context)


def _refunds(context: WindowContext) -> Page:
    from ui.payments.refunds_page import RefundsPage

    return RefundsPage(context)


def _returned(context: WindowContext) -> Page:
    from ui.payments.returned_payments_page import ReturnedPaymentsPage

    return ReturnedPaymentsPage(context)


def _exceptions(context: WindowContext) -> Page:
    from ui.sync.exceptions_page import ExceptionsPage

    return ExceptionsPage(context)
