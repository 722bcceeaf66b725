"""The X report on paper: the shift so far and what its drawer should hold. Printing it changes nothing."""

from collections.abc import Iterator
from datetime import date

from app.money import format_cents
from app.reports.x_report import XReport
from printing.document import BIG, BOLD, Align, Blank, Cut, Document, Element, Line, Pair, Rule
from printing.payments.receipt import moment, tender_name
from printing.reports.ledger_words import ledger_words
from resources.texts import locale_of, text_in

MOVES_CASH = ("PaidIn", "PaidOut", "PaymentRefunded", "SafeDropped")
"""Kinds of movement that put cash into a drawer or take it out."""


def x_report_document(report: XReport, language: str) -> Document:
    """The whole report, ending in a cut; `language` is the cashier's."""
    elements = (
        *_heading(report, language),
        *_receipts(report, language),
        *_unknown_cards(report, language),
        *_expected(report, language),
        *_ledger(report, language),
        Cut(),
    )
    return Document(text_in(language, "X report {drawer}", drawer=report.drawer), language, elements)


def _heading(report: XReport, language: str) -> Iterator[Element]:
    from babel.dates import format_date

    yield Line(report.city.upper(), Align.CENTER, BOLD)
    yield Line(report.office, Align.CENTER)
    yield Line(text_in(language, "X REPORT"), Align.CENTER, BIG)
    yield Rule()
    day = format_date(date.fromisoformat(report.business_date), "d MMM y", locale=locale_of(language))
    yield Pair(text_in(language, "Business date"), day)
    yield Pair(text_in(language, "Cashier {name}", name=report.cashier), report.counter)
    for name, until_us in report.earlier_cashiers:
        until = moment(language, until_us, report.time_zone)
        yield Pair(text_in(language, "Until then {name}", name=name), until, indent=2)
    yield Pair(text_in(language, "Drawer"), report.drawer)
    yield Pair(text_in(language, "Opened"), moment(language, report.opened_at_us, report.time_zone))
    yield Pair(text_in(language, "Printed"), moment(language, report.made_at_us, report.time_zone))


def _receipts(report: XReport, language: str) -> Iterator[Element]:
    yield Rule()
    yield Pair(text_in(language, "Receipts"), str(report.receipts))
    if report.first_receipt:
        yield Pair(text_in(language, "From"), report.first_receipt, indent=2)
        yield Pair(text_in(language, "To"), report.last_receipt or report.first_receipt, indent=2)
    yield Pair(text_in(language, "Voids"), str(report.voids))
    for kind, count, _ in report.movements:
        if kind not in MOVES_CASH:
            yield Line(movement_count(language, kind, count))
    for kind, count, cents in report.taken:
        label = text_in(language, "{tender}, {count} taken", tender=tender_name(language, kind), count=count)
        yield Pair(label, format_cents(cents))


def _unknown_cards(report: XReport, language: str) -> Iterator[Element]:
    """For whoever compares the terminal's batch; nothing where every card was answered."""
    if report.unknown_cards:
        label = text_in(language, "Cards of unknown outcome: {count}", count=report.unknown_cards)
        yield Pair(label, format_cents(report.unknown_cards_cents), BOLD)


def _expected(report: XReport, language: str) -> Iterator[Element]:
    yield Rule()
    yield from _cash(report, language)
    yield Line(text_in(language, "The drawer should hold"), style=BOLD)
    for kind, cents in report.expected:
        yield Pair(tender_name(language, kind), format_cents(cents), BOLD, indent=2)


def _cash(report: XReport, language: str) -> Iterator[Element]:
    """How the expected cash came about."""
    yield Line(text_in(language, "Cash"), style=BOLD)
    yield Pair(text_in(language, "Float at opening"), format_cents(report.float_cents), indent=2)
    yield Pair(text_in(language, "Cash taken less change"), format_cents(report.cash_taken_cents), indent=2)
    for kind, count, cents in report.movements:
        if kind in MOVES_CASH:
            yield Pair(movement_count(language, kind, count), format_cents(cents), indent=2)
    yield Blank()


def movement_count(language: str, kind: str, count: int) -> str:
    """How often something moved: "3 drops to the safe", "Paid out, 1"; an unknown kind by its own name."""
    match kind:
        case "PaidIn":
            return text_in(language, "Paid in, {count}", count=count)
        case "PaidOut":
            return text_in(language, "Paid out, {count}", count=count)
        case "SafeDropped" if count == 1:
            return text_in(language, "1 drop to the safe")
        case "SafeDropped":
            return text_in(language, "{count} drops to the safe", count=count)
        case "PaymentRefunded":
            return text_in(language, "Refunds in cash, {count}", count=count)
        case "TenderCorrected":
            return text_in(language, "Tenders put right, {count}", count=count)
        case "DrawerOpenedWithoutSale":
            return text_in(language, "Opened without a sale, {count}", count=count)
        case "ShiftHandedOver":
            return text_in(language, "Handed over, {count}", count=count)
        case "ShiftSuspended":
            return text_in(language, "Suspended, {count}", count=count)
        case "ShiftResumed":
            return text_in(language, "Resumed, {count}", count=count)
        case _:
            return f"{kind}, {count}"


def _ledger(report: XReport, language: str) -> Iterator[Element]:
    if not report.ledger:
        return
    yield Rule()
    yield Line(text_in(language, "Postings of this shift"), style=BOLD)
    for account, cents in report.ledger:
        yield Pair(ledger_words(account, language), format_cents(cents), indent=2)
    yield Blank()
