"""The PDF is read back as people and machines read it: text extracted, page rendered, code scanned."""

import io
import unicodedata

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest
import zxingcpp
from PIL import Image as Pictures

from printing.document import Align, Barcode, Blank, Cut, Document, Element, Image, Line, Pair, Qr, Style
from printing.payments.receipt import receipt_document
from printing.pdf import PAGE_WIDTH, pdf_bytes
from tests.factories.receipts import full_receipt, receipt


def made(*elements: Element) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf_bytes(Document("Test", "en", elements)))


def text_of(document: pypdfium2.PdfDocument, page: int = 0) -> str:
    return str(document[page].get_textpage().get_text_bounded()).replace("\r\n", "\n")


def scanned(document: pypdfium2.PdfDocument, scale: int = 4) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(document[0].render(scale=scale).to_pil())]


def test_receipt_reads_and_scans() -> None:
    document = pypdfium2.PdfDocument(pdf_bytes(receipt_document(receipt())))
    text = text_of(document)
    for part in (
        "CITY OF CYPRESS SPRINGS",
        "Electric, Oct 2026",
        "12.44",
        "TOTAL",
        "187.43",
        "CHANGE",
        "A2-1-000318-K7QF",
    ):
        assert part in text
    assert scanned(document) == ["A2-1-000318-K7QF"]
    assert document.get_metadata_value("Title") == "Receipt A2-000318"


def test_page_is_as_wide_as_the_paper_and_as_long_as_the_receipt() -> None:
    short = pypdfium2.PdfDocument(pdf_bytes(receipt_document(receipt())))
    long = pypdfium2.PdfDocument(pdf_bytes(receipt_document(full_receipt())))
    assert len(short) == len(long) == 1
    assert short[0].get_width() == pytest.approx(PAGE_WIDTH, abs=0.1)
    assert long[0].get_height() > short[0].get_height()


@pytest.mark.parametrize("name", ["Łukasz Żółć", "李小龍", "Ñandú €", "김철수", "Ειρήνη"])
def test_names_can_be_read_and_copied(name: str) -> None:
    text = text_of(made(Line(name))).replace(" ", "").strip()
    assert text == name.replace(" ", "")


@pytest.mark.parametrize("name", ["محمد العربية", "שלום"])
def test_right_to_left_names_are_drawn_with_their_letters(name: str) -> None:
    text = unicodedata.normalize("NFKC", text_of(made(Line(name))))
    assert sorted(text.replace(" ", "").strip()) == sorted(name.replace(" ", ""))


def test_emoji_are_drawn() -> None:
    """Drawn only: the library's table for copying text has four digits a character, which beyond U+FFFF is too few."""
    page = made(Line("\N{GRINNING FACE}"))[0].render(scale=2).to_pil().convert("L")
    assert page.point(lambda value: 255 - value).getbbox() is not None


def test_fonts_are_embedded() -> None:
    data = pdf_bytes(Document("Test", "en", (Line("Ł 李 א", style=Style(bold=True)),)))
    assert data.count(b"/FontFile2") >= 3


def test_same_document_same_bytes() -> None:
    document = receipt_document(full_receipt(payor_name="李小龍"))
    assert pdf_bytes(document) == pdf_bytes(document)


def test_a_cut_begins_a_new_page() -> None:
    document = made(Line("first"), Cut(), Line("second"), Cut())
    assert [text_of(document, page).strip() for page in range(len(document))] == ["first", "second"]


def test_barcode_scans_at_scale_4() -> None:
    assert scanned(made(Barcode("A2-1-000318-K7QF"))) == ["A2-1-000318-K7QF"]


def test_image_is_made_smaller_to_fit() -> None:
    buffer = io.BytesIO()
    Pictures.new("L", (2000, 1000), 0).save(buffer, "PNG")
    document = made(Image(buffer.getvalue(), "the city's seal"))
    burnt = document[0].render(scale=1).to_pil().convert("L").point(lambda value: 255 - value).getbbox()
    assert burnt is not None
    assert burnt[0] >= 13
    assert burnt[2] <= PAGE_WIDTH - 13


def test_double_size_alignment_and_pairs() -> None:
    text = text_of(
        made(
            Line("VOID", Align.CENTER, Style(True, True, True)),
            Blank(),
            Pair("Cash", "200.00"),
            Qr("x"),
            Line("e\u0301\u0323"),
        )
    )
    assert "VOID" in text
    assert "Cash" in text
