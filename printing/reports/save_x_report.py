"""Saving the X report as a PDF."""

from pathlib import Path

from app.clock import local_time
from app.reports.x_report import XReport
from printing.reports.x_report import x_report_document
from printing.save_pdf import save_pdf


def save_x_report(report: XReport, language: str, documents: Path | None = None) -> Path:
    """Writes it below `documents` (the person's own when None) and gives its path. Raises Unavailable.

    The name says drawer, business date and time, so that no report replaces another.
    """
    from printing.pdf import pdf_bytes

    made = local_time(report.made_at_us, report.time_zone)
    name = f"X report {report.drawer} {report.business_date} {made:%H%M%S}"
    return save_pdf(pdf_bytes(x_report_document(report, language)), name, documents)
