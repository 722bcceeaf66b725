"""From a report to what its tables show; made on a lane, since words of a thousand rows take a while."""

from dataclasses import dataclass

from app.reports.report import ColumnKind, Report, ReportColumn, ReportRow, Section
from printing.reports.report_sheet import row_words
from printing.reports.report_words import cell_words, column_title
from ui.widgets.figures import Figure
from ui.widgets.table_data import Cell, Column, Row

_WIDTHS = {ColumnKind.COUNT: 94, ColumnKind.DAY: 100, ColumnKind.MOMENT: 108, ColumnKind.MONEY: 96}
_WIDE = {
    "ledger_account": 190,
    "exception": 190,
    "paid_for": 120,
    "reason": 130,
    "kind": 150,
    "account": 130,
    "tenders": 116,
}
_TEXT = 92
_NUMBERS = (ColumnKind.MONEY, ColumnKind.COUNT)
TOTAL = "total"


@dataclass(frozen=True)
class ShownSection:
    """A section with its words."""

    section: Section
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ShownReport:
    """A report with its words."""

    report: Report
    figures: tuple[Figure, ...]
    sections: tuple[ShownSection, ...]


def shown_report(report: Report, language: str) -> ShownReport:
    """Every word of a report in a language."""
    sections = tuple(
        ShownSection(
            section,
            tuple(_column(column, language) for column in section.columns),
            tuple(_rows(report, section, language)),
        )
        for section in report.sections
    )
    return ShownReport(report, _figures(report, language), sections)


def find_row(section: Section, key: str) -> ReportRow | None:
    """The row of a key, or the total."""
    if section.total is not None and key == TOTAL:
        return section.total
    return next((row for row in section.rows if row.key == key), None)


def _figures(report: Report, language: str) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            column_title(head.column.name, language), cell_words(head.column, head.value, language, report.time_zone)
        )
        for head in report.heads
        if head.value not in (None, "")
    )


def _column(column: ReportColumn, language: str) -> Column:
    """Texts share the spare room, numbers stand at the right."""
    width = _WIDE.get(column.name, _WIDTHS.get(column.kind, _TEXT))
    spread = 0 if column.kind is ColumnKind.COUNT else 2 if column.name in _WIDE else 1
    return Column(column_title(column.name, language), width, spread, "right" if column.kind in _NUMBERS else "left")


def _rows(report: Report, section: Section, language: str) -> list[Row]:
    """Every row, then the total: it can be chosen where something stands behind it."""
    found = [Row(row.key, _cells(report, section, row, language)) for row in section.rows]
    if section.total is not None:
        cells = _cells(report, section, section.total, language)
        found.append(Row(TOTAL, cells, total=True, opens=section.total.opens is not None))
    return found


def _cells(report: Report, section: Section, row: ReportRow, language: str) -> tuple[Cell, ...]:
    words = row_words(section, row, language, report.time_zone)
    return tuple(_cell(column, each) for column, each in zip(section.columns, words, strict=True))


def _cell(column: ReportColumn, words: str) -> Cell:
    short = column.name in ("difference", "short") and words.startswith("−")
    return Cell(words, color="bad" if short else "")
