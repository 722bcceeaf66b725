"""The test page: every letter of the paper's languages, columns to the edge, a code to scan, and where it was sent."""

from app.print_jobs.sample_page import SamplePage
from printing.document import BIG, BOLD, Align, Cut, Document, Line, Pair, Qr, Rule
from printing.payments.receipt import moment
from resources.texts import text_in

_LETTERS = "ÁÉÍÓÚÜÑ áéíóúüñ ¿¡ € $ 0123456789 Łukasz 李 محمد"


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
        Pair(text_in(language, "Left edge"), text_in(language, "Right edge"), BOLD),
        Qr(page.counter),
        Line(text_in(language, "If all of this can be read, the printer is ready."), Align.CENTER),
        Cut(),
    )
    return Document(title, language, elements)
