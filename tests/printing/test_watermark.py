"""In training every paper says so: receipt rolls on each sheet, Letter pages across."""

from collections.abc import Iterator

import pytest

from app import training_mode
from printing import escpos
from printing.document import Cut, Document, Line
from printing.paper import TextRow, rows
from printing.pdf import pdf_bytes
from printing.profiles import EPSON_80
from printing.sheet import Paragraph, Sheet
from printing.sheet_pdf import sheet_pdf
from printing.watermark import marked, watermark
from ui.tour.pdf_words import pdf_words

PAPER = Document("Test", "en", (Line("one"), Line("two"), Cut(), Line("three"), Line("four"), Cut()))


@pytest.fixture
def in_training() -> Iterator[None]:
    training_mode.enter("TRAIN")
    yield
    training_mode.enter("A2")


def words(document: Document) -> list[str]:
    return [row.text if isinstance(row, TextRow) else "cut" for row in rows(document, 40)]


def test_real_paper_says_nothing() -> None:
    assert watermark("en") == "" and marked(PAPER) == PAPER.elements
    assert words(PAPER) == ["one", "two", "cut", "three", "four", "cut"]


def test_each_sheet_says_it_at_top_middle_and_bottom(in_training: None) -> None:
    mark = ["TRAINING", "Practice only. No money was taken."]
    first, second = [[*mark, a, *mark, b, *mark, "cut"] for a, b in (("one", "two"), ("three", "four"))]
    assert words(PAPER) == [*first, *second]


def test_printer_and_pdf_get_it(in_training: None) -> None:
    assert escpos.receipt_bytes(PAPER, EPSON_80).count(b"TRAINING") == 6
    assert "TRAINING" in pdf_words(pdf_bytes(PAPER))
    assert "TRAINING" in pdf_words(sheet_pdf(Sheet("Letter", "en", (Paragraph("Dear"),))))


def test_spanish_paper_says_it_in_spanish(in_training: None) -> None:
    assert "PRÁCTICA" in words(Document("Test", "es", (Line("uno"),)))
