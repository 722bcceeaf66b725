"""The paper behind a row of a report: a receipt, a drawer's slip, that of a refund or correction, a deposit slip."""

from app.identity.permissions import Session
from app.reports.deposit_slip import deposit_slip
from app.reports.receipt_page import receipt_page
from app.reports.report import Paper, PaperKind
from app.reports.slip_page import slip_page
from app.reports.undo_slip_page import undo_slip_page
from app.workplace import Services
from printing.document import Document
from printing.drawers.deposit_slip import deposit_slip_document
from printing.drawers.drawer_slip import drawer_slip_document
from printing.payments.receipt import receipt_document
from printing.payments.undo_slip import undo_slip_document
from resources.texts import current_language, text
from ui.paper import shown_paper
from ui.widgets.paper_view import Paper as ShownPaper


def read_paper(services: Services, session: Session, paper: Paper) -> tuple[str, ShownPaper]:
    """Its title and its lines. Raises Refused or Unavailable, as whoever may not see it is told elsewhere."""
    title, document = _document(services, session, paper)
    return title, shown_paper(document)


def _document(services: Services, session: Session, paper: Paper) -> tuple[str, Document]:
    language = current_language()
    match paper.kind:
        case PaperKind.RECEIPT:
            receipt = receipt_page(services, session, paper.fact_id)
            return text("Receipt {number}", number=receipt.number), receipt_document(receipt)
        case PaperKind.DRAWER_SLIP:
            slip = slip_page(services, session, paper.fact_id)
            return text("Slip {entry}", entry=slip.entry), drawer_slip_document(slip, language)
        case PaperKind.UNDO_SLIP:
            undone = undo_slip_page(services, session, paper.fact_id)
            return text("Slip {entry}", entry=undone.entry), undo_slip_document(undone, language)
        case _:
            deposit = deposit_slip(services, session, paper.fact_id)
            return text("Bank deposit {name}", name=deposit.name), deposit_slip_document(deposit, language)
