"""Documents as PDF on paper as wide as a receipt, through reportlab; two runs of one document are byte-identical.

Fonts are embedded, names in any script are drawn, never "?". Text keeps to the columns of `paper.py`. The library is
imported at first need (50 ms).
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

from printing import fonts
from printing.characters import clusters, width
from printing.document import Barcode, Cut, Document, Image, Qr
from printing.paper import COLUMNS_SHOWN, Row, TextRow, drawn, offset, rows

POINTS_PER_MM = 72 / 25.4
PAGE_WIDTH = 80 * POINTS_PER_MM
MARGIN = 5 * POINTS_PER_MM
_FONT_SIZE = (PAGE_WIDTH - 2 * MARGIN) / COLUMNS_SHOWN / fonts.CELL_EM
_CELL = _FONT_SIZE * fonts.CELL_EM
_ROW = _FONT_SIZE * 1.3
_BASELINE = _FONT_SIZE * 0.95
_QR_SIZE = 22 * POINTS_PER_MM
_BARCODE_HEIGHT = 12 * POINTS_PER_MM
_QUIET_MODULES = 4


def pdf_bytes(document: Document) -> bytes:
    """One page as tall as the document; a cut inside it begins a new page."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, lang=document.language)
    canvas.setTitle(document.title)
    canvas.setCreator("Civic Counter")
    for sheet in _sheets(rows(document, COLUMNS_SHOWN)):
        _draw_sheet(canvas, sheet)
    canvas.save()
    return buffer.getvalue()


def _sheets(all_rows: tuple[Row, ...]) -> Iterator[list[Row]]:
    for is_cut, sheet in groupby(all_rows, key=lambda row: isinstance(row, Cut)):
        if not is_cut:
            yield list(sheet)


def _draw_sheet(canvas: Any, sheet: list[Row]) -> None:
    height = sum(map(_height, sheet)) + 2 * MARGIN
    canvas.setPageSize((PAGE_WIDTH, height))
    top = height - MARGIN
    for row in sheet:
        _draw(canvas, row, top)
        top -= _height(row)
    canvas.showPage()


def _height(row: Row) -> float:
    match row:
        case TextRow():
            return _ROW * (2 if row.style.double_height else 1)
        case Qr():
            return _QR_SIZE
        case Barcode():
            return _BARCODE_HEIGHT + _ROW / 2
        case Image():
            return _image_size(row)[1]
        case _:
            return 0.0


def _draw(canvas: Any, row: Row, top: float) -> None:
    match row:
        case TextRow():
            _draw_text(canvas, row, top)
        case Qr():
            _draw_qr(canvas, row.data, top)
        case Barcode():
            _draw_barcode(canvas, row.data, top)
        case Image():
            _draw_image(canvas, row, top)


def _draw_text(canvas: Any, row: TextRow, top: float) -> None:
    canvas.saveState()
    across, down = 1 + row.style.double_width, 1 + row.style.double_height
    canvas.translate(MARGIN + offset(row, COLUMNS_SHOWN) * _CELL, top - _BASELINE * down)
    canvas.scale(across, down)
    for column, font, text in _runs(row):
        canvas.setFont(font, _FONT_SIZE)
        canvas.drawString(column * _CELL, 0, text)
    canvas.restoreState()


def _runs(row: TextRow) -> Iterator[tuple[float, str, str]]:
    """(column, font, text): monospaced stretches whole, so that text can be searched and copied; others one by one."""
    column = 0
    stretch = ""
    mono = fonts.MONO_BOLD if row.style.bold else fonts.MONO
    for cluster in clusters(drawn(row.text)):
        cells = width(cluster)
        if cells == len(cluster) == 1 and fonts.font_for(cluster, row.style.bold) == mono:
            stretch += cluster
        else:
            if stretch:
                yield column - len(stretch), mono, stretch
            stretch = ""
            yield from _single(cluster, column, cells, row.style.bold)
        column += cells
    if stretch:
        yield column - len(stretch), mono, stretch


def _single(cluster: str, column: int, cells: int, bold: bool) -> Iterator[tuple[float, str, str]]:
    """Each character of a cluster in the middle of the cluster's cells."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for character in cluster:
        font = fonts.font_for(character, bold) or fonts.MONO
        free = cells - stringWidth(character, font, _FONT_SIZE) / _CELL
        yield column + max(free, 0.0) / 2, font, character


def _draw_qr(canvas: Any, data: str, top: float) -> None:
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    code = QrCodeWidget(data, barLevel="M", barBorder=_QUIET_MODULES, barWidth=_QR_SIZE, barHeight=_QR_SIZE)
    drawing = Drawing(_QR_SIZE, _QR_SIZE)
    drawing.add(code)
    renderPDF.draw(drawing, canvas, (PAGE_WIDTH - _QR_SIZE) / 2, top - _QR_SIZE)


def _draw_barcode(canvas: Any, data: str, top: float) -> None:
    from reportlab.graphics.barcode.code128 import Code128

    narrow = Code128(data, barWidth=1, barHeight=_BARCODE_HEIGHT, quiet=False)
    module = min(0.9, (PAGE_WIDTH - 2 * MARGIN) / narrow.width)
    code = Code128(data, barWidth=module, barHeight=_BARCODE_HEIGHT, quiet=False)
    code.drawOn(canvas, (PAGE_WIDTH - code.width) / 2, top - _BARCODE_HEIGHT)


def _draw_image(canvas: Any, image: Image, top: float) -> None:
    from reportlab.lib.utils import ImageReader

    across, down = _image_size(image)
    canvas.drawImage(ImageReader(BytesIO(image.png)), (PAGE_WIDTH - across) / 2, top - down, across, down, mask="auto")


def _image_size(image: Image) -> tuple[float, float]:
    """Points, at the printers' 203 dots an inch, made smaller to fit."""
    from reportlab.lib.utils import ImageReader

    wide, high = ImageReader(BytesIO(image.png)).getSize()
    across = min(wide * 72 / 203, PAGE_WIDTH - 2 * MARGIN)
    return across, across * high / wide


@cache
def register_fonts() -> None:
    """Lets reportlab know the bundled fonts, by their names in `printing.fonts`."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (fonts.MONO, fonts.MONO_BOLD, fonts.SANS, fonts.SANS_BOLD, fonts.EAST_ASIAN):
        registerFont(TTFont(name, str(fonts.path(name))))
