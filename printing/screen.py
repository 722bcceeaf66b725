"""A document as the window shows it: fixed-width lines and pictures, laid out by the same rows as the paper."""

from dataclasses import dataclass
from typing import Literal

from printing.codes import qr_png
from printing.document import Barcode, Cut, Document, Image, Qr
from printing.paper import COLUMNS_SHOWN, Row, TextRow, drawn, rows
from printing.right_to_left import has_right_to_left

_QR_SIDE = 84
_QR_MODULE_PIXELS = 8
_LEFT_TO_RIGHT_OVERRIDE = "\N{LEFT-TO-RIGHT OVERRIDE}"
_POP = "\N{POP DIRECTIONAL FORMATTING}"


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One line; `text` is in drawing order, and says so if it holds right-to-left letters. `scale` 2 is double size."""

    text: str
    bold: bool
    align: Literal["left", "center", "right"]
    scale: int


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """A code or image in the middle: PNG, its width and height on the paper in pixels at 100 %, and what it says."""

    png: bytes
    width: int
    height: int
    words: str


def screen_paper(document: Document, columns: int = COLUMNS_SHOWN) -> tuple[ScreenLine | ScreenPicture, ...]:
    """What the window shows as paper, one entry a row; a cut between two sheets is a dotted line, the last is none."""
    laid_out = list(rows(document, columns))
    while laid_out and isinstance(laid_out[-1], Cut):
        laid_out.pop()
    return tuple(part for row in laid_out for part in (_cut(columns) if isinstance(row, Cut) else (_shown(row),)))


def _cut(columns: int) -> tuple[ScreenLine, ...]:
    empty = ScreenLine("", False, "left", 1)
    return empty, ScreenLine("· " * (columns // 2), False, "center", 1), empty


def _shown(row: Row) -> ScreenLine | ScreenPicture:
    match row:
        case TextRow():
            text = f"{_LEFT_TO_RIGHT_OVERRIDE}{drawn(row.text)}{_POP}" if has_right_to_left(row.text) else row.text
            return ScreenLine(text, row.style.bold, row.align.value, 2 if row.style.double_height else 1)
        case Qr() | Barcode():
            return ScreenPicture(qr_png(row.data, _QR_MODULE_PIXELS, 0), _QR_SIDE, _QR_SIDE, row.data)
        case Image():
            return _picture(row)
        case Cut():
            raise ValueError("a cut is not shown")


def _picture(image: Image) -> ScreenPicture:
    width, height = (int.from_bytes(image.png[at : at + 4], "big") for at in (16, 20))  # PNG's first chunk, IHDR
    return ScreenPicture(image.png, width, height, image.words)
