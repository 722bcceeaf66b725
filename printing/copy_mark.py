"""`COPY n` at the head of a slip that is printed again, on each of its sheets."""

from collections.abc import Iterator
from dataclasses import replace

from printing.document import BOLD, Align, Cut, Document, Element, Line
from resources.texts import text_in


def marked_as_copy(document: Document, copy: int) -> Document:
    """The same paper, marked; `copy` 0 is the slip itself."""
    return replace(document, elements=tuple(_marked(document, copy))) if copy else document


def _marked(document: Document, copy: int) -> Iterator[Element]:
    mark = Line(text_in(document.language, "COPY {number}", number=copy), Align.CENTER, BOLD)
    begins = True
    for element in document.elements:
        if begins:
            yield mark
        yield element
        begins = isinstance(element, Cut)
