"""The slip of a refund or a correction: which receipt, what changes, why, and who signs for it."""

from collections.abc import Iterator

from app.money import format_cents
from app.payments.undo_slip import UndoSlip
from printing.copy_mark import marked_as_copy
from printing.document import BIG, BOLD, Align, Blank, Cut, Document, Element, Line, Pair, Rule
from printing.payments.receipt import moment, tender_name
from resources.texts import text_in


def undo_slip_document(slip: UndoSlip, language: str) -> Document:
    """The whole slip, ending in a cut."""
    title = _title(slip, language)
    elements = (*_heading(slip, title, language), *_what(slip, language), *_signatures(slip, language), Cut())
    return marked_as_copy(Document(f"{title} {slip.entry}", language, elements), slip.copy)


def _title(slip: UndoSlip, language: str) -> str:
    titles = {"PaymentRefunded": text_in(language, "REFUND"), "PaymentMoved": text_in(language, "CORRECTION")}
    return titles.get(slip.kind) or text_in(language, "TENDER CORRECTION")


def _heading(slip: UndoSlip, title: str, language: str) -> Iterator[Element]:
    yield Line(slip.city.upper(), Align.CENTER, BOLD)
    yield Line(slip.office, Align.CENTER)
    yield Line(title, Align.CENTER, BIG)
    yield Rule()
    yield Pair(moment(language, slip.at_us, slip.time_zone), slip.entry)
    yield Pair(text_in(language, "Cashier {name}", name=slip.person), slip.counter)
    yield Pair(text_in(language, "Of receipt"), slip.receipt_number)
    yield Pair(text_in(language, "Reason"), undo_reason(slip.reason, language))
    yield Rule()


def _what(slip: UndoSlip, language: str) -> Iterator[Element]:
    if slip.kind == "PaymentRefunded":
        for account, cents in slip.lines:
            yield Pair(account or text_in(language, "Other payment"), format_cents(cents))
        yield Pair(text_in(language, "TOTAL"), format_cents(slip.total_cents), BIG)
        yield Pair(text_in(language, "Given back as"), refund_method(slip.how, language))
        return
    is_tender = slip.kind == "TenderCorrected"
    before = tender_name(language, slip.was) if is_tender else slip.was or text_in(language, "Unidentified")
    after = tender_name(language, slip.how) if is_tender else slip.how
    yield Pair(text_in(language, "Was"), before)
    yield Pair(text_in(language, "Is"), after, BOLD)
    yield Pair(text_in(language, "Amount"), format_cents(slip.total_cents), BOLD)


def _signatures(slip: UndoSlip, language: str) -> Iterator[Element]:
    who = [text_in(language, "Cashier {name}", name=slip.person)]
    if slip.second_person:
        who.append(text_in(language, "Approved by {name}", name=slip.second_person))
    if slip.kind == "PaymentRefunded":
        who.append(text_in(language, "Received by"))
    for name in who:
        yield from (Blank(), Blank(), Rule(), Line(name))


def refund_method(method: str, language: str) -> str:
    """How money goes back."""
    return {
        "cash": text_in(language, "Cash"),
        "card": text_in(language, "Card, on the terminal"),
        "check_request": text_in(language, "City check, by mail"),
    }.get(method, method)


def undo_reason(reason: str, language: str) -> str:
    """Why something was given back or put right; a city's own code as it is."""
    known = {
        "paid_twice": text_in(language, "Paid twice"),
        "overpaid": text_in(language, "Overpaid"),
        "wrong_account": text_in(language, "Wrong account"),
        "service_not_given": text_in(language, "Service not given"),
        "other": text_in(language, "Another reason"),
        "customer_says_so": text_in(language, "The customer says so"),
        "account_replaced": text_in(language, "Account replaced"),
        "customer_came_back": text_in(language, "The customer came back"),
        "found_by_amount": text_in(language, "Found by its amount"),
        "found_by_name": text_in(language, "Found by the name"),
        "bank_says_so": text_in(language, "The bank says so"),
        "wrong_tender": text_in(language, "Wrong tender"),
    }
    return known.get(reason, reason.replace("_", " "))
