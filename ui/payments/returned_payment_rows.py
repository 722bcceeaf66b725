"""Columns and rows of the lists of returned payments."""

from collections.abc import Iterable
from datetime import date

from app.clock import local_date
from app.payments.return_rules import ReturnRules
from app.payments.returned_payment_facts import OpenReturn
from app.reports.returned_payments import Returnable, ReturnedPayments, ReturnRow
from resources.texts import current_language, text
from ui.accounts.words import capital, tender_words
from ui.dates import day_cell
from ui.widgets.table_data import Cell, Column, Row, money, money_column


def waiting_columns() -> list[Column]:
    """Of the entries of a bank's file that no check fits."""
    return [
        Column(text("Returned"), 112),
        Column(text("Check"), 110),
        Column(text("Reason"), 170, stretch=1),
        Column(text("Trace"), 150),
        money_column(text("Amount")),
    ]


def waiting_rows(waiting: Iterable[OpenReturn], rules: ReturnRules) -> list[Row]:
    """One an entry; its key is the trace."""
    return [
        Row(
            each.trace,
            (
                day_cell(date.fromisoformat(each.returned_on)),
                each.number or "–",
                rules.reason_name(each.reason, current_language()),
                Cell(each.trace, "muted"),
                money(each.amount_cents),
            ),
        )
        for each in waiting
    ]


def returned_columns() -> list[Column]:
    """Of recorded returns; narrow enough to stand beside a form."""
    return [
        Column(text("Returned"), 110),
        Column(text("Account"), 104, stretch=1),
        Column(text("Receipt"), 92, gives_way=True),
        Column(text("Check"), 54),
        Column(text("Reason"), 248, stretch=3),
        Column(text("Letter"), 102, gives_way=True),
        Column(text("Cash only"), 102),
        money_column(text("Amount"), 74),
        money_column(text("Fees"), 64, gives_way=True),
    ]


def returned_rows(page: ReturnedPayments) -> list[Row]:
    """One a return; its key is the fact id."""
    return [
        Row(
            each.fact_id,
            (
                day_cell(each.returned_on),
                ", ".join(each.accounts) or text("No account"),
                each.receipt_number,
                each.check_number,
                page.rules.reason_name(each.reason, current_language()),
                day_cell(each.letter.sent_on) if each.letter else Cell("–", "muted"),
                _cash_only(each),
                money(each.amount_cents),
                money(each.fees_cents, zero_is_nothing=True),
            ),
        )
        for each in page.newest
    ]


def _cash_only(row: ReturnRow) -> Cell | str:
    """Until when the account takes cash only because of it."""
    if row.cash_only_until is not None:
        return day_cell(row.cash_only_until)
    return Cell(text("Lifted") if row.lifted else "–", "muted")


def returnable_columns() -> list[Column]:
    """Of checks and money orders that may have come back."""
    return [
        Column(text("Taken"), 112),
        Column(text("Receipt"), 104),
        Column(text("Account"), 116, stretch=1),
        Column(text("Tender"), 110),
        Column(text("Number"), 110),
        money_column(text("Amount")),
    ]


def returnable_rows(found: Iterable[Returnable], time_zone: str) -> list[Row]:
    """One a check; its key names receipt and place."""
    return [
        Row(
            each.key,
            (
                day_cell(local_date(each.taken_at_us, time_zone)),
                each.receipt_number,
                ", ".join(each.accounts) or text("No account"),
                capital(tender_words(each.kind)),
                each.number,
                money(each.amount_cents),
            ),
        )
        for each in found
    ]
