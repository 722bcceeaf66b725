"""Contents of the detail panel: a bill's lines, what is open, a receipt taken elsewhere, a receipt's paper."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.accounts.types import OutsideReceipt
from app.money import format_cents
from app.reports.account_page import AccountPage, BillDetail
from resources.texts import text
from ui.accounts.account_rows import line_rows, open_rows
from ui.accounts.words import channel_name, charge_name
from ui.dates import day_words
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.figures import Figure, Figures
from ui.widgets.label import Label
from ui.widgets.layout import column
from ui.widgets.line import Line
from ui.widgets.paper_view import Paper, PaperView
from ui.widgets.table_data import Column, Row, money, money_column


def bill_content(detail: BillDetail) -> QWidget:
    """When it was issued and is due, its lines, what is open of each."""
    figures = []
    if detail.bill is not None:
        figures += [
            Figure(text("Issued"), day_words(detail.bill.issued_on)),
            Figure(text("Due"), day_words(detail.bill.due_on)),
            Figure(text("Printed on the bill"), format_cents(detail.bill.total_cents)),
        ]
    columns = [Column(text("Charge"), 130, stretch=1), money_column(text("Amount"), 88), money_column(text("Open"), 88)]
    table = DataTable(columns, name=text("Charges"), compact=True, choosable=False, fit_rows=True)
    table.set_rows(line_rows(detail))
    return _below(figures, table)


def open_content(page: AccountPage, category: str, open_bill: Callable[[str], None]) -> QWidget:
    """Every open charge, oldest first; Enter opens the bill it stands on."""
    none = EmptyState("good", text("Nothing is open"))
    columns = [Column(text("Charge"), 150, stretch=1), Column(text("Due"), 100), money_column(text("Open"), 88)]
    table = DataTable(columns, name=text("Open charges"), compact=True, empty=none)
    table.set_rows(open_rows(page, category))
    table.activated_key.connect(lambda key: open_bill(key.partition("#")[0]))
    content = QWidget()
    layout = column(table, parent=content, spacing=0)
    layout.setStretch(0, 1)
    rest = _beside_charges(page) if not category else []
    if rest:
        figures = Figures()
        figures.set_rows(rest)
        layout.addLayout(column(figures, margins=(16, 4, 16, 12)))
    content.setFocusProxy(table)
    return content


def _beside_charges(page: AccountPage) -> list[Figure]:
    rows = []
    if page.returned_cents:
        rows.append(Figure(text("Returned payments"), format_cents(page.returned_cents), color="bad"))
    if page.credit_cents:
        rows.append(Figure(text("Credit"), format_cents(-page.credit_cents), color="good-text"))
    return [*rows, Figure(text("Balance"), format_cents(page.balance_cents), total=True)] if rows else []


def outside_content(page: AccountPage, receipt: OutsideReceipt) -> QWidget:
    """A payment taken elsewhere: when, where, how much, and which charges the city says it pays."""
    figures = [
        Figure(text("Day"), day_words(receipt.received_on)),
        Figure(text("Where"), channel_name(receipt.channel)),
        Figure(text("Amount"), format_cents(receipt.amount_cents), color="bad" if receipt.amount_cents < 0 else ""),
    ]
    if not receipt.allocations:
        return _below(figures, _note(text("The city does not say which charges it pays: the oldest due first.")))
    names = {line.charge.key: line for detail in page.bills for line in detail.lines}
    rows = []
    for part in receipt.allocations:
        line = names.get(part.charge_key)
        charge = line.charge if line else None
        name = charge_name(charge.kind, charge.category, charge.description) if charge else part.charge_key
        due = day_words(charge.due_on) if charge else ""
        rows.append(Row(part.charge_key, (name, due, money(part.amount_cents))))
    columns = [Column(text("Pays"), 150, stretch=1), Column(text("Due"), 100), money_column(text("Amount"), 88)]
    table = DataTable(columns, name=text("What it pays"), compact=True, choosable=False, fit_rows=True)
    table.set_rows(rows)
    return _below(figures, table)


def unknown_content() -> QWidget:
    """An entry of a kind that this version cannot read."""
    return _below([], _note(text("A newer version of the program made this entry. It counts; update to read it.")))


def paper_content(paper: Paper, name: str) -> QWidget:
    """A receipt as its paper says it."""
    view = PaperView(name=name)
    view.set_paper(paper)
    return view


def _note(words: str) -> QWidget:
    holder = QWidget()
    column(Label(words, color="muted", wrap=True), parent=holder, margins=16)
    return holder


def _below(figures: Sequence[Figure], widget: QWidget) -> QWidget:
    content = QWidget()
    layout = column(parent=content, spacing=0)
    if figures:
        shown = Figures()
        shown.set_rows(figures)
        layout.addLayout(column(shown, margins=(16, 8, 16, 8)))
        layout.addWidget(Line())
    layout.addWidget(widget)
    layout.addStretch(1)
    return content
