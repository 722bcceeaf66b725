"""The word TRAINING on every paper of a training workstation, whatever the paper and whatever printed it.

Receipt paper has it large at the top, in the middle and at the bottom of each sheet; a Letter sheet across each page; a
CSV and each sheet of a workbook in their first row.
"""

from itertools import groupby
from typing import Any

from app.training_mode import in_training
from printing import fonts
from printing.document import BIG, Align, Cut, Document, Element, Line
from resources.texts import text_in

_PALE, _SIZE = "#565C65", 96.0


def watermark(language: str) -> str:
    """The word in the paper's language; "" on real paper."""
    return text_in(language, "TRAINING") if in_training() else ""


def mark_words(language: str) -> tuple[str, ...]:
    """The word and what it means, for files that are no paper; nothing outside training."""
    word = watermark(language)
    return (word, text_in(language, "Practice only. No money was taken.")) if word else ()


def marked(document: Document) -> tuple[Element, ...]:
    """What the document says, with the word between where this is training."""
    words = mark_words(document.language)
    if not words:
        return document.elements
    mark = (Line(words[0], Align.CENTER, BIG), Line(words[1], Align.CENTER))
    found: list[Element] = []
    for is_cut, sheet in groupby(document.elements, key=lambda element: isinstance(element, Cut)):
        part = tuple(sheet)
        found += part if is_cut else _between(part, mark)
    return tuple(found)


def _between(sheet: tuple[Element, ...], mark: tuple[Element, ...]) -> tuple[Element, ...]:
    middle = len(sheet) // 2
    return (*mark, *sheet[:middle], *mark, *sheet[middle:], *mark)


def draw_across(canvas: Any, word: str, width: float, height: float) -> None:
    """The word over a whole PDF page of this size in points, pale enough to read through; nothing for ""."""
    if not word:
        return
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    canvas.setFillColor(_PALE, alpha=0.16)
    canvas.setFont(fonts.SANS_BOLD, _SIZE)
    canvas.drawCentredString(0, -_SIZE / 3, word)
    canvas.restoreState()
