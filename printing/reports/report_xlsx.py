"""Any report as a workbook: a sheet a section, headings that stay, amounts as numbers with two places.

A workbook has no other numbers than floats: cents become one here and nowhere else, by a division that gives the
nearest float to the amount, which the file writes with as many digits as the amount has. Texts are written as texts,
never as formulas or links. The library is imported at first need.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from app.clock import MICROSECONDS
from app.reports.report import Cell, ColumnKind, Report, ReportColumn, Section
from printing.reports.report_csv import file_text
from printing.reports.report_words import column_title, report_title, section_title, total_words
from printing.watermark import mark_words

_WIDTHS = {ColumnKind.MONEY: 14, ColumnKind.COUNT: 10, ColumnKind.DAY: 12, ColumnKind.MOMENT: 20}
_WIDTH = 22
_MONEY = "#,##0.00;[Red]-#,##0.00"
_NAME_MAX = 31


def report_xlsx(report: Report, language: str) -> bytes:
    """The whole report. Two runs of one report are byte-identical."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made = file_text(ReportColumn("time", ColumnKind.MOMENT), report.made_at_us, language, report.time_zone)
    book.set_properties(
        {"title": report_title(report.question.report, language), "comments": made, "created": _made_at(report)}
    )
    for section in report.sections:
        _sheet(book, report, section, language)
    book.close()
    return buffer.getvalue()


def _made_at(report: Report) -> datetime:
    """When the report was made, so that the file says nothing of when it was saved."""
    return datetime.fromtimestamp(report.made_at_us // MICROSECONDS, UTC).replace(tzinfo=None)


def _sheet(book: Any, report: Report, section: Section, language: str) -> None:
    sheet = book.add_worksheet(section_title(section.name, language)[:_NAME_MAX])
    bold, bold_money = book.add_format({"bold": True}), book.add_format({"bold": True, "num_format": _MONEY})
    plain, money = book.add_format({}), book.add_format({"num_format": _MONEY})
    mark = mark_words(language)
    for place, words in enumerate(mark):
        sheet.write_string(0, place, words, bold)
    top = 1 if mark else 0
    for place, column in enumerate(section.columns):
        sheet.set_column(place, place, _WIDTHS.get(column.kind, _WIDTH))
        sheet.write_string(top, place, column_title(column.name, language), bold)
    sheet.freeze_panes(top + 1, 0)
    for line, row in enumerate(section.rows, top + 1):
        _row(sheet, line, section.columns, row.cells, (language, report.time_zone), (plain, money))
    if section.total is not None:
        line = top + len(section.rows) + 1
        _row(sheet, line, section.columns, section.total.cells, (language, report.time_zone), (bold, bold_money))
        if section.total.cells[0] is None:
            sheet.write_string(line, 0, total_words(language), bold)


def _row(
    sheet: Any,
    line: int,
    columns: tuple[ReportColumn, ...],
    cells: tuple[Cell, ...],
    reader: tuple[str, str],
    formats: tuple[Any, Any],
) -> None:
    plain, money = formats
    for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        if isinstance(cell, int) and column.kind is ColumnKind.MONEY:
            sheet.write_number(line, place, cell / 100, money)
        elif isinstance(cell, int) and column.kind is ColumnKind.COUNT:
            sheet.write_number(line, place, cell, plain)
        elif cell not in (None, ""):
            sheet.write_string(line, place, file_text(column, cell, *reader), plain)
