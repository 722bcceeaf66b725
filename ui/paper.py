"""A document as the window's paper shows it; to be made on a read lane, where its QR code is drawn too."""

from printing.document import Document
from printing.screen import ScreenLine, screen_paper
from ui.widgets.paper_view import PaperImage, PaperLine


def shown_paper(document: Document) -> tuple[PaperLine | PaperImage, ...]:
    """Lines and pictures for a `PaperView`."""
    return tuple(
        PaperLine(part.text, part.bold, part.align, part.scale)
        if isinstance(part, ScreenLine)
        else PaperImage(part.png, part.width, part.height)
        for part in screen_paper(document)
    )
