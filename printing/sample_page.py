"""The test page: every letter of the paper's languages, columns to the edge, a code to scan, and where it was sent."""

from app.print_jobs.sample_page import SamplePage
from printing.document import BIG, BOLD, Align, Blank, Cut, Document, Line, Pair, Qr, Rule
from printing.payments.receipt import moment
from resources.texts import text_in

_LETTERS = "ÁÉÍÓÚÜÑ áéíóúüñ ¿¡ € $ 0123"
_DRAWN_LETTERS = "Łukasz · 李 · محمد"


def sample_document(page: SamplePage) -> Document:
    """One short page, ending in a cut."""
    language = page.language
    title = text_in(language, "Printer test")
    elements = (
        Line(page.city.upper(), Align.CENTER, BOLD),
        Line(page.office, Align.CENTER),
        Line(title, Align.CENTER, BIG),
        Rule(),
        Pair(moment(language, page.printed_at_us, page.time_zone), page.counter),
        Pair(page.printer, page.profile),
        Rule(),
        Line(_LETTERS),
        Line(_DRAWN_LETTERS),
        Pair(text_in(language, "Left edge"), text_in(language, "Right edge"), BOLD),
        Blank(),
        Qr(page.counter),
        Line(text_in(language, "If you can read all of this, it works."), Align.CENTER),
        Cut(),
    )
    return Document(title, language, elements)
