"""The slip of a safe drop, twice: one goes with the sealed bag, one stays with the drawer."""

from collections.abc import Iterator

from app.drawers.slips import DrawerSlip
from app.money import format_cents
from printing.document import BIG, BOLD, Align, Cut, Document, Element, Line, Pair, Rule
from printing.drawers.slips import heading, signatures
from resources.texts import text_in


def safe_drop_document(slip: DrawerSlip, language: str) -> Document:
    """Both slips, a cut after each."""
    title = text_in(language, "SAFE DROP")
    copies = (text_in(language, "Goes with the bag"), text_in(language, "Stays with the drawer"))
    elements = tuple(element for copy in copies for element in _one(slip, title, copy, language))
    return Document(f"{title} {slip.entry}", language, elements)


def _one(slip: DrawerSlip, title: str, copy: str, language: str) -> Iterator[Element]:
    yield from heading(slip, title, language, copy)
    yield Line(text_in(language, "Sealed bag {bag}", bag=slip.bag), Align.CENTER, BOLD)
    yield Rule()
    yield from pieces(slip)
    yield Rule()
    yield Pair(text_in(language, "TOTAL"), format_cents(slip.amount_cents), BIG)
    witness = (text_in(language, "Witness {name}", name=slip.second_person),) if slip.second_person else ()
    yield from signatures(text_in(language, "Cashier {name}", name=slip.person), *witness)
    yield Cut()


def pieces(slip: DrawerSlip) -> Iterator[Element]:
    """How many of each note and coin, and what they are worth."""
    for piece in slip.denominations:
        label = f"{piece.count} × {format_cents(piece.value_cents)}"
        yield Pair(label, format_cents(piece.value_cents * piece.count))
