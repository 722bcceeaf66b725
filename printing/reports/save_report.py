"""Saving any report as PDF, CSV or workbook in the person's documents."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from app.clock import local_time
from app.reports.report import Report
from printing.reports.report_csv import report_csv
from printing.reports.report_sheet import report_sheet
from printing.reports.report_words import of_words, report_title
from printing.reports.report_xlsx import report_xlsx
from printing.save_pdf import save_file
from printing.watermark import watermark


class FileKind(StrEnum):
    """As what it is saved; the file's ending."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


def report_file(report: Report, kind: FileKind, language: str, on_page: Callable[[], None] = lambda: None) -> bytes:
    """The report as the content of a file. `on_page`: called before each page of a PDF, may raise to give it up."""
    if kind is FileKind.CSV:
        return report_csv(report, language)
    if kind is FileKind.XLSX:
        return report_xlsx(report, language)
    from printing.sheet_pdf import sheet_pdf

    return sheet_pdf(report_sheet(report, language), on_page)


def save_report(
    report: Report,
    kind: FileKind,
    language: str,
    documents: Path | None = None,
    on_page: Callable[[], None] = lambda: None,
) -> Path:
    """Writes it below `documents` (the person's own when None) and gives its path. Raises Unavailable.

    `on_page` is asked before each page and before the file is written; what it raises leaves no file. The name says
    report, dates, what it is narrowed to and the time, so that no report replaces another; in training it begins with
    that word.
    """
    question, made = report.question, local_time(report.made_at_us, report.time_zone)
    dates = f"{question.from_on}" if question.from_on == question.to_on else f"{question.from_on} {question.to_on}"
    narrowed = (question.drawer, report.person_name, of_words(question, language))
    title, mark = report_title(question.report, language), watermark(language)
    name = " ".join(part for part in (mark, title, dates, *narrowed, f"{made:%H%M%S}") if part)
    content = report_file(report, kind, language, on_page)
    on_page()
    return save_file(content, name, kind.value, documents)
