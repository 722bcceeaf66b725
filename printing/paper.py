"""A document laid out for paper of a given number of columns: rows that every renderer, and the screen, draws alike.

Confusable words: a *column* is one narrow character cell; a wide East Asian character takes two. A *row* is one printed
line, or one code or picture. Rows keep the reading order of text; `drawn` turns right-to-left text for drawing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from printing.characters import clusters, printable, width
from printing.document import PLAIN, Align, Barcode, Blank, Cut, Document, Element, Image, Line, Pair, Qr, Rule, Style
from printing.fonts import has_glyph
from printing.right_to_left import visual
from printing.watermark import marked

COLUMNS_SHOWN = 40
"""Width of the paper that the window and the PDF show, in columns."""

_GAP = 1


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of text that fits. `text` has no padding at the right; a pair's gap stands in it."""

    text: str
    align: Align = Align.LEFT
    style: Style = PLAIN


Row = TextRow | Qr | Barcode | Image | Cut


def rows(document: Document, columns: int, drawable: Callable[[str], bool] = has_glyph) -> tuple[Row, ...]:
    """The document as rows of at most `columns` columns; characters that are not `drawable` are written out.

    In training the word TRAINING stands between them.
    """
    return tuple(row for element in marked(document) for row in _rows_of(element, columns, drawable))


def drawn(text: str) -> str:
    """The text in drawing order, left to right."""
    return visual(text)


def offset(row: TextRow, columns: int) -> int:
    """The first column of the row's text."""
    free = columns - width(row.text) * (2 if row.style.double_width else 1)
    return {Align.LEFT: 0, Align.CENTER: max(free, 0) // 2, Align.RIGHT: max(free, 0)}[row.align]


def _rows_of(element: Element, columns: int, drawable: Callable[[str], bool]) -> Iterator[Row]:
    match element:
        case Line():
            yield from _line(replace(element, text=printable(element.text, drawable)), columns)
        case Pair():
            left, right = printable(element.left, drawable), printable(element.right, drawable)
            yield from _pair(replace(element, left=left, right=right), columns)
        case Rule():
            yield TextRow("-" * columns)
        case Blank():
            yield TextRow("")
        case _:
            yield element


def _line(line: Line, columns: int) -> Iterator[TextRow]:
    room = _room(columns, line.style) - line.indent
    for text in wrapped(line.text, room):
        yield TextRow(" " * line.indent + text, line.align, line.style)


def _pair(pair: Pair, columns: int) -> Iterator[TextRow]:
    """The value stands on the label's last row; a value too long for that wraps below, at the right edge."""
    room = _room(columns, pair.style)
    label_room = room - pair.indent - _GAP - width(pair.right)
    if label_room < room // 4:
        yield from _line(Line(pair.left, style=pair.style, indent=pair.indent), columns)
        yield from _line(Line(pair.right, Align.RIGHT, pair.style), columns)
        return
    *before, last = [" " * pair.indent + text for text in wrapped(pair.left, label_room)]
    for text in before:
        yield TextRow(text, style=pair.style)
    yield TextRow(last + " " * (room - width(last) - width(pair.right)) + pair.right, style=pair.style)


def _room(columns: int, style: Style) -> int:
    return columns // 2 if style.double_width else columns


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` columns, broken at spaces, inside a word only when the word is longer."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width(joined) <= room:
            lines[-1] = joined
            continue
        pieces = list(_pieces(word, room))
        lines[-1:] = [lines[-1], *pieces] if lines[-1] else pieces
    return lines


def _pieces(word: str, room: int) -> Iterator[str]:
    piece = ""
    for cluster in clusters(word):
        if piece and width(piece + cluster) > room:
            yield piece
            piece = ""
        piece += cluster
    yield piece
