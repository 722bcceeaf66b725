"""Rows and pictures as 1-bit images in a receipt printer's dots: 12 × 24 a cell at 203 dpi, the grid of its font A."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from printing import fonts
from printing.characters import clusters, width
from printing.paper import TextRow, drawn, offset

CELL_WIDTH = 12
CELL_HEIGHT = 24
ROW_HEIGHT = 30
"""Dots from one row to the next; equals a printer's default line spacing of 1/6 inch closely enough."""

_BASELINE = 22
_FONT_SIZE = 20
_WIDE_FONT_SIZE = 22
_WHITE = 255
_BLACK = 0


def row_image(row: TextRow, columns: int, dots: int) -> Image.Image:
    """One text row as a picture of the whole paper width, double sizes scaled as a printer scales them."""
    line = Image.new("1", (width(row.text) * CELL_WIDTH or 1, ROW_HEIGHT), _WHITE)
    _draw_cells(ImageDraw.Draw(line), row)
    across, down = 1 + row.style.double_width, 1 + row.style.double_height
    line = line.resize((line.width * across, line.height * down), Image.Resampling.NEAREST)
    paper = Image.new("1", (dots, line.height), _WHITE)
    paper.paste(line, ((dots - columns * CELL_WIDTH) // 2 + offset(row, columns) * CELL_WIDTH, 0))
    return paper


def _draw_cells(draw: ImageDraw.ImageDraw, row: TextRow) -> None:
    draw.fontmode = "1"
    column = 0
    for cluster in clusters(drawn(row.text)):
        cells = width(cluster)
        for character in cluster:
            _draw_character(draw, character, column, cells, row.style.bold)
        column += cells


def _draw_character(draw: ImageDraw.ImageDraw, character: str, column: int, cells: int, bold: bool) -> None:
    name = fonts.font_for(character, bold)
    if name is None:
        raise ValueError(f"no font for U+{ord(character):04X}; rows hold drawable characters only")
    font = _font(name, _WIDE_FONT_SIZE if cells == 2 else _FONT_SIZE)
    free = max(cells * CELL_WIDTH - font.getlength(character), 0)
    draw.text((column * CELL_WIDTH + free // 2, _BASELINE), character, _BLACK, font, anchor="ls")


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts.path(name)), size, layout_engine=ImageFont.Layout.BASIC)


def fitted(png: bytes, dots: int) -> Image.Image:
    """A picture made black and white, and smaller where it is wider than the paper."""
    picture = Image.open(BytesIO(png)).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    if ground.width > dots:
        ground = ground.resize((dots, max(1, ground.height * dots // ground.width)))
    return ground.convert("1")
