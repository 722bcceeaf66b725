"""Sheets as PDF on US Letter paper, through reportlab's own page layout; two runs of one sheet are byte-identical.

Fonts are embedded, names in any script are drawn, never "?". The library is imported at first need.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from printing import fonts
from printing.characters import clean, printable
from printing.pdf import register_fonts
from printing.right_to_left import visual
from printing.sheet import (
    Address,
    Block,
    Cells,
    Heading,
    Pairs,
    Paragraph,
    Sheet,
    Signatures,
    Table,
    Title,
)
from printing.watermark import draw_across, watermark
from resources.texts import text_in

WIDTH, HEIGHT, MARGIN = 612.0, 792.0, 54.0
"""US Letter in points, with margins of three quarters of an inch."""
ROOM = WIDTH - 2 * MARGIN
_SIZE, _LEADING = 9.5, 12.8
_INK, _MUTED, _LINE = "#1B1B1B", "#565C65", "#DFE1E2"
_ROOM_FOR_A_PART = 84.0
"""A heading, the head of its table and two rows."""
_ADDRESS_FROM_TOP = 144.0
"""Two inches: where the window of a #10 envelope begins on a sheet folded in three."""


def sheet_pdf(sheet: Sheet, on_page: Callable[[], None] = lambda: None) -> bytes:
    """The whole sheet, numbered where it has more than one page.

    `on_page` is called before each page; what it raises ends the work.
    """
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    register_fonts()
    buffer = BytesIO()
    head = len(sheet.sender) * 12 + (18 if sheet.sender else 0)
    frame = Frame(MARGIN, MARGIN, ROOM, HEIGHT - 2 * MARGIN - head, 0, 0, 0, 0, id="page")
    template = BaseDocTemplate(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, title=sheet.title, lang=sheet.language)

    def begin_page(canvas: Any, _document: Any) -> None:
        on_page()
        _edges(canvas, sheet)

    template.addPageTemplates([PageTemplate("page", [frame], onPage=begin_page)])
    template.build([flowable for block in sheet.blocks for flowable in _flowables(block)], canvasmaker=_numbered(sheet))
    return buffer.getvalue()


def _numbered(sheet: Sheet) -> Any:
    """A canvas that writes "Page 2 of 3" once it knows how many there are."""
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc] # reportlab has no types
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._kept, 1):
                self.__dict__.update(page)
                self.setFont(fonts.SANS, 8)
                self.setFillColor(_MUTED)
                if len(self._kept) > 1:
                    words = text_in(sheet.language, "Page {number} of {count}", number=number, count=len(self._kept))
                    self.drawRightString(WIDTH - MARGIN, MARGIN - 20, words)
                super().showPage()
            super().save()

    return Numbered


def _edges(canvas: Any, sheet: Sheet) -> None:
    """Sender at the top, foot at the bottom, watermark across."""
    canvas.saveState()
    top = HEIGHT - MARGIN
    for number, line in enumerate(sheet.sender):
        canvas.setFont(fonts.SANS_BOLD if number == 0 else fonts.SANS, 11 if number == 0 else 8.5)
        canvas.setFillColor(_INK if number == 0 else _MUTED)
        canvas.drawString(MARGIN, top - 10 - number * 12, _drawable(line))
    canvas.setFont(fonts.SANS, 8)
    canvas.setFillColor(_MUTED)
    canvas.drawString(MARGIN, MARGIN - 20, _drawable(sheet.foot))
    word = sheet.watermark or watermark(sheet.language)
    draw_across(canvas, _drawable(word), WIDTH, HEIGHT)
    canvas.restoreState()


def _flowables(block: Block) -> Iterator[Any]:
    return _MAKERS[type(block)](block)


def _title(block: Title) -> Iterator[Any]:
    yield _words(block.text, size=17, bold=True, after=2 if block.below else 10)
    if block.below:
        yield _words(block.below, color=_MUTED, after=10)


def _heading(block: Heading) -> Iterator[Any]:
    """On the next page where little room is left. Kept with a long table it would take the whole table there."""
    from reportlab.platypus import CondPageBreak

    yield CondPageBreak(_ROOM_FOR_A_PART)
    yield _words(block.text, size=11, bold=True, before=8, after=4)


