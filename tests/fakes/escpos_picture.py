"""Draws decoded paper as a picture: text in 12 × 24 cells, QR codes as the printer would make them."""

from PIL import Image, ImageDraw, ImageFont

from printing.fonts import MONO, MONO_BOLD, path
from ui.tour.escpos_decoder import Bars, Cut, Decoded, Feed, Item, QrCode, Raster, Text

_ROW = 30
_MARGIN = 24


def picture(decoded: Decoded, columns: int, dots: int) -> Image.Image:
    """The paper as a picture, for people to look at and scanners to read: black on white, a white edge around it."""
    strips = [_strip(item, columns, dots) for item in decoded.items]
    paper = Image.new("L", (dots + 2 * _MARGIN, sum(strip.height for strip in strips) + 2 * _MARGIN), 255)
    top = _MARGIN
    for strip in strips:
        paper.paste(strip, (_MARGIN, top))
        top += strip.height
    return paper


def _strip(item: Item, columns: int, dots: int) -> Image.Image:
    match item:
        case Text():
            return _text(item, columns, dots)
        case QrCode():
            return _centred(_qr(item), dots)
        case Raster():
            return _centred(item.image.convert("L"), dots)
        case Feed():
            return Image.new("L", (dots, item.dots), 255)
        case Cut():
            return _knife(dots)
        case Bars():
            return _text(Text(f"[Code 128 {item.data}]", "center"), columns, dots)
        case _:
            return Image.new("L", (dots, 0), 255)


def _text(item: Text, columns: int, dots: int) -> Image.Image:
    font = ImageFont.truetype(str(path(MONO_BOLD if item.bold else MONO)), 20)
    line = Image.new("L", (max(len(item.text), 1) * 12, _ROW), 255)
    ImageDraw.Draw(line).text((0, 22), item.text, 0, font, anchor="ls")
    line = line.resize((line.width * (1 + item.double_width), line.height * (1 + item.double_height)))
    strip = Image.new("L", (dots, line.height), 255)
    free = columns * 12 - line.width if item.text else 0
    strip.paste(line, ((dots - columns * 12) // 2 + {"left": 0, "center": free // 2, "right": free}[item.align], 0))
    return strip


def _qr(item: QrCode) -> Image.Image:
    import segno

    matrix = segno.make_qr(item.data, error=item.level, boost_error=False).matrix
    rows = [bytes(module ^ 1 for module in row) for row in matrix]
    modules = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows)).point(lambda module: 255 * module)
    return modules.resize((modules.width * item.module, modules.height * item.module), Image.Resampling.NEAREST)


def _centred(image: Image.Image, dots: int) -> Image.Image:
    strip = Image.new("L", (dots, image.height), 255)
    strip.paste(image, ((dots - image.width) // 2, 0))
    return strip


def _knife(dots: int) -> Image.Image:
    strip = Image.new("L", (dots, 9), 255)
    for left in range(0, dots, 16):
        ImageDraw.Draw(strip).line((left, 4, left + 8, 4), 160)
    return strip
