"""The pages of the rail, made when first opened. A page that is not built is not announced."""

from functools import partial
from importlib import import_module

from resources.texts import text
from ui.context import WindowContext
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, PageEntry
from ui.shell.tabbed_page import PageTab, TabbedPage

COUNTER, ACCOUNTS, TRANSIT, DRAWER, WORK = "counter", "accounts", "transit", "drawer", "work"
REPORTS, SETTINGS = "reports", "settings"
_MODULES = (
    "ui.refusal_words",
    "ui.payments.take_payment_page",
    "ui.accounts.accounts_page",
    "ui.transit.trips_page",
    "ui.transit.departures_page",
    "ui.transit.routes_page",
    "ui.transit.passes_page",
    "ui.drawers.this_drawer_page",
    "ui.drawers.all_drawers_page",
    "ui.drawers.custody_tabs",
    "ui.work.approvals_page",
    "ui.payments.returned_payments_page",
    "ui.reports.reports_page",
    "ui.reports.tape_page",
    "ui.settings.settings_page",
)


def page_entries(context: WindowContext) -> list[PageEntry]:
    """Counter, Accounts, Transit, Drawer, Work, Reports, Settings; each is imported only when somebody goes there."""
    return [
        PageEntry(COUNTER, text("Counter"), "counter", "F3", partial(_counter, context)),
        PageEntry(ACCOUNTS, text("Accounts"), "accounts", "Ctrl+2", partial(_accounts, context)),
        PageEntry(TRANSIT, text("Transit"), "transit", "Ctrl+3", partial(_transit, context)),
        PageEntry(DRAWER, text("Drawer"), "drawer", "Ctrl+4", partial(_drawer, context)),
        PageEntry(WORK, text("Work"), "work", "Ctrl+5", partial(_work, context)),
        PageEntry(REPORTS, text("Reports"), "reports", "Ctrl+6", partial(_reports, context)),
        PageEntry(SETTINGS, text("Settings"), "settings", "Ctrl+7", partial(_settings, context)),
    ]


def import_pages() -> None:
    """Reads the code of every page, on a lane: Qt's import hook makes it slow, and the first to open one would wait."""
    for module in _MODULES:
        import_module(module)


def open_from_strip(window: MainWindow, part: str) -> None:
    """Opens what a part of the status strip speaks of; the settings at their section."""
    if part in ("date", "drawer"):
        window.go(DRAWER)
    else:
        window.go(SETTINGS, partial(_open_section, part))


def _open_section(part: str, page: Page) -> None:
    from ui.settings.about_section import AboutSection
    from ui.settings.office_section import OfficeSection
    from ui.settings.printer_section import PrinterSection
    from ui.settings.second_copy_section import SecondCopySection
    from ui.settings.section import Section
    from ui.settings.settings_page import SettingsPage
    from ui.sync.sync_section import SyncSection

    kinds: dict[str, type[Section]] = {
        "printer": PrinterSection,
        "second_copy": SecondCopySection,
        "office": OfficeSection,
    }
    kind = SyncSection if part in ("sync", "network", "clock") else kinds.get(part, AboutSection)
    if isinstance(page, SettingsPage):
        page.open_section(next(section for section in page.sections if isinstance(section, kind)))


def _counter(context: WindowContext) -> Page:
    from ui.payments.take_payment_page import TakePaymentPage

    return TakePaymentPage(context)


def _accounts(context: WindowContext) -> Page:
    from ui.accounts.accounts_page import AccountsPage

    return AccountsPage(context)


def _transit(context: WindowContext) -> Page:
    from ui.transit.departures_page import DeparturesPage
    from ui.transit.passes_page import PassesPage
    from ui.transit.routes_page import RoutesPage
    from ui.transit.trips_page import TripsPage

    tabs = [
        PageTab("trips", text("Trip planner"), partial(TripsPage, context)),
        PageTab("departures", text("Departures"), partial(DeparturesPage, context)),
        PageTab("routes", text("Routes"), partial(RoutesPage, context)),
        PageTab("passes", text("Passes"), partial(PassesPage, context)),
    ]
    return TabbedPage(text("Transit"), tabs)


def _drawer(context: WindowContext) -> Page:
    from ui.drawers.all_drawers_page import AllDrawersPage
    from ui.drawers.custody_tabs import custody_tabs
    from ui.drawers.this_drawer_page import ThisDrawerPage

    tabs = [
        PageTab("this", text("This drawer"), partial(ThisDrawerPage, context)),
        PageTab("all", text("All drawers"), partial(AllDrawersPage, context)),
        *custody_tabs(context),
    ]
    return TabbedPage(text("Drawer"), tabs)


def _work(context: WindowContext) -> Page:
    from ui.work.work_page import work_page

    return work_page(context)


def _reports(context: WindowContext) -> Page:
    from ui.reports.reports_page import ReportsPage
    from ui.reports.tape_page import VirtualTapePage

    tabs = [
        PageTab("reports", text("Reports"), partial(ReportsPage, context), "Alt+0"),
        PageTab("tape", text("Virtual tape"), partial(VirtualTapePage, context), "Alt+9"),
    ]
    return TabbedPage(text("Reports"), tabs)


def _settings(context: WindowContext) -> Page:
    from ui.settings.settings_page import SettingsPage

    return SettingsPage(context)
