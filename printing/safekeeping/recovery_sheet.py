"""The recovery sheet on paper: one page for the safe, or a strip from the receipt printer. Nothing of it is stored.

Whoever has the sheet and a copy has the data, so the page says what it is for and where it belongs. The QR code holds
the code itself: a scanner types it when a workstation is brought back.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from app.safekeeping.recovery_sheet import RecoverySheet
from printing import fonts
from printing.characters import printable
from printing.document import BIG, BOLD, Align, Blank, Cut, Document, Line, Pair, Qr, Rule
from printing.paper import drawn
from printing.payments.receipt import moment
from printing.watermark import draw_across, watermark
from resources.texts import text_in

PAGE_SIZES = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
"""Points, width and height."""

_MARGIN = 56.0
_BODY, _SMALL = 10.5, 9.0
_GREY = (0.34, 0.36, 0.40)
_BOX_HEIGHT, _BOX_GAP, _IN_A_ROW = 40.0, 10.0, 4
_QR_SIDE = 92.0


def recovery_sheet_document(sheet: RecoverySheet, language: str) -> Document:
    """The sheet for a receipt printer."""
    title = text_in(language, "Recovery sheet")
    made_at = moment(language, sheet.made_at_us, sheet.place.time_zone)
    groups = [Line(f"{number}  {group}", Align.CENTER, BIG) for number, group in enumerate(sheet.groups, 1)]
    return Document(
        title,
        language,
        (
            Line(sheet.place.city.upper(), Align.CENTER, BOLD),
            Line(sheet.place.office_name, Align.CENTER),
            Line(title, Align.CENTER, BIG),
            Pair(sheet.place.counter, sheet.workstation),
            Pair(text_in(language, "Made"), made_at),
            Rule(),
            *groups,
            Blank(),
            Qr("-".join(sheet.groups)),
            Rule(),
            *(Line(words) for words in _purpose(language)),
            Cut(),
        ),
    )


def recovery_sheet_pdf(sheet: RecoverySheet, language: str, page: str = "letter") -> bytes:
    """The sheet as a page, "letter" or "a4". Raises KeyError for another size."""
    from reportlab.pdfgen.canvas import Canvas

    from printing.pdf import register_fonts

    register_fonts()
    buffer = BytesIO()
    width, height = PAGE_SIZES[page]
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1, lang=language)
    canvas.setTitle(text_in(language, "Recovery sheet"))
    canvas.setCreator("Civic Counter")
    draw_across(canvas, watermark(language), width, height)
    _Page(canvas, language, width, height).draw(sheet)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@dataclass
class _Page:
    """Draws from the top down; `_y` is the baseline of the next line, in points from the bottom."""

    canvas: Any
    language: str
    width: float
    height: float

    def __post_init__(self) -> None:
        self._y = self.height - _MARGIN

    def draw(self, sheet: RecoverySheet) -> None:
        """Head, code, what it is for, what to do, where it lies."""
        self._head(sheet)
        self._code(sheet)
        lost = text_in(self.language, "If this computer is lost")
        for heading, lines in ((None, _purpose(self.language)), (lost, self._steps())):
            if heading:
                self._y -= 10
                self._line(heading, 13)
            for words in lines:
                self._paragraph(words)
        self._foot()

    def _head(self, sheet: RecoverySheet) -> None:
        place = sheet.place
        self._line(text_in(self.language, "Recovery sheet"), 24, after=30)
        self._line(f"{place.city}, {place.office_name}", 12, after=18)
        made_at = moment(self.language, sheet.made_at_us, place.time_zone)
        made = text_in(
            self.language,
            "{counter}, workstation {code}, made {moment}. Any sheet before this one is void.",
            counter=place.counter,
            code=sheet.workstation,
            moment=made_at,
        )
        self._line(made, _SMALL, _GREY, after=22)

    def _code(self, sheet: RecoverySheet) -> None:
        room = self.width - 2 * _MARGIN - _QR_SIDE - 2 * _BOX_GAP
        box = (room - (_IN_A_ROW - 1) * _BOX_GAP) / _IN_A_ROW
        top = self._y + 10
        for number, group in enumerate(sheet.groups):
            x = _MARGIN + (number % _IN_A_ROW) * (box + _BOX_GAP)
            y = top - (number // _IN_A_ROW + 1) * (_BOX_HEIGHT + _BOX_GAP) + _BOX_GAP
            self._box(x, y, box, str(number + 1), group)
        self._qr("-".join(sheet.groups), self.width - _MARGIN - _QR_SIDE, top - _QR_SIDE)
        self._y = top - _QR_SIDE - 30

    def _box(self, x: float, y: float, width: float, number: str, group: str) -> None:
        self.canvas.setStrokeColorRGB(*_GREY)
        self.canvas.setLineWidth(0.8)
        self.canvas.roundRect(x, y, width, _BOX_HEIGHT, 4)
        self._text(x + 5, y + _BOX_HEIGHT - 10, number, 7, _GREY)
        self.canvas.setFillColorRGB(0, 0, 0)
        self.canvas.setFont(fonts.MONO_BOLD, 17)
        self.canvas.drawCentredString(x + width / 2, y + 11, group)

    def _qr(self, data: str, x: float, y: float) -> None:
        from reportlab.graphics import renderPDF
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        drawing = Drawing(_QR_SIDE, _QR_SIDE)
        drawing.add(QrCodeWidget(data, barLevel="M", barBorder=0, barWidth=_QR_SIDE, barHeight=_QR_SIDE))
        renderPDF.draw(drawing, self.canvas, x, y)

    def _steps(self) -> list[str]:
        to = self.language
        words = (
            text_in(to, "Install Civic Counter on another computer and start it."),
            text_in(to, "Choose “Bring back a lost workstation” and the folder of the second copy."),
            text_in(to, "Type the eight groups above, or scan the code beside them."),
            text_in(to, "Make a new sheet when all is well again, and destroy this one."),
        )
        return [f"{number}.  {one}" for number, one in enumerate(words, 1)]

    def _foot(self) -> None:
        self._y = _MARGIN + 26
        self.canvas.setStrokeColorRGB(*_GREY)
        signed = (text_in(self.language, "Put into the safe by"), text_in(self.language, "On"))
        for column, words in enumerate(signed):
            x = _MARGIN + column * 300
            self.canvas.line(x, self._y + 14, x + (270 if not column else self.width - 2 * _MARGIN - 300), self._y + 14)
            self._text(x, self._y, words, _SMALL, _GREY)

    def _line(self, words: str, size: float, color: tuple[float, float, float] = (0, 0, 0), after: float = 20) -> None:
        self._text(_MARGIN, self._y, words, size, color)
        self._y -= after

    def _paragraph(self, words: str) -> None:
        from reportlab.lib.utils import simpleSplit

        for line in simpleSplit(words, fonts.SANS, _BODY, self.width - 2 * _MARGIN):
            self._line(line, _BODY, after=15)
        self._y -= 4

    def _text(self, x: float, y: float, words: str, size: float, color: tuple[float, float, float] = (0, 0, 0)) -> None:
        """Each character in the first font that has it, so that no name is ever printed as boxes."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        self.canvas.setFillColorRGB(*color)
        for character in drawn(printable(words, fonts.has_glyph)):
            font = fonts.SANS if fonts.covers(fonts.SANS, character) else fonts.font_for(character) or fonts.MONO
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, character)
            x += stringWidth(character, font, size)


def _purpose(language: str) -> list[str]:
    return [
        text_in(
            language,
            "With this code and the second copy, "
            "every payment of this counter can be brought back on another computer.",
        ),
        text_in(language, "Whoever has both has the data: keep the sheet in the safe, and the copy somewhere else."),
        text_in(language, "It also lets a person in again who is locked out, by telephone."),
    ]
