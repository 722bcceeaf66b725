"""The counter page with sample data, as mockups/counter-light.png and counter-paid-light.png; for the gallery."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.widgets.alert import Alert
from ui.widgets.amount_field import AmountField
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.data_table import DataTable
from ui.widgets.field import Field
from ui.widgets.figures import Figure, Figures
from ui.widgets.icon_button import IconButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, stretch
from ui.widgets.line import Line
from ui.widgets.paper_view import PaperImage, PaperLine, PaperView
from ui.widgets.side_by_side import SideBySide
from ui.widgets.table_data import Column, Row, money, money_column
from ui.widgets.tag import Tag
from ui.widgets.tender_button import TenderButton

RIGHT = Qt.AlignmentFlag.AlignRight


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
