"""Any report as CSV (RFC 4180, UTF-8 with a mark, so that spreadsheets read it): a block of lines a section.

Money is a plain decimal number with two places, made from the cents without any float; days and moments are ISO, in
the office's time. A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage
return) gets an apostrophe before it.
"""

import csv
from io import StringIO

from app.clock import local_time
from app.reports.report import Cell, ColumnKind, Report, ReportColumn
from printing.reports.report_words import code_words, column_title, section_title, total_words
from printing.watermark import mark_words

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def report_csv(report: Report, language: str) -> bytes:
    """The whole report: sections below each other, an empty line between."""
    lines = StringIO()
    writer = csv.writer(lines)
    if mark := mark_words(language):
        writer.writerows((mark, ()))
    for number, section in enumerate(report.sections):
        if number:
            writer.writerow(())
        if len(report.sections) > 1:
            writer.writerow((section_title(section.name, language),))
        writer.writerow([column_title(column.name, language) for column in section.columns])
        for row in section.rows:
            writer.writerow(_cells(report, section.columns, row.cells, language))
        if section.total is not None:
            total = _cells(report, section.columns, section.total.cells, language)
            writer.writerow([total[0] or total_words(language), *total[1:]])
    return (BYTE_ORDER_MARK + lines.getvalue()).encode()


def decimal_text(cents: int) -> str:
    """ "-1234.50": digits and a point, nothing else."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def file_text(column: ReportColumn, cell: Cell, language: str, time_zone: str) -> str:
    """A cell that is no number: a text or code in words, an ISO day, a moment of the office's time."""
    if cell is None:
        return ""
    match column.kind:
        case ColumnKind.CODE:
            return code_words(column.name, str(cell), language) if cell else ""
        case ColumnKind.MOMENT:
            return f"{local_time(int(cell), time_zone):%Y-%m-%d %H:%M:%S}"
        case _:
            return str(cell)


def _cells(report: Report, columns: tuple[ReportColumn, ...], cells: tuple[Cell, ...], language: str) -> list[str]:
    return [_cell(report, column, cell, language) for column, cell in zip(columns, cells, strict=True)]


def _cell(report: Report, column: ReportColumn, cell: Cell, language: str) -> str:
    if cell is not None and column.kind is ColumnKind.MONEY:
        return decimal_text(int(cell))
    return harmless(file_text(column, cell, language, report.time_zone))
