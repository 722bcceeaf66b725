"""What is printed on a paper that the customer brought: the endorsement on a check's back, the validation on a stub.

Few short lines: a check leaves 1.5 inches for the first endorsement (12 CFR 229, appendix D), a stub less. Checks go to
the bank, so their endorsement is in English; a stub goes back to the customer, in the language of the receipt.
"""

from collections.abc import Iterator
from datetime import date

from app.money import format_cents
from app.payments.stamp_facts import ENDORSEMENT
from app.payments.stamps import Stamp
from printing.document import BOLD, Document, Element, Line
from resources.texts import locale_of, text_in


def stamp_document(stamp: Stamp) -> Document:
    """All of it; there is nothing to cut."""
    lines = _endorsement(stamp) if stamp.stamp == ENDORSEMENT else _validation(stamp)
    return Document(stamp_title(stamp), stamp.language, (*lines, *_again(stamp)))


def stamp_title(stamp: Stamp) -> str:
    """ "Endorsement A2-000318": how its file is named."""
    if stamp.stamp == ENDORSEMENT:
        return text_in(stamp.language, "Endorsement {number}", number=stamp.receipt_number)
    return text_in(stamp.language, "Validation {number}", number=stamp.receipt_number)


def _endorsement(stamp: Stamp) -> Iterator[Element]:
    yield Line(stamp.restriction, style=BOLD)
    yield Line(stamp.city)
    yield Line(text_in(stamp.language, "Account ending in {ending}", ending=stamp.account_last_four))
    drawer = text_in(stamp.language, "Drawer {drawer}", drawer=stamp.drawer)
    yield Line(f"{_day(stamp)} · {drawer}")
    yield Line(f"{stamp.receipt_number} · ${format_cents(stamp.amount_cents)}", style=BOLD)


def _validation(stamp: Stamp) -> Iterator[Element]:
    paid = text_in(stamp.language, "PAID")
    yield Line(f"{paid} ${format_cents(stamp.amount_cents)} · {_day(stamp)}", style=BOLD)
    yield Line(f"{stamp.receipt_number} · {stamp.cashier}")
    yield Line(stamp.reference)


def _again(stamp: Stamp) -> Iterator[Element]:
    """A second stamp says so: two of them are not two payments."""
    if stamp.times > 1:
        yield Line(text_in(stamp.language, "COPY {number}", number=stamp.times - 1))


def _day(stamp: Stamp) -> str:
    from babel.dates import format_date

    return format_date(date.fromisoformat(stamp.paid_on), "d MMM y", locale=locale_of(stamp.language))
