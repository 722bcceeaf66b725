"""The receipt on paper: wording and order, in the customer's language.

WA SAO model rules (domain rules §8): prenumbered, payor, amount, tender, purpose, employee. A receipt tells apart
what it is: first print, `COPY n`, *void*, or entered afterwards from a hand-written one. Every balance says as of
when.
"""

from collections.abc import Iterator
from datetime import date

from app.clock import local_time
from app.money import format_cents
from app.payments.issued import Issued
from app.payments.receipt import PaidCharge, Receipt, ReceiptLine, ReceiptTender
from printing.document import BIG, BOLD, Align, Blank, Cut, Document, Element, Line, Pair, Qr, Rule
from printing.transit.pass_paper import pass_elements, pass_name
from resources.texts import locale_of, text_in

_INDENT = 2


def receipt_document(receipt: Receipt) -> Document:
    """The whole receipt, ending in a cut."""
    elements = (
        *_heading(receipt),
        *_marks(receipt),
        *_lines(receipt),
        Rule(),
        *_totals(receipt),
        *_balances(receipt),
        *_identity(receipt),
        *(element for line in receipt.lines for element in pass_elements(receipt, line)),
        Cut(),
    )
    title = text_in(receipt.language, "Receipt {number}", number=receipt.number)
    return Document(title, receipt.language, elements)


def moment(language: str, at_us: int, time_zone: str) -> str:
    """An instant as paper shows it: "20 Nov 2026 10:42", in the office's time zone."""
    from babel.dates import format_datetime

    return format_datetime(local_time(at_us, time_zone), "d MMM y HH:mm", locale=locale_of(language))


def _heading(receipt: Receipt) -> Iterator[Element]:
    language = receipt.language
    yield Line(receipt.city.upper(), Align.CENTER, BOLD)
    yield Line(receipt.office, Align.CENTER)
    contact = " · ".join(part for part in (receipt.office_address, receipt.office_phone) if part)
    if contact:
        yield Line(contact, Align.CENTER)
    yield Rule()
    yield Pair(moment(language, receipt.taken_at_us, receipt.time_zone), receipt.number)
    yield Pair(
        text_in(language, "Cashier {name}", name=receipt.cashier),
        receipt.counter,
    )
    if receipt.payor_name:
        yield Line(text_in(language, "Received from {name}", name=receipt.payor_name))
    yield Rule()


def _marks(receipt: Receipt) -> Iterator[Element]:
    """What this paper is, when it is not simply the first print of a valid receipt."""
    language = receipt.language
    if receipt.voided:
        yield Line(text_in(language, "VOID"), Align.CENTER, BIG)
    if receipt.copy_number:
        yield Line(text_in(language, "COPY {number}", number=receipt.copy_number), Align.CENTER, BOLD)
    if receipt.back_entry:
        written = moment(language, receipt.back_entry.written_at_us, receipt.time_zone)
        yield Line(text_in(language, "Entered from a hand-written receipt"), style=BOLD)
        book = text_in(
            language, "Book {book}, number {number}", book=receipt.back_entry.book, number=receipt.back_entry.number
        )
        yield Line(book, indent=_INDENT)
        yield Line(text_in(language, "written {moment}", moment=written), indent=_INDENT)
    if receipt.voided or receipt.copy_number or receipt.back_entry:
        yield Rule()


def _lines(receipt: Receipt) -> Iterator[Element]:
    for position, line in enumerate(receipt.lines):
        if position:
            yield Blank()
        yield from _account(receipt.language, line) if line.account_number else _other(receipt.language, line)


def _account(language: str, line: ReceiptLine) -> Iterator[Element]:
    yield Line(text_in(language, "Account {number}", number=line.account_number))
    if line.service_address:
        yield Line(line.service_address)
    if line.description:
        yield Line(line.description)
    for charge in line.paid:
        yield Pair(_charge(language, charge), format_cents(charge.amount_cents), indent=_INDENT)
    if line.credit_cents:
        yield Pair(text_in(language, "Credit to the account"), format_cents(line.credit_cents), indent=_INDENT)
    yield Pair(text_in(language, "Paid on this account"), format_cents(line.amount_cents))


