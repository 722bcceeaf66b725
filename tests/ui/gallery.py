"""Renders the shell and every control with sample data to PNG files, for looking at them beside the mockups.

    QT_QPA_PLATFORM=offscreen python -m tests.ui.gallery /tmp/gallery [NAME ...]

A developer's tool, not a test; the names are the keys of `SCENES`.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget

from ui.identity.person_tile import SignInPerson
from ui.identity.sign_in_page import SignInPage, SignInPlace
from ui.shell.command import Command
from ui.shell.crash_dialog import CrashDialog
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, PageEntry
from ui.shell.pick_list import Pick
from ui.shell.status_strip import StripPart
from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.amount_field import AmountField
from ui.widgets.bills_chart import BillsChart
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chart_data import ChartMonth
from ui.widgets.chart_legend import ChartLegend
from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.combo_box import ComboBox
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.figures import Figure, Figures
from ui.widgets.icon_button import IconButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, stretch
from ui.widgets.line import Line
from ui.widgets.paper_view import PaperImage, PaperLine, PaperView
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.result_banner import ResultBanner
from ui.widgets.side_by_side import SideBySide
from ui.widgets.table_data import Cell, Column, Row, money, money_column
from ui.widgets.tabs import Tabs
from ui.widgets.tag import Tag
from ui.widgets.tender_button import TenderButton

RIGHT = Qt.AlignmentFlag.AlignRight


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


def fill_counter(page: QWidget) -> None:
    """As mockups/counter-light.png."""
    left = column(sale_card(), receipts_card(), spacing=16)
    left.setStretch(1, 1)
    side = QWidget()
    side.setLayout(left)
    column(SideBySide(side, pay_card(), under=900, stretches=(1, 0), spacing=16), parent=page, margins=16)


def sale_card() -> Card:
    """This customer."""
    card = Card("This customer", title_size=18)
    card.add_to_heading(Tag("2 lines"), after_title=True)
    card.add_to_heading(
        Button("1 parked", icon="park", key="F11", size="quiet"),
        Button("Clear", icon="close", key="Ctrl+Backspace", size="quiet"),
    )
    chosen = QWidget()
    chosen.setAutoFillBackground(True)
    pays = Card(padding=(10, 0, 8, 0))
    hold(pays, height=32)
    direct = Button("Direct", key="F4", size="quiet", color="accent")
    pays.body.addLayout(
        row(
            Label("Pays", color="muted"),
            Label("Oct electric 12.44 · Solid waste 20.18 · Stormwater 10.71"),
            stretch(),
            direct,
        )
    )
    alert = Alert(
        "warn", "Cash only until 3 Mar 2027.", "A check was returned on 3 Mar 2026. Take cash or a money order."
    )
    detail = "1207 Pine St · due 23 Nov 2026 · 12.44 overdue since 23 Oct · as of 10:38"
    first = sale_line("home", "10-004512-7", "Alvarez, Maria", detail, 15743)
    below = row(gap(1), column(alert, pays), spacing=0)
    below.insertSpacing(0, theme().px(36))
    column(first, below, parent=chosen, margins=(16, 14, 16, 14), spacing=8)
    card.body.addWidget(chosen)
    card.body.addWidget(Line())
    second = QWidget()
    pass_detail = "Serial 00419377 · starts at first use · all local routes"
    column(sale_line("pass", "31-day pass, adult", "", pass_detail, 3000), parent=second, margins=(16, 14, 16, 14))
    card.body.addWidget(second)
    card.body.addWidget(Line())
    buttons = [
        Button(name, icon="plus", key=key) for name, key in (("Account", "F2"), ("Pass", "F9"), ("Other", "F10"))
    ]
    total = Label("187.43", size=15, weight=600, align=RIGHT)
    hold(total, width=100)
    card.body.addLayout(
        row(*buttons, stretch(), Label("Total of 2 lines", color="muted"), total, gap(1), margins=(16, 12, 60, 12))
    )
    return card


def sale_line(icon: str, title: str, name: str, detail: str, cents: int) -> QWidget:
    """One line of the sale."""
    line = QWidget()
    amount = AmountField("Amount", icon="edit")
    amount.set_cents(cents)
    hold(amount, width=148)
    titles = row(Label(title, size=15, weight=600), Label(name, size=15, weight=500), stretch())
    words = column(titles, Label(detail, color="muted", elide=True), spacing=0)
    content = row(
        IconLabel(icon), words, amount, IconButton("close", "Remove the line", icon_size=16), parent=line, spacing=12
    )
    content.setStretch(1, 1)
    return line


def receipts_card() -> Card:
    """Last receipts."""
    card = Card("Last receipts", dense=True, right=Button("All receipts", key="Ctrl+H", size="quiet"))
    table = DataTable(
        [
            Column("Time", 66),
            Column("Receipt", 110),
            Column("For", 140, 1),
            Column("Tender", 90),
            money_column("Amount", 100),
            Column("Paper", 108, align="right", color="muted"),
        ],
        name="Last receipts",
    )
    table.set_rows(
        [
            Row("1", ("10:36", "A2-000317", "10-011840-2", "Card", money(21208), "Printed")),
            Row("2", ("10:31", "A2-000316", "10-007733-9, 7-day pass", "Cash", money(7415), "Printed")),
            Row("3", ("10:27", "A2-000315", "10-020415-1", "Check", money(14390), "Printed")),
        ]
    )
    card.body.addWidget(table)
    return card


def pay_card() -> Card:
    """Pay."""
    card = Card("Pay", title_size=18, padding=(16, 12, 16, 16), spacing=12)
    hold(card, width=400)
    card.body.addLayout(
        row(Label("Total due", size=15, color="muted"), stretch(), Label("$187.43", size=40, weight=600))
    )
    tenders = [
        TenderButton("Cash", icon="cash", key="F5"),
        TenderButton("Check", icon="check", key="F6"),
        TenderButton("Card", icon="card", key="F7"),
        TenderButton("Other", icon="other", key="F8"),
    ]
    tenders[0].setChecked(True)
    tenders[1].block("Cash only")
    tenders[2].block("Cash only")
    card.body.addLayout(row(*tenders))
    cash = AmountField("Cash tendered", size="cash")
    cash.setText("4*50")
    cash.settle()
    card.body.addWidget(Field("Cash tendered", cash, help="Type 12.50, or a sum like 4*50"))
    chips = [Chip(words, height=36) for words in ("187.43", "188.00", "190.00", "200.00")]
    chips[3].setChecked(True)
    card.body.addLayout(row(*chips))
    card.body.addStretch(1)
    figures = Figures()
    figures.set_rows([Figure("Cash", "200.00"), Figure("Remaining", "0.00")])
    card.body.addWidget(Line())
    card.body.addWidget(figures)
    card.body.addLayout(row(Label("Change", size=15, weight=600), stretch(), Label("$12.57", size=40, weight=600)))
    card.body.addWidget(Label("Give 1 × 10 · 2 × 1 · 2 × 25¢ · 1 × 5¢ · 2 × 1¢", color="muted", align=RIGHT))
    card.body.addWidget(Button("Take payment", icon="tick", key="Enter", kind="primary", size="large"))
    return card


def fill_account(page: QWidget) -> None:
    """As mockups/account-light.png."""
    names = column(
        row(Label("Alvarez, Maria", size=24, weight=600), Tag("Active since 2019", "good"), stretch(), spacing=12),
        row(Label("10-004512-7", size=15, weight=600), Label("1207 Pine St  Residential", color="muted"), stretch()),
        spacing=0,
    )
    balance = column(
        row(Label("12.44 overdue", color="bad"), Label("$157.43", size=40, weight=600), spacing=12),
        Label("Balance as of 20 Nov 10:38", color="muted", align=RIGHT),
        spacing=0,
    )
    alerts = SideBySide(
        Alert("warn", "Cash only until 3 Mar 2027.", "Check returned 3 Mar 2026."),
        Alert("bad", "Life support at this address.", "Do not cut. Certificate to 30 Jun 2027.", icon="heart"),
        under=900,
    )
    upper = row(balance_card(), chart_card(), spacing=12)
    left = column(upper, activity_card(), spacing=12)
    left.setStretch(1, 1)
    below = row(left, actions_side(), spacing=12)
    below.setStretch(0, 1)
    content = column(row(names, stretch(), balance), alerts, below, parent=page, margins=(16, 12, 16, 16), spacing=12)
    content.setStretch(2, 1)


def balance_card() -> Card:
    """Balance by service and age."""
    card = Card("Balance by service and age", dense=True, right=Label("Days overdue", color="muted"))
    columns = [
        Column("Service", 96, 1),
        *(money_column(head, width) for head, width in (("Not due", 68), ("1–30", 59), ("31–60", 58), ("61+", 52))),
    ]
    table = DataTable(
        [*columns, money_column("Total", 78, weight=600)], name="Balance", compact=True, choosable=False, fit_rows=True
    )
    services = [
        ("Electric", 5886, 1244),
        ("Gas", 977, 0),
        ("Water", 1170, 0),
        ("Sewer", 1835, 0),
        ("Solid waste", 2018, 0),
    ]
    rows = [
        Row(
            name,
            (
                name,
                money(now),
                money(late or None, color="bad" if late else ""),
                money(None),
                money(None),
                money(now + late),
            ),
        )
        for name, now, late in services
    ]
    total = Row(
        "total", ("Total", money(14499), money(1244, color="bad"), money(0), money(0), money(15743)), total=True
    )
    table.set_rows([*rows, total])
    card.body.addWidget(table)
    return card


MONTHS = [
    ("Nov", 16800, 16800), ("Dec", 19200, 19200), ("Jan", 22200, 22200), ("Feb", 21400, None), ("Mar", 17600, 42926),
    ("Apr", 14900, 14900), ("May", 14000, 14000), ("Jun", 17200, 17200), ("Jul", 20800, 20800), ("Aug", 21900, 21900),
    ("Sep", 20150, 20150), ("Oct", 16244, 15000), ("Nov", 14499, None),
]  # fmt: skip


def chart_card() -> Card:
    """13 months."""
    card = Card("13 months", dense=True, right=ChartLegend())
    chart = BillsChart(name="13 months")
    chart.set_months(
        [
            ChartMonth(
                label,
                f"{label} 2026",
                billed,
                paid,
                "Check returned" if label == "Feb" else "",
                "429.26 paid in cash" if label == "Mar" else "",
            )
            for label, billed, paid in MONTHS
        ]
    )
    card.body.addWidget(chart)
    return card


def activity_card() -> Card:
    """Activity with its tabs."""
    card = Card()
    tabs = Tabs(["Activity", "Bills", "Deposits", "Orders", "Contacts", "Documents"], label="About this account")
    card.body.addLayout(row(tabs, stretch(), Label("Alt+1 … Alt+6", size=12, color="muted"), margins=(8, 0, 16, 0)))
    card.body.addWidget(Line())
    table = DataTable(
        [
            Column("Date", 112),
            Column("What", 156, 1),
            Column("Document", 172, 1),
            Column("Where", 150, 1),
            money_column("Charge", 90),
            money_column("Payment", 90),
            money_column("Balance", 90, weight=500),
        ],
        name="Activity",
        compact=True,
    )
    rows = []
    for number in range(24):
        bill = number % 2 == 0
        what = Cell("Bill", icon="document") if bill else Cell("Payment, cash", icon="receipt")
        document = Cell("Nov 2026, due 23 Nov" if bill else "Receipt A1-000977", link=True)
        where = Cell("City billing" if bill else "Counter A1, D. Tran", "muted")
        amounts = (money(14499), Cell("")) if bill else (Cell(""), money(-15000))
        rows.append(Row(str(number), ("02 Nov 2026", what, document, where, *amounts, money(15743 - number * 100))))
    table.set_rows(rows)
    card.body.addWidget(table, 1)
    return card


def actions_side() -> QWidget:
    """What can be done, deposits."""
    side = QWidget()
    actions = Card(padding=12, spacing=8)
    actions.body.addWidget(Button("Take payment", icon="cash", key="F5", kind="primary", spread=True))
    for name, icon, key in (
        ("Arrangement", "calendar", "Ctrl+R"),
        ("Adjustment", "scale", "Ctrl+J"),
        ("Service order", "wrench", "Ctrl+O"),
        ("Note", "note", "Ctrl+N"),
        ("Statement", "printer", "Ctrl+P"),
    ):
        actions.body.addWidget(Button(name, icon=icon, key=key, spread=True))
    deposits = Card("Deposits and securities", dense=True, padding=(16, 8, 16, 12))
    figures = Figures()
    figures.set_rows(
        [
            Figure("Required", "370.92"),
            Figure("Held in cash", "250.00"),
            Figure("Shortfall", "120.92", "bad", total=True),
        ]
    )
    deposits.body.addWidget(figures)
    column(actions, deposits, stretch(), parent=side, spacing=12)
    hold(side, width=272)
    return side


def fill_paid(page: QWidget) -> None:
    """As mockups/counter-paid-light.png."""
    card = Card(ground="surface")
    halves = row(spacing=0)
    paper = PaperView(name="Receipt")
    paper.set_paper(receipt_paper())
    ground = Card(ground="sunken")
    ground.body.addWidget(paper)
    hold(ground, width=394)
    happened = column(Label("What happened", size=18, weight=600), margins=20, spacing=12)
    for icon, color, fact, rest in (
        ("good", "good", "Payment recorded", "10:42:07, receipt A2-000318"),
        ("drawer", "good", "Drawer A2 opened", "Close it before the next sale"),
        ("printer", "good", "Receipt printed", "The printer confirmed it"),
        ("sync", "muted", "1 waiting to be sent", "Stored here; goes out by itself"),
    ):
        words = column(Label(fact, weight=500), Label(rest, color="muted"), spacing=0)
        happened.addLayout(row(IconLabel(icon, color), words, stretch(), spacing=12))
        happened.addWidget(Line())
    happened.addStretch(1)
    halves.addWidget(ground)
    halves.addLayout(happened, 1)
    card.body.addLayout(halves)
    row(card, paid_card(), parent=page, margins=16, spacing=16).setStretch(0, 1)


def paid_card() -> Card:
    """Paid, with the change on its band."""
    card = Card("Paid", title_size=18, padding=(16, 12, 16, 16), spacing=8)
    hold(card, width=400)
    card.add_to_heading(Label("10:42, receipt A2-000318", color="muted"))
    for name, icon, key in (("Print again", "printer", "Ctrl+P"), ("Print in Spanish", "globe", "Ctrl+Shift+P")):
        card.body.addWidget(Button(name, icon=icon, key=key, size="tall", spread=True))
    card.body.addWidget(Button("Void…", icon="undo", key="Ctrl+Del", kind="dangerous", size="tall", spread=True))
    blocked = Button("E-mail the receipt", icon="mail", key="Ctrl+E", size="tall", spread=True)
    blocked.block("No address on file")
    card.body.addWidget(blocked)
    card.body.addWidget(
        Label("A void needs a second person. This page stays until the next scan or key.", color="muted", wrap=True)
    )
    card.body.addStretch(1)
    card.body.addWidget(Button("Next customer", icon="arrow-right", key="Enter", kind="primary", size="large"))
    return card


def receipt_paper() -> list[PaperLine | PaperImage]:
    """A receipt of 40 columns."""
    rule = PaperLine("-" * 40)
    lines: list[PaperLine | PaperImage] = [
        PaperLine("CITY OF CYPRESS SPRINGS", bold=True, align="center"),
        PaperLine("Utility service center", align="center"),
        PaperLine("300 Adams St · (850) 555-0142", align="center"),
        rule,
        PaperLine("20 Nov 2026 10:42              A2-000318"),
        PaperLine("Cashier M. Reyes              Counter A2"),
        rule,
        PaperLine("Account 10-004512-7"),
    ]
    for name, amount in (
        ("Electric, Oct 2026", "12.44"),
        ("Solid waste, Nov 2026", "20.18"),
        ("Sewer, Nov 2026", "18.35"),
    ):
        lines.append(PaperLine(f"  {name}{amount:>{38 - len(name)}}"))
    lines += [
        rule,
        PaperLine("TOTAL" + "187.43".rjust(35), bold=True),
        PaperLine("CHANGE" + "12.57".rjust(34), bold=True),
    ]
    return [*lines, PaperImage(bars(), 240, 36), PaperLine("A2-000318", align="center")]


def bars() -> bytes:
    """Some stripes as PNG."""
    image = QImage(240, 36, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    for x in range(0, 240, 6):
        painter.fillRect(x, 0, 1 + (x * 7) % 4, 36, Qt.GlobalColor.black)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


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