def _paragraph(block: Paragraph) -> Iterator[Any]:
    yield _words(block.text, bold=block.strong, after=8)


def _address(block: Address) -> Iterator[Any]:
    """Where the envelope's window is, whatever the sender's lines take; as high as five lines."""
    from reportlab.platypus import Spacer

    yield Spacer(0, _ADDRESS_FROM_TOP - MARGIN - 40)
    for line in block.lines:
        yield _words(line)
    yield Spacer(0, max(1, 5 - len(block.lines)) * _LEADING + 8)


def _pairs(block: Pairs) -> Iterator[Any]:
    from reportlab.platypus import Spacer

    rows = [[_words(label, color=_MUTED), _words(value)] for label, value in block.rows]
    close = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)]
    yield _laid_out(rows, [ROOM * 0.32, ROOM * 0.68], close)
    yield Spacer(0, 8)


def _table(block: Table) -> Iterator[Any]:
    """Headings again on every page, a thin line below each row, the total in bold."""
    from reportlab.platypus import Spacer

    shares = sum(column.share for column in block.columns)
    widths = [ROOM * column.share / shares for column in block.columns]
    names = tuple(column.name for column in block.columns)
    rows = [_cells(block, names, color=_MUTED, size=8.5), *(_cells(block, row) for row in block.rows)]
    styles: list[Any] = [("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE)]
    if block.total:
        rows.append(_cells(block, block.total, bold=True))
        styles.append(("LINEABOVE", (0, -1), (-1, -1), 1, _INK))
    yield _laid_out(rows, widths, styles, headings=1)
    yield Spacer(0, 8)


def _cells(block: Table, row: Cells, **look: Any) -> list[Any]:
    return [_words(cell, right=column.number, **look) for cell, column in zip(row, block.columns, strict=True)]


def _laid_out(rows: list[list[Any]], widths: list[float], styles: list[Any], headings: int = 0) -> Any:
    from reportlab.platypus import LongTable

    tight = [("LEFTPADDING", (0, 0), (0, -1), 0), ("RIGHTPADDING", (-1, 0), (-1, -1), 0)]
    padding = [("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5)]
    return LongTable(
        rows, widths, repeatRows=headings, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *tight, *padding, *styles]
    )


def _signatures(block: Signatures) -> Iterator[Any]:
    from reportlab.platypus import Spacer

    yield Spacer(0, 36)
    gap = 24.0
    width = (ROOM - gap * (len(block.names) - 1)) / len(block.names)
    row: list[Any] = []
    widths: list[float] = []
    lines = []
    for number, name in enumerate(block.names):
        if number:
            row.append("")
            widths.append(gap)
        lines.append(("LINEABOVE", (2 * number, 0), (2 * number, 0), 0.75, _INK))
        row.append(_words(name, color=_MUTED, size=8.5))
        widths.append(width)
    yield _laid_out([row], widths, lines)


_MAKERS: dict[type[Block], Callable[[Any], Iterator[Any]]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Address: _address,
    Pairs: _pairs,
    Table: _table,
    Signatures: _signatures,
}


def _words(
    text: str,
    *,
    size: float = _SIZE,
    bold: bool = False,
    color: str = _INK,
    before: float = 0,
    after: float = 0,
    right: bool = False,
) -> Any:
    """One paragraph of reportlab's."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flowing

    style = ParagraphStyle(
        "words",
        fontName=fonts.SANS_BOLD if bold else fonts.SANS,
        fontSize=size,
        leading=max(_LEADING, size * 1.3) if size >= _SIZE else size * 1.35,
        textColor=color,
        spaceBefore=before,
        spaceAfter=after,
        alignment=2 if right else 0,
    )
    return Flowing(_marked_up(text, bold), style)


def _marked_up(text: str, bold: bool) -> str:
    """The text with a font named wherever the main one lacks a character."""
    main = fonts.SANS_BOLD if bold else fonts.SANS

    def font_of(character: str) -> str:
        return main if fonts.covers(main, character) else fonts.font_for(character) or main

    runs = ((name, "".join(run)) for name, run in groupby(_drawable(text), font_of))
    return "".join(escape(run) if name == main else f'<font name="{name}">{escape(run)}</font>' for name, run in runs)


def _drawable(text: str) -> str:
    return visual(printable(clean(text), fonts.has_glyph))
