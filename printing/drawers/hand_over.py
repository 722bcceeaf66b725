"""The slip of a drawer that was handed over: what was counted, and both people sign."""

from collections.abc import Iterator

from app.drawers.slips import DrawerSlip
from app.money import format_cents
from printing.document import BOLD, Cut, Document, Element, Line, Pair, Rule
from printing.drawers.safe_drop import pieces
from printing.drawers.slips import heading, signatures
from printing.payments.receipt import tender_name
from resources.texts import text_in


def hand_over_document(slip: DrawerSlip, language: str) -> Document:
    """The whole slip, ending in a cut."""
    title = text_in(language, "HAND-OVER")
    giver = text_in(language, "Handed over by {name}", name=slip.person)
    taker = text_in(language, "Taken over by {name}", name=slip.second_person)
    elements = (
        *heading(slip, title, language),
        Line(taker, style=BOLD),
        Rule(),
        *_counted(slip, language),
        *signatures(giver, taker),
        Cut(),
    )
    return Document(f"{title} {slip.entry}", language, elements)


def _counted(slip: DrawerSlip, language: str) -> Iterator[Element]:
    yield from pieces(slip)
    held = (("cash", slip.amount_cents), ("check", slip.check_cents), ("money_order", slip.money_order_cents))
    for tender, cents in held:
        yield Pair(tender_name(language, tender), format_cents(cents), BOLD)
