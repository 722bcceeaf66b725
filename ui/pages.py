"""The pages of the rail, made when first opened. A page that is not built is not announced."""

from functools import partial

from resources.texts import text
from ui.context import WindowContext
from ui.shell.page import Page, PageEntry

COUNTER, ACCOUNTS, DRAWER, SETTINGS = "counter", "accounts", "drawer", "settings"


def page_entries(context: WindowContext) -> list[PageEntry]:
    """Counter, Accounts, Drawer, Settings; each is imported only when somebody goes there."""
    return [
        PageEntry(COUNTER, text("Counter"), "counter", "F3", partial(_counter, context)),
        PageEntry(ACCOUNTS, text("Accounts"), "accounts", "Ctrl+2", partial(_accounts, context)),
        PageEntry(DRAWER, text("Drawer"), "drawer", "Ctrl+4", partial(_drawer, context)),
        PageEntry(SETTINGS, text("Settings"), "settings", "Ctrl+7", partial(_settings, context)),
    ]


def _counter(context: WindowContext) -> Page:
    from ui.payments.take_payment_page import TakePaymentPage

    return TakePaymentPage(context)


def _accounts(context: WindowContext) -> Page:
    from ui.accounts.accounts_page import AccountsPage

    return AccountsPage(context)


def _drawer(context: WindowContext) -> Page:
    from ui.drawers.drawer_page import DrawerPage

    return DrawerPage(context)


def _settings(context: WindowContext) -> Page:
    from ui.settings.settings_page import SettingsPage

    return SettingsPage(context)
