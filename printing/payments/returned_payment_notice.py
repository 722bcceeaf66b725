"""The letter to a customer whose payment the bank returned, in their language: what is owed again, by when, and how."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.money import format_cents
from app.reports.return_notice import OwedAgain, ReturnNotice
from printing.payments.receipt import moment, service_category, tender_name
from printing.save_pdf import save_pdf
from printing.sheet import Address, Block, Column, Heading, Pairs, Paragraph, Sheet, Table, Title
from resources.texts import locale_of, text_in


def returned_payment_notice(notice: ReturnNotice, watermark: str = "") -> Sheet:
    """The whole letter."""
    language = notice.language
    sender = tuple(part for part in (notice.city, notice.office, notice.office_address, notice.office_phone) if part)
    title = text_in(language, "Returned payment, account {number}", number=notice.account_number)
    foot = text_in(language, "Receipt {number}", number=notice.receipt_number)
    return Sheet(title, language, tuple(_blocks(notice)), sender, foot, watermark)


def save_returned_payment_notice(notice: ReturnNotice, documents: Path | None = None, watermark: str = "") -> Path:
    """Writes the letter as PDF below `documents` (the person's own when None). Raises Unavailable."""
    from printing.sheet_pdf import sheet_pdf

    name = f"Returned payment {notice.account_number} {notice.receipt_number} {notice.returned_on}"
    return save_pdf(sheet_pdf(returned_payment_notice(notice, watermark)), name, documents)


def _blocks(notice: ReturnNotice) -> Iterator[Block]:
    language = notice.language
    yield Address(tuple(part for part in (notice.customer, *notice.address) if part))
    yield Paragraph(_day(notice.written_on, language))
    below = text_in(language, "Account {number}", number=notice.account_number)
    yield Title(text_in(language, "Your payment was returned by the bank"), below)
    yield Paragraph(
        text_in(
            language,
            "We took the payment below, and the bank has returned it unpaid. It is as if it had not been made: what it "
            "paid is owed again, each charge at its first due date.",
        )
    )
    yield Pairs(
        (
            (text_in(language, "Receipt"), f"{notice.receipt_number}, {_day(notice.taken_on, language)}"),
            (tender_name(language, notice.kind), notice.check_number),
            (text_in(language, "Amount"), f"${format_cents(notice.amount_cents)}"),
            (text_in(language, "Returned"), _day(notice.returned_on, language)),
            (text_in(language, "Reason"), notice.reason),
        )
    )
    yield Heading(text_in(language, "What is owed again"))
    yield _table(notice)
    yield from _what_to_do(notice)


def _table(notice: ReturnNotice) -> Table:
    language = notice.language
    columns = (
        Column(text_in(language, "Charge"), 3),
        Column(text_in(language, "Due"), 1.4),
        Column(text_in(language, "Amount"), 1, number=True),
    )
    rows = tuple(
        (_what(row, language), _day(row.due_on, language) if row.due_on else "", format_cents(row.amount_cents))
        for row in notice.owed
    )
    total = sum(row.amount_cents for row in notice.owed)
    return Table(columns, rows, (text_in(language, "Total"), "", f"${format_cents(total)}"))


def _what(row: OwedAgain, language: str) -> str:
    words = {
        "fee": text_in(language, "Fee for a returned payment"),
        "bank_fee": text_in(language, "The bank's fee for a return"),
        "credit": text_in(language, "Account credit"),
    }
    return words.get(row.what) or service_category(language, row.what)


def _what_to_do(notice: ReturnNotice) -> Iterator[Block]:
    language = notice.language
    yield Heading(text_in(language, "What to do"))
    as_of = moment(language, notice.as_of_us, notice.time_zone)
    balance = text_in(
        language,
        "The account's balance is ${amount}, as of {moment}.",
        amount=format_cents(notice.balance_cents),
        moment=as_of,
    )
    yield Paragraph(balance, strong=True)
    if notice.cash_only_until is not None:
        until = _day(notice.cash_only_until, language)
        yield Paragraph(
            text_in(
                language, "Until {day} this account takes cash or a money order, and no checks or cards.", day=until
            )
        )
    yield Paragraph(
        text_in(
            language,
            "Please pay at {office}, {address}, or call {phone} if you think that the bank is wrong.",
            office=notice.office,
            address=notice.office_address,
            phone=notice.office_phone,
        )
    )


def _day(day: date, language: str) -> str:
    from babel.dates import format_date

    return format_date(day, "long", locale=locale_of(language))
