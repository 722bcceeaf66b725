"""What stands in the log of a drawer that was opened without a sale: shown on the screen, printed for nobody."""

from app.drawers.reasons import name_in
from app.drawers.slips import DrawerSlip
from printing.document import BOLD, Cut, Document, Line
from printing.drawers.slips import heading
from resources.texts import text_in


def open_without_sale_document(slip: DrawerSlip, language: str) -> Document:
    """The whole slip."""
    title = text_in(language, "OPENED")
    reason = Line(name_in(slip.reason_names, language), style=BOLD)
    where = Line(text_in(language, "Opened without a sale"))
    return Document(f"{title} {slip.entry}", language, (*heading(slip, title, language), where, reason, Cut()))
