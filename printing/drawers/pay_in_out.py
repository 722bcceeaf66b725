"""The slip of a pay in or pay out: reason, ledger account, amount, and who signs for it."""

from collections.abc import Iterator

from app.drawers.reasons import name_in
from app.drawers.slips import DrawerSlip
from app.money import format_cents
from printing.document import BOLD, Cut, Document, Element, Line, Pair
from printing.drawers.slips import heading, signatures
from resources.texts import text_in


def pay_in_out_document(slip: DrawerSlip, language: str) -> Document:
    """The whole slip, ending in a cut."""
    paid_in = slip.kind == "PaidIn"
    title = text_in(language, "PAID IN") if paid_in else text_in(language, "PAID OUT")
    other = text_in(language, "Handed over by") if paid_in else text_in(language, "Received by")
    second = (text_in(language, "Approved by {name}", name=slip.second_person),) if slip.second_person else ()
    cashier = text_in(language, "Cashier {name}", name=slip.person)
    elements = (
        *heading(slip, title, language),
        *_what(slip, language),
        *signatures(other, cashier, *second),
        Cut(),
    )
    return Document(f"{title} {slip.entry}", language, elements)


def _what(slip: DrawerSlip, language: str) -> Iterator[Element]:
    yield Line(name_in(slip.reason_names, language), style=BOLD)
    if slip.note:
        yield Line(slip.note, indent=2)
    account = slip.ledger_account.removeprefix("general_ledger/")
    safe = text_in(language, "Safe")
    yield Pair(text_in(language, "Ledger account"), safe if account == "safe" else account)
    yield Pair(text_in(language, "AMOUNT"), format_cents(slip.amount_cents), BOLD)
