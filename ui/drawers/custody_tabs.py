"""The tabs Safe and Bank deposits of the page *Drawer*, made when first opened."""

from functools import partial

from resources.texts import text
from ui.context import WindowContext
from ui.drawers.bank_deposits_page import BankDepositsPage
from ui.drawers.safe_page import SafePage
from ui.shell.tabbed_page import PageTab


def custody_tabs(context: WindowContext) -> list[PageTab]:
    """What becomes of the money after a drawer was closed."""
    return [
        PageTab("safe", text("Safe"), partial(SafePage, context)),
        PageTab("bank_deposits", text("Bank deposits"), partial(BankDepositsPage, context)),
    ]
