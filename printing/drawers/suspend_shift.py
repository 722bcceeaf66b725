"""What stands in the log of a shift that was suspended or resumed: shown on the screen, printed for nobody."""

from app.drawers.reasons import name_in
from app.drawers.slips import DrawerSlip
from printing.document import BOLD, Cut, Document, Line
from printing.drawers.slips import heading
from resources.texts import text_in


def suspend_shift_document(slip: DrawerSlip, language: str) -> Document:
    """The whole slip."""
    suspended = slip.kind == "ShiftSuspended"
    title = text_in(language, "SUSPENDED") if suspended else text_in(language, "RESUMED")
    reason = name_in(slip.reason_names, language)
    by = text_in(language, "Resumed by {name}", name=slip.second_person or slip.person)
    said = Line(reason if suspended else by, style=BOLD)
    return Document(f"{title} {slip.entry}", language, (*heading(slip, title, language), said, Cut()))
