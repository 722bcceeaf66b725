"""Receipts as rows of a table: the last ones on the counter page, and the list of all."""

from collections.abc import Sequence

from app.clock import local_date
from app.payments.receipt_list import ReceiptEntry
from printing.payments.receipt import tender_name
from resources.texts import current_language, text
from ui.dates import day_and_month, day_cell, time_words
from ui.payments.what_happened import paper_words
from ui.widgets.table_data import Cell, Column, Row, money, money_column


def receipt_columns(*, with_day: bool) -> list[Column]:
    """Time, receipt, for whom, tender, amount, paper; the day first where rows come from several."""
    if with_day:
        return [
            Column(text("Day"), 108),
            Column(text("Time"), 54),
            Column(text("Receipt"), 92),
            Column(text("For"), 150, stretch=1),
            Column(text("Tender"), 100),
            money_column(text("Amount"), 92),
            Column(text("Paper"), 96, align="right", color="muted"),
        ]
    return [
        Column(text("Time"), 74),
        Column(text("Receipt"), 110),
        Column(text("For"), 160, stretch=2),
        Column(text("Tender"), 96, stretch=1),
        money_column(text("Amount"), 92),
        Column(text("Paper"), 108, align="right", color="muted"),
    ]


def receipt_rows(entries: Sequence[ReceiptEntry], time_zone: str, *, with_day: bool) -> list[Row]:
    """One row a receipt, in the order given."""
    return [_row(entry, time_zone, with_day=with_day) for entry in entries]


def for_words(entry: ReceiptEntry) -> str:
    """ "10-007733-9, other"."""
    names = {"miscellaneous": text("other payment"), "suspense": text("unidentified"), "pass": text("transit pass")}
    words = ", ".join(names.get(account, account) for account in entry.accounts)
    return words[:1].upper() + words[1:]


def _row(entry: ReceiptEntry, time_zone: str, *, with_day: bool) -> Row:
    words, color = _state(entry)
    tenders = [tender_name(current_language(), kind) for kind in entry.tenders]
    day = [Cell(day_cell(local_date(entry.taken_at_us, time_zone)))] if with_day else []
    cells = (
        *day,
        Cell(_time(entry, time_zone, with_day=with_day)),
        Cell(entry.number),
        Cell(for_words(entry)),
        Cell(", ".join(tenders)),
        money(entry.total_cents),
        Cell(words, color),
    )
    return Row(entry.fact_id, cells)


def _state(entry: ReceiptEntry) -> tuple[str, str]:
    """(words, colour): what became of it; else of its paper, which goes first while somebody should look at it."""
    if entry.voided:
        return text("Voided"), "bad"
    words, color = paper_words(entry.paper)
    if entry.changed and color == "muted":
        return text("Changed"), "warn"
    return (text("By hand"), "muted") if entry.back_entered else (words, color)


def _time(entry: ReceiptEntry, time_zone: str, *, with_day: bool) -> str:
    """When it was taken. A receipt written by hand is of another day as a rule: without a day column it says which."""
    if entry.back_entered and not with_day:
        return day_and_month(local_date(entry.taken_at_us, time_zone))
    return time_words(entry.taken_at_us, time_zone)
