"""The text of a PDF, read by another library than wrote it."""

import pypdfium2  # type: ignore[import-untyped] # it ships no types


def pdf_words(data: bytes) -> str:
    """All pages one after the other, lines as they stand."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(_page_words(page) for page in document)
    finally:
        document.close()


def _page_words(page: pypdfium2.PdfPage) -> str:
    words: str = page.get_textpage().get_text_range()
    return words
