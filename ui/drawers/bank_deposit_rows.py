"""From a `BankDepositsPage` to what its tables show. Pure."""

from datetime import date

from app.drawers.bank_deposit_facts import BankDepositState
from app.drawers.bank_deposits import BankDeposit
from app.reports.bank_deposits_page import BankDepositsPage, DepositedReceipts, ReadyShift
from resources.texts import text
from ui.dates import day_and_month, moment_words
from ui.drawers.drawer_rows import paid_for
from ui.drawers.safe_rows import cash_and_papers
from ui.widgets.table_data import Cell, Column, Row, money, money_column
from ui.widgets.tag import Tone


def ready_columns() -> list[Column]:
    """Drawer, cashier, day, what it gave, whether its bags are there."""
    return [
        Column(text("Drawer"), 70, weight=500),
        Column(text("Cashier"), 100, stretch=2),
        Column(text("Business date"), 104),
        money_column(text("Cash"), 84),
        money_column(text("Checks"), 80),
        Column("", 170, align="right"),
    ]


def ready_rows(page: BankDepositsPage, left_out: frozenset[str] = frozenset()) -> list[Row]:
    """Accepted shifts that are in no deposit."""
    return [_ready_row(shift, shift.shift in left_out) for shift in page.ready]


def deposit_columns() -> list[Column]:
    """Number, when, by whom, bag, amounts, state."""
    return [
        Column(text("Deposit"), 100, weight=500),
        Column(text("Prepared"), 112, color="muted"),
        Column(text("By"), 100, stretch=1),
        Column(text("Bank bag"), 80, stretch=1),
        money_column(text("Cash"), 84, gives_way=True),
        money_column(text("Checks"), 80, gives_way=True),
        money_column(text("Total"), 88, weight=500),
        Column("", 120, align="right"),
    ]


def deposit_rows(page: BankDepositsPage, hidden: str = "") -> list[Row]:
    """Deposits, newest first; the amounts of one that is counted again are `hidden`."""
    return [_deposit_row(page, deposit, hidden=deposit.fact_id == hidden) for deposit in page.deposits]


def receipt_columns() -> list[Column]:
    """Receipt, what for, amount."""
    return [
        Column(text("Receipt"), 110, weight=500),
        Column(text("For"), 100, stretch=1),
        money_column(text("Amount"), 90),
    ]


def receipt_rows(parts: tuple[DepositedReceipts, ...]) -> list[Row]:
    """Each shift with what it gave, its receipts below it."""
    rows = []
    for part in parts:
        rows.append(Row(part.shift, (_whose(part), "", money(part.held.held_cents))))
        for receipt in part.receipts:
            color = "muted" if receipt.voided else ""
            words = Cell(text("Void"), tag="bad") if receipt.voided else Cell(paid_for(receipt))
            cells = (Cell(receipt.number, color, link=True), words, money(receipt.total_cents, color=color))
            rows.append(Row(receipt.fact_id, cells))
    return rows


def _whose(part: DepositedReceipts) -> Cell:
    return Cell(f"{part.drawer} {part.cashier}", weight=600)


def state_cell(state: BankDepositState) -> Cell:
    """Where a deposit stands, as a tag."""
    words: dict[BankDepositState, tuple[str, Tone]] = {
        BankDepositState.PREPARED: (text("To verify"), "warn"),
        BankDepositState.VERIFIED: (text("To send"), "warn"),
        BankDepositState.SENT: (text("On its way"), "plain"),
        BankDepositState.CONFIRMED: (text("Confirmed"), "good"),
        BankDepositState.REJECTED: (text("Rejected"), "bad"),
    }
    return Cell(words[state][0], tag=words[state][1])


def _ready_row(shift: ReadyShift, left_out: bool) -> Row:
    day = day_and_month(date.fromisoformat(shift.business_date))
    state = Cell("")
    if shift.missing:
        state = Cell(text("Bag not in the safe"), tag="warn")
    elif left_out:
        state = Cell(text("Left out"), tag="plain")
    return Row(shift.shift, (shift.drawer, shift.cashier, day, *cash_and_papers(shift.held), state))


def _deposit_row(page: BankDepositsPage, deposit: BankDeposit, *, hidden: bool) -> Row:
    when = moment_words(deposit.prepared_at_us, page.time_zone, page.on)
    who = (when, page.names.get(deposit.person, ""), deposit.bag)
    cents = (*cash_and_papers(deposit.held), money(deposit.held.held_cents))
    if hidden:
        cents = (money(None),) * 3
    return Row(deposit.fact_id, (Cell(deposit.name, link=True), *who, *cents, state_cell(deposit.state)))
