"""The page *Work*: what waits for somebody, a tab a worklist."""

from functools import partial

from resources.texts import text
from ui.context import WindowContext
from ui.shell.page import Page
from ui.shell.tabbed_page import PageTab, TabbedPage


def work_page(context: WindowContext) -> TabbedPage:
    """Each worklist is imported when its tab is first opened."""
    tabs = [
        PageTab("returned", text("Returned payments"), partial(_returned, context)),
    ]
    return TabbedPage(text("Work"), tabs)


def _returned(context: WindowContext) -> Page:
    from ui.payments.returned_payments_page import ReturnedPaymentsPage

    return ReturnedPaymentsPage(context)
