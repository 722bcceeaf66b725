"""Which paper a drawer's slip is, by the kind of its fact."""

from app.drawers.slips import DrawerSlip
from printing.copy_mark import marked_as_copy
from printing.document import Document
from printing.drawers.close_shift import close_shift_document
from printing.drawers.hand_over import hand_over_document
from printing.drawers.open_without_sale import open_without_sale_document
from printing.drawers.pay_in_out import pay_in_out_document
from printing.drawers.safe_drop import safe_drop_document
from printing.drawers.suspend_shift import suspend_shift_document

_PAPERS = {
    "PaidIn": pay_in_out_document,
    "PaidOut": pay_in_out_document,
    "SafeDropped": safe_drop_document,
    "DrawerOpenedWithoutSale": open_without_sale_document,
    "ShiftSuspended": suspend_shift_document,
    "ShiftResumed": suspend_shift_document,
    "ShiftHandedOver": hand_over_document,
    "ShiftClosed": close_shift_document,
}


def drawer_slip_document(slip: DrawerSlip, language: str) -> Document:
    """The paper in a language. Raises ValueError for a kind that this version cannot print."""
    paper = _PAPERS.get(slip.kind)
    if paper is None:
        raise ValueError(f"a {slip.kind} has no slip")
    return marked_as_copy(paper(slip, language), slip.copy)
