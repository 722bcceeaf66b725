"""Saving the X report as a PDF in the person's documents, for whoever keeps papers in folders."""

from enum import StrEnum
from pathlib import Path

from app.clock import local_time
from app.errors import Unavailable
from app.reports.x_report import XReport
from printing.reports.x_report import x_report_document

FOLDER = "Civic Counter"


class SaveFailure(StrEnum):
    """Why the file is not there."""

    NOT_WRITTEN = "not_written"


def save_x_report(report: XReport, language: str, documents: Path | None = None) -> Path:
    """Writes the PDF below `documents` (the person's own when None) and gives its path. Raises Unavailable.

    The name says drawer, business date and time, so that no report replaces another.
    """
    from platformdirs import user_documents_path

    from printing.pdf import pdf_bytes

    made = local_time(report.made_at_us, report.time_zone)
    folder = (documents or user_documents_path()) / FOLDER
    path = folder / f"X report {report.drawer} {report.business_date} {made:%H%M%S}.pdf"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf_bytes(x_report_document(report, language)))
    except OSError as error:
        raise Unavailable(SaveFailure.NOT_WRITTEN, path=str(path)) from error
    return path
