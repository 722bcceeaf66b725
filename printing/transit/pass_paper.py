"""A pass on the receipt's paper, a sheet of its own behind the receipt: what it is, when it holds, its signed code.

What a rider shows on a bus must be read at arm's length: product and last day stand large.
"""

from collections.abc import Iterator
from datetime import date

from app.money import format_cents
from app.payments.issued import Issued
from app.payments.receipt import Receipt, ReceiptLine
from printing.document import BIG, BOLD, Align, Blank, Cut, Element, Line, Pair, Qr, Rule
from resources.texts import locale_of, text_in


def pass_elements(receipt: Receipt, line: ReceiptLine) -> Iterator[Element]:
    """The pass that a line handed over, ending in a cut; of a void receipt nothing that could be shown on a bus."""
    if line.issued is None or receipt.voided:
        return
    yield Cut()
    yield from _heading(receipt, line.issued)
    yield from _days(receipt.language, line.issued)
    yield from _foot(receipt.language, line)


def pass_name(language: str, issued: Issued) -> str:
    """ "31-day pass, Adult"."""
    return f"{_in(language, issued.names)}, {_in(language, issued.holder)}"


def _heading(receipt: Receipt, issued: Issued) -> Iterator[Element]:
    language = receipt.language
    yield Line(receipt.city.upper(), Align.CENTER, BOLD)
    if receipt.copy_number:
        yield Line(text_in(language, "COPY {number}", number=receipt.copy_number), Align.CENTER, BOLD)
    yield Rule()
    yield Line(_in(language, issued.names).upper(), Align.CENTER, BIG)
    yield Line(_in(language, issued.holder), Align.CENTER, BOLD)
    yield Blank()


def _days(language: str, issued: Issued) -> Iterator[Element]:
    first, last = date.fromisoformat(issued.first_on), date.fromisoformat(issued.last_on)
    if first == last:
        yield Pair(text_in(language, "Valid on"), _day(language, first), BOLD)
    else:
        yield Pair(text_in(language, "Valid from"), _day(language, first), BOLD)
        yield Pair(text_in(language, "Last day"), _day(language, last), BOLD)
    if issued.rides:
        yield Pair(text_in(language, "Rides"), str(issued.rides), BOLD)


def _foot(language: str, line: ReceiptLine) -> Iterator[Element]:
    issued = line.issued
    if issued is None:
        return
    if issued.replaces:
        yield Pair(text_in(language, "Replaces"), issued.replaces)
        yield Pair(text_in(language, "Replacement fee"), format_cents(line.amount_cents))
    else:
        yield Pair(text_in(language, "Price"), format_cents(line.amount_cents))
    yield Blank()
    yield Qr(issued.code)
    yield Line(issued.serial, Align.CENTER)
    yield Line(text_in(language, "Keep it like cash. If it is lost, this number blocks it."), Align.CENTER)


def _in(language: str, names: dict[str, str]) -> str:
    return names.get(language, names["en"])


def _day(language: str, day: date) -> str:
    from babel.dates import format_date

    return format_date(day, "d MMM y", locale=locale_of(language))
