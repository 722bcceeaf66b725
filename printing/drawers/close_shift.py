"""The Z report of a shift's own close: what was counted, what was expected, where it goes, and who signs.

Z numbers run without a gap, so that a missing paper is noticed. What the cashier may not see is not printed.
"""

from collections.abc import Iterator

from app.drawers.reasons import name_in
from app.drawers.slips import DrawerSlip
from app.money import format_cents
from printing.document import BOLD, Cut, Document, Element, Line, Pair, Rule
from printing.drawers.slips import heading, signatures
from printing.payments.receipt import tender_name
from resources.texts import text_in


def close_shift_document(slip: DrawerSlip, language: str) -> Document:
    """The whole report, ending in a cut."""
    title = text_in(language, "Z REPORT {number}", number=slip.number)
    cashier = text_in(language, "Cashier {name}", name=slip.person)
    second = (text_in(language, "Approved by {name}", name=slip.second_person),) if slip.second_person else ()
    accepted = text_in(language, "Accepted by")
    elements = (
        *heading(slip, title, language),
        *_tenders(slip, language),
        *_goes(slip, language),
        *signatures(cashier, *second, accepted),
        Cut(),
    )
    return Document(f"{title} {slip.entry}", language, elements)


def _tenders(slip: DrawerSlip, language: str) -> Iterator[Element]:
    for line in slip.tenders:
        yield Line(tender_name(language, line.tender), style=BOLD)
        yield Pair(text_in(language, "Counted"), format_cents(line.counted_cents), indent=2)
        if line.expected_cents is not None and line.difference_cents is not None:
            yield Pair(text_in(language, "Expected"), format_cents(line.expected_cents), indent=2)
            yield Pair(text_in(language, "Difference"), format_cents(line.difference_cents), indent=2)
    reason = name_in(slip.reason_names, language)
    if reason:
        yield Pair(text_in(language, "Reason"), reason)
    if slip.note:
        yield Line(slip.note, indent=2)
    yield Rule()


def _goes(slip: DrawerSlip, language: str) -> Iterator[Element]:
    yield Pair(text_in(language, "Float into its pouch"), format_cents(slip.float_cents))
    bag = slip.bag or "–"
    yield Pair(text_in(language, "Sealed bag {bag}", bag=bag), format_cents(slip.amount_cents), BOLD)
