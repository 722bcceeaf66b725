"""Any report as a sheet of US Letter paper: what was asked, figures, then a table a section with its total."""

from collections.abc import Iterator

from app.reports.report import ColumnKind, Report, ReportColumn, ReportRow, Section
from printing.reports.report_words import (
    cell_words,
    column_title,
    dates_words,
    of_words,
    report_title,
    section_title,
    total_words,
)
from printing.sheet import Block, Cells, Column, Heading, Pairs, Paragraph, Sheet, Table, Title
from resources.texts import text_in

_NUMBERS = (ColumnKind.MONEY, ColumnKind.COUNT)
_SHARES = {ColumnKind.COUNT: 1.05, ColumnKind.DAY: 1.35, ColumnKind.MONEY: 1.2, ColumnKind.MOMENT: 1.65}
_WIDE = {"ledger_account": 2.2, "paid_for": 1.6, "exception": 1.9, "kind": 1.7, "reason": 1.7, "account": 1.9}
_WIDE |= {"receipt": 1.4, "entry": 1.2, "drawer": 0.95, "tenders": 1.1, "concerns": 1.3}


def report_sheet(report: Report, language: str) -> Sheet:
    """The whole report; its foot says when and by whom it was made."""
    made = cell_words(ReportColumn("time", ColumnKind.MOMENT), report.made_at_us, language, report.time_zone)
    return Sheet(
        title=report_title(report.question.report, language),
        language=language,
        blocks=tuple(_blocks(report, language)),
        sender=(report.city, report.office),
        foot=text_in(language, "Made {moment} by {name}", moment=made, name=report.made_by),
    )


def hidden_words(report: Report, language: str) -> str:
    """Says which shifts are left out, "" for none."""
    count = report.hidden_shifts
    if not count:
        return ""
    if count == 1:
        return text_in(language, "1 shift is left out: its drawer is not counted yet.")
    return text_in(language, "{count} shifts are left out: their drawers are not counted yet.", count=count)


def _blocks(report: Report, language: str) -> Iterator[Block]:
    yield Title(report_title(report.question.report, language), _asked(report, language))
    hidden = hidden_words(report, language)
    if hidden:
        yield Paragraph(hidden, strong=True)
    pairs = tuple(
        (column_title(head.column.name, language), cell_words(head.column, head.value, language, report.time_zone))
        for head in report.heads
        if head.value not in (None, "")
    )
    if pairs:
        yield Pairs(pairs)
    for section in report.sections:
        yield Heading(section_title(section.name, language))
        if section.rows:
            yield _table(section, language, report.time_zone)
        else:
            yield Paragraph(text_in(language, "None."))


def _asked(report: Report, language: str) -> str:
    question = report.question
    drawer = text_in(language, "Drawer {drawer}", drawer=question.drawer) if question.drawer else ""
    parts = (dates_words(question, language), drawer, report.person_name, of_words(question, language))
    return " · ".join(part for part in parts if part)


def _table(section: Section, language: str, time_zone: str) -> Table:
    columns = tuple(
        Column(
            column_title(column.name, language),
            _WIDE.get(column.name, _SHARES.get(column.kind, 1.0)),
            column.kind in _NUMBERS,
        )
        for column in section.columns
    )
    rows = tuple(row_words(section, row, language, time_zone) for row in section.rows)
    total = row_words(section, section.total, language, time_zone) if section.total else ()
    return Table(columns, rows, total)


def row_words(section: Section, row: ReportRow, language: str, time_zone: str) -> Cells:
    """A row's cells for people; a total begins with its word where the first cell is free."""
    cells = [
        cell_words(column, cell, language, time_zone) for column, cell in zip(section.columns, row.cells, strict=True)
    ]
    if row is section.total and not cells[0]:
        cells[0] = total_words(language)
    return tuple(cells)