def _other(language: str, line: ReceiptLine) -> Iterator[Element]:
    if line.issued is not None:
        yield from _thing(language, line, line.issued)
        return
    if line.kind == "suspense":
        purpose = text_in(language, "Payment to be identified")
        details = [line.description]
    else:
        purpose = line.description or text_in(language, "Other payment")
        details = []
    yield Pair(purpose, format_cents(line.amount_cents))
    if line.reference:
        details.append(text_in(language, "Reference {reference}", reference=line.reference))
    for detail in details:
        if detail:
            yield Line(detail, indent=_INDENT)


def _thing(language: str, line: ReceiptLine, issued: Issued) -> Iterator[Element]:
    yield Pair(pass_name(language, issued), format_cents(line.amount_cents))
    if issued.replaces:
        yield Line(text_in(language, "New paper for {serial}", serial=issued.replaces), indent=_INDENT)
    yield Line(text_in(language, "Number {serial}", serial=issued.serial), indent=_INDENT)


def _charge(language: str, charge: PaidCharge) -> str:
    label = charge.description or service_category(language, charge.service_category)
    if not charge.period:
        return label
    from babel.dates import format_date

    month = format_date(date.fromisoformat(f"{charge.period}-01"), "MMM y", locale=locale_of(language))
    return text_in(language, "{charge}, {month}", charge=label, month=month)


def service_category(language: str, category: str) -> str:
    """What paper calls a service category; an unknown one by its own name."""
    match category:
        case "electric":
            return text_in(language, "Electric")
        case "water":
            return text_in(language, "Water")
        case "natural_gas":
            return text_in(language, "Gas")
        case "sewer":
            return text_in(language, "Sewer")
        case "solid_waste":
            return text_in(language, "Solid waste")
        case "stormwater":
            return text_in(language, "Stormwater")
        case "fire_fee":
            return text_in(language, "Fire fee")
        case _:
            return category.replace("_", " ").capitalize()


def _totals(receipt: Receipt) -> Iterator[Element]:
    language = receipt.language
    yield Pair(text_in(language, "TOTAL"), format_cents(receipt.total_cents), BOLD)
    if receipt.rounding_cents:
        yield Pair(text_in(language, "Cash rounding"), format_cents(receipt.rounding_cents))
    for tender in receipt.tenders:
        yield Pair(_tender(language, tender), format_cents(tender.amount_cents))
    if receipt.change_cents:
        yield Pair(text_in(language, "CHANGE"), format_cents(receipt.change_cents), BOLD)


def _tender(language: str, tender: ReceiptTender) -> str:
    name = tender_name(language, tender.kind)
    return f"{name} {tender.reference}" if tender.reference else name


def tender_name(language: str, kind: str) -> str:
    """What paper calls a kind of tender; an unknown one by its own name."""
    match kind:
        case "cash":
            return text_in(language, "Cash")
        case "check":
            return text_in(language, "Check")
        case "money_order":
            return text_in(language, "Money order")
        case "card":
            return text_in(language, "Card")
        case _:
            return kind.replace("_", " ").capitalize()


def _balances(receipt: Receipt) -> Iterator[Element]:
    """After a rule, each account's balance and the moment of the data it was computed from."""
    known = [line for line in receipt.lines if line.balance_after_cents is not None]
    if known:
        yield Rule()
    for line in known:
        yield from _balance(receipt, line, several=len(known) > 1)


def _balance(receipt: Receipt, line: ReceiptLine, several: bool) -> Iterator[Element]:
    language = receipt.language
    label = (
        text_in(language, "Balance {number}", number=line.account_number)
        if several
        else text_in(language, "Account balance")
    )
    yield Pair(label, format_cents(line.balance_after_cents or 0))
    if line.as_of_us is not None:
        as_of = moment(language, line.as_of_us, receipt.time_zone)
        yield Line(text_in(language, "as of {moment}", moment=as_of), indent=_INDENT)


def _identity(receipt: Receipt) -> Iterator[Element]:
    yield Blank()
    yield Qr(receipt.full_number)
    yield Line(receipt.full_number, Align.CENTER)
