"""The account page with sample data, as mockups/account-light.png; for the gallery."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.alert import Alert
from ui.widgets.bills_chart import BillsChart
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chart_data import ChartMonth
from ui.widgets.chart_legend import ChartLegend
from ui.widgets.data_table import DataTable
from ui.widgets.figures import Figure, Figures
from ui.widgets.label import Label
from ui.widgets.layout import column, hold, row, stretch
from ui.widgets.line import Line
from ui.widgets.side_by_side import SideBySide
from ui.widgets.table_data import Cell, Column, Row, money, money_column
from ui.widgets.tabs import Tabs
from ui.widgets.tag import Tag

RIGHT = Qt.AlignmentFlag.AlignRight


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
