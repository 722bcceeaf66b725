"""Renders the shell and every control with sample data to PNG files, for looking at them beside the mockups.

    QT_QPA_PLATFORM=offscreen python -m tests.ui.gallery /tmp/gallery [NAME ...]

A developer's tool, not a test; the names are the keys of `SCENES`.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget

from tests.factories.account_samples import fill_account
from tests.factories.sale_samples import fill_counter, fill_paid
from ui.identity.person_tile import SignInPerson
from ui.identity.sign_in_page import SignInPage, SignInPlace
from ui.shell.command import Command
from ui.shell.crash_dialog import CrashDialog
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, PageEntry
from ui.shell.pick_list import Pick
from ui.shell.status_strip import StripPart
from ui.theme import theme
from ui.widgets.amount_field import AmountField
from ui.widgets.bills_chart import BillsChart
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.combo_box import ComboBox
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.layout import column, row, stretch
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.result_banner import ResultBanner
from ui.widgets.table_data import Column, money_column
from ui.widgets.tag import Tag


def nothing() -> None:
    """A command that does nothing."""


class SamplePage(Page):
    """A page made by a function, with the commands of the counter."""

    def __init__(self, title: str, fill: Callable[[QWidget], None]) -> None:
        super().__init__(title)
        fill(self)

    def commands(self) -> list[Command]:
        """Keys as on the counter page."""
        return [
            Command("Cash", "F5", nothing, "cash"),
            Command("Check", "F6", nothing, "check", lambda: "Cash only until 3 Mar 2027"),
            Command("Add a pass", "F9", nothing, "pass"),
            Command("Park this customer", "F11", nothing, "park"),
            Command("Clear", "Ctrl+Backspace", nothing, "close"),
            Command("Take payment", "Enter", nothing, "tick"),
        ]


def fill_controls(page: QWidget) -> None:
    """What the other pages do not show."""
    banner = ResultBanner(
        "bad",
        "Short 0.05. Most likely: a nickel too much given in change.",
        "Under the city's limit of 5.00: you can close.",
    )
    buttons = [
        Button("Print", icon="printer", key="Ctrl+P"),
        Button("Send now", icon="sync", key="Ctrl+Enter", kind="primary"),
    ]
    dangerous = Button("Decline", icon="close", key="Ctrl+D", kind="dangerous", size="tall")
    blocked = Button("Open drawer", icon="drawer", key="F12")
    blocked.block("Open a shift first")
    wrong = Field("Check number", help="On the check, bottom right")
    wrong.line.setText("12a")
    wrong.set_error("A check number has 1 to 12 digits. Type the digits at the bottom right.")
    amount = AmountField("Amount")
    amount.setText("1,5")
    wrong_amount = Field("Amount", amount)
    amount.settle()
    combo = ComboBox([("en", "English"), ("es", "Español")], name="Language")
    chips = [Chip(words) for words in ("Light", "Dark", "High contrast")]
    group = QButtonGroup(page)
    for chip in chips:
        group.addButton(chip)
    chips[0].setChecked(True)
    off = CheckBox("Not possible here")
    off.setEnabled(False)
    strip = ProgressStrip()
    strip.begin("Reading the bills, 300 of 5,000", cancel=nothing)
    strip.set_progress(300, 5000)
    strip.show()
    strip._show_words()
    forms = Card("Fields", padding=16, spacing=12)
    for item in (wrong, wrong_amount, Field("Language", combo)):
        forms.body.addWidget(item)
    forms.body.addLayout(row(*chips, stretch()))
    forms.body.addLayout(row(CheckBox("Print a receipt", checked=True), CheckBox("In Spanish"), off, stretch()))
    forms.body.addWidget(strip)
    forms.body.addStretch(1)
    empty = Card("Receipts", dense=True)
    action = Button("Find an account", icon="search", key="F2")
    state = EmptyState("receipt", "No receipts in this shift", "Scan a bill, or find the account.", action=action)
    empty.body.addWidget(DataTable([Column("Time"), money_column("Amount")], name="Receipts", empty=state))
    tags = row(
        Tag("2 lines"), Tag("All sent", "good"), Tag("Waiting", "warn", icon="clock"), Tag("Returned", "bad"), stretch()
    )
    halves = row(forms, empty, spacing=12)
    column(
        banner, row(*buttons, dangerous, blocked, stretch()), tags, halves, parent=page, margins=16, spacing=12
    ).setStretch(3, 1)


def make_shell() -> MainWindow:
    """The shell with four pages."""
    window = MainWindow(
        [
            PageEntry("counter", "Counter", "counter", "F3", lambda: SamplePage("Counter", fill_counter)),
            PageEntry("accounts", "Accounts", "accounts", "Ctrl+2", lambda: SamplePage("Accounts", fill_account)),
            PageEntry("drawer", "Drawer", "drawer", "Ctrl+4", lambda: SamplePage("Paid", fill_paid)),
            PageEntry("settings", "Settings", "settings", "Ctrl+7", lambda: SamplePage("Settings", fill_controls)),
        ]
    )
    window.set_user("M. Reyes", "Lead cashier", [])
    window.rail.set_badge("drawer", 3)
    window.strip.set_parts(
        [
            StripPart("date", "calendar", "Fri 20 Nov 2026"),
            StripPart("drawer", "drawer", "Drawer A2 open"),
            StripPart("printer", "printer", "Printer ready", "good"),
            StripPart("sync", "sync", "12 waiting, oldest 4 min", "warn"),
            StripPart("network", "network", "Online", "good"),
        ]
    )
    window.strip.set_clock("10:42")
    return window


def sign_in_page() -> SignInPage:
    """As mockups/signin-light.png."""
    page = SignInPage(
        SignInPlace("City of Cypress Springs", "Utility service center", "A2"),
        languages=[("en", "English"), ("es", "Español")],
    )
    page.set_people(
        [
            SignInPerson("1", "M. Reyes", "Lead cashier", "drawer A2"),
            SignInPerson("2", "J. Okafor", "Cashier"),
            SignInPerson("3", "D. Tran", "Cashier"),
            SignInPerson("4", "S. Whitley", "Accounts specialist"),
            SignInPerson("5", "L. Brandt", "Supervisor"),
            SignInPerson("6", "A. Castillo", "Transit counter", why_not="Locked. Ask a supervisor."),
        ]
    )
    page.set_notice("Drawer A2 is still open from 07:58 by M. Reyes. Sign in to go on.")
    return page


def open_palette(window: MainWindow) -> None:
    """Ctrl+K."""
    window.open("counter")
    window.open_palette()


def open_keys(window: MainWindow) -> None:
    """F1."""
    window.open("counter")
    window.show_keys()


def open_search(window: MainWindow) -> None:
    """Hits under the search field."""
    window.open("counter")
    window.focus_search()
    window.top_bar.search.setText("alvarez")
    window.results.show_hits(
        [
            Pick("1", "home", "10-004512-7  Alvarez, Maria", "1207 Pine St · due 23 Nov 2026", "157.43"),
            Pick("2", "home", "10-019077-2  Alvarez, Jorge", "44 Cedar Ct", "0.00"),
            Pick("3", "receipt", "Receipt A2-000318", "20 Nov 2026, 10:42, cash", "187.43"),
        ]
    )


def open_sign_in(window: MainWindow) -> None:
    """The sign-in page with four digits typed."""
    page = sign_in_page()
    window.show_alone(page)
    for digit in "1234":
        page.pin.field.add(digit)


def open_chart(window: MainWindow) -> None:
    """The account page with a month under the arrows."""
    window.open("accounts")
    chart = window.findChild(BillsChart)
    if isinstance(chart, BillsChart):
        chart.setFocus()
        chart.choose(9)


SCENES: dict[str, Callable[[MainWindow], object]] = {
    "counter": lambda window: window.open("counter"),
    "account": lambda window: window.open("accounts"),
    "paid": lambda window: window.open("drawer"),
    "controls": lambda window: window.open("settings"),
    "palette": open_palette,
    "keys": open_keys,
    "search": open_search,
    "sign-in": open_sign_in,
    "chart": open_chart,
}


def shoot(name: str, folder: Path, width: int, height: int, looks: tuple[str, int]) -> None:
    """One scene in one look to one file."""
    theme().apply(*looks)
    window = make_shell()
    window.resize(width, height)
    window.show()
    window.activateWindow()
    SCENES[name](window)
    for _ in range(4):
        QApplication.processEvents()
    window.grab().save(str(folder / f"{name}-{looks[0]}-{looks[1]}-{width}.png"))
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    """Every scene, or those named, in every look."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    sizes = [(1366, 768), (1920, 1080)]
    for name in sys.argv[2:] or SCENES:
        for look in ("light", "dark", "high_contrast"):
            for width, height in sizes:
                shoot(name, folder, width, height, (look, 100))
        shoot(name, folder, 1366, 768, ("light", 200))
        shoot(name, folder, 1024, 768, ("light", 100))
    theme().apply("light", 100)
    dialog = CrashDialog("Traceback (most recent call last):\n  ...\nZeroDivisionError: division by zero")
    dialog.show()
    dialog.grab().save(str(folder / "crash.png"))
    application.quit()


if __name__ == "__main__":
    main()
