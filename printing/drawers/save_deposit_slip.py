"""Saving a deposit slip with its check list as a PDF."""

from pathlib import Path

from app.reports.deposit_slip import DepositSlip
from printing.drawers.deposit_slip import deposit_slip_document
from printing.save_pdf import save_pdf


def save_deposit_slip(slip: DepositSlip, language: str, documents: Path | None = None) -> Path:
    """Writes it below `documents` (the person's own when None) and gives its path. Raises Unavailable.

    The name says deposit and business date: the same slip with more signatures later replaces the earlier one.
    """
    from printing.pdf import pdf_bytes

    name = f"Bank deposit {slip.name} {slip.business_date}"
    return save_pdf(pdf_bytes(deposit_slip_document(slip, language)), name, documents)
