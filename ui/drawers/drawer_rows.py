"""From a `DrawerPage` to what its tables show. Pure; sums come from the postings, never from here."""

from collections.abc import Sequence

from app.clock import local_date
from app.drawers.movement_queries import MovementRow
from app.drawers.reasons import name_in
from app.money import format_cents
from app.payments.queries import ReceiptRow
from app.reports.drawer_page import RECEIPTS_SHOWN, DrawerPage
from app.reports.x_report import XReport
from printing.payments.receipt import tender_name
from printing.reports.x_report import MOVES_CASH, movement_count
from resources.texts import current_language, text
from ui.dates import day_and_month, time_words
from ui.drawers.tender_bar import TENDER_COLORS
from ui.widgets.figures import Figure
from ui.widgets.table_data import Cell, Column, Row, money, money_column

_ICONS = {"cash": "cash", "check": "check", "money_order": "money-order", "card": "card"}


def tape_columns() -> list[Column]:
    """Time, receipt, for, tender, amount, state."""
    return [
        Column(text("Time"), 76),
        Column(text("Receipt"), 116, stretch=1),
        Column(text("For"), 130, stretch=3),
        Column(text("Tender"), 110, stretch=2),
        money_column(text("Amount"), 96, weight=500),
        Column("", 84, align="right"),
    ]


def tape_rows(page: DrawerPage, tender: str = "") -> list[Row]:
    """The shift's receipts and what happened between them, newest first; with `tender` only what moved that."""
    receipts = [(row.recorded, _tape_row(page, row)) for row in _receipts(page, tender)]
    between = [(row.recorded, _movement_row(page, row)) for row in page.movements if _moves(row, tender)]
    return [row for _, row in sorted(receipts + between, key=lambda each: each[0], reverse=True)]


def _receipts(page: DrawerPage, tender: str) -> list[ReceiptRow]:
    return [row for row in page.receipts if not tender or tender in row.tenders]


def _moves(row: MovementRow, tender: str) -> bool:
    return not tender or (tender == "cash" and row.cash_cents != 0)


def _tape_row(page: DrawerPage, row: ReceiptRow) -> Row:
    color = "muted" if row.voided else ""
    return Row(
        row.fact_id,
        (
            Cell(_time(page, row), color),
            Cell(row.number, link=True),
            Cell(paid_for(row), color),
            Cell(", ".join(tender_name(current_language(), kind) for kind in row.tenders), color),
            money(row.total_cents, color=color),
            Cell(text("Void"), tag="bad") if row.voided else Cell(""),
        ),
    )


def _movement_row(page: DrawerPage, row: MovementRow) -> Row:
    bag = text("Bag {bag}", bag=row.bag) if row.bag else ""
    what = name_in(row.reason_names, current_language()) or bag or row.of_receipt
    return Row(
        row.fact_id,
        (
            Cell(time_words(row.at_us, page.time_zone), "muted"),
            Cell(movement_words(row.kind), link=True),
            Cell(what, "muted"),
            Cell(tender_name(current_language(), "cash") if row.cash_cents else "", "muted"),
            money(row.cash_cents, zero_is_nothing=True),
            Cell(""),
        ),
    )


def movement_words(kind: str) -> str:
    """What a movement is called on the tape."""
    return {
        "PaidIn": text("Paid in"),
        "PaidOut": text("Paid out"),
        "SafeDropped": text("Safe drop"),
        "PaymentRefunded": text("Refund"),
        "TenderCorrected": text("Tender put right"),
        "DrawerOpenedWithoutSale": text("Opened, no sale"),
        "ShiftHandedOver": text("Handed over"),
        "ShiftSuspended": text("Suspended"),
        "ShiftResumed": text("Resumed"),
    }.get(kind, kind)


def _time(page: DrawerPage, row: ReceiptRow) -> str:
    """When it was taken; of one that was written by hand on another day, the day."""
    day = local_date(row.taken_at_us, page.time_zone)
    return time_words(row.taken_at_us, page.time_zone) if day == page.on else day_and_month(day)


def paid_for(row: ReceiptRow) -> str:
    """Account numbers, or what else was paid for."""
    return accounts_words(row.accounts)


def accounts_words(accounts: Sequence[str]) -> str:
    """What a receipt was for, from the accounts or kinds of its lines."""
    others = {"miscellaneous": text("other payment"), "suspense": text("unidentified"), "pass": text("transit pass")}
    words = ", ".join(dict.fromkeys(others.get(name, name) for name in accounts))
    return words[:1].upper() + words[1:]


def tender_columns() -> list[Column]:
    """Tender, how many, what should be there."""
    return [
        Column(text("Tender"), 120, stretch=1),
        Column(text("Taken"), 64, align="right", color="muted"),
        money_column(text("Expected"), 104, weight=500),
    ]


def tender_rows(report: XReport) -> list[Row]:
    """One row a tender, then all together; the colour of the icon is the one in the bar."""
    counts = {kind: count for kind, count, _ in report.taken}
    rows = [
        Row(
            kind,
            (
                Cell(tender_name(current_language(), kind), icon=_ICONS[kind], icon_color=TENDER_COLORS[kind]),
                str(counts[kind]) if kind in counts else Cell("–", "muted"),
                money(cents, zero_is_nothing=True),
            ),
        )
        for kind, cents in report.expected
    ]
    total = sum(cents for _, cents in report.expected)
    return [*rows, Row("total", (text("Total"), "", money(total)), total=True)]


def cash_figures(report: XReport) -> list[Figure]:
    """How the expected cash came about."""
    moved = [
        Figure(movement_count(current_language(), kind, count), format_cents(cents))
        for kind, count, cents in report.movements
        if kind in MOVES_CASH
    ]
    return [
        Figure(text("Float at opening"), format_cents(report.float_cents)),
        Figure(text("Cash taken less change"), format_cents(report.cash_taken_cents)),
        *moved,
        Figure(text("Expected"), format_cents(dict(report.expected)["cash"]), total=True),
    ]


def suspended_words(page: DrawerPage) -> tuple[str, str]:
    """Since when and why the shift is suspended; then what to do."""
    row = next((row for row in page.movements if row.kind == "ShiftSuspended"), None)
    since = time_words(row.at_us, page.time_zone) if row else ""
    why = name_in(row.reason_names, current_language()) if row else ""
    fact = text("Suspended since {time}: {reason}.", time=since, reason=why)
    return fact, text("Nothing goes in or out. F12 resumes the shift with the cashier's PIN.")


def tape_words(page: DrawerPage, tender: str = "") -> str:
    """ "12 receipts, 1 void"; with `tender` how many of them took it."""
    if tender:
        count = len(_receipts(page, tender))
        return text("{count} with {tender}", count=count, tender=tender_name(current_language(), tender).lower())
    count, voids = len(page.receipts), sum(row.voided for row in page.receipts)
    if count == RECEIPTS_SHOWN:
        return text("The newest {count} receipts", count=count)
    said = text("1 receipt") if count == 1 else text("{count} receipts", count=count)
    return text("{receipts}, {count} void", receipts=said, count=voids) if voids else said
