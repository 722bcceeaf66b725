"""The on-screen paper has the same rows as the printed one."""

import io

import zxingcpp
from PIL import Image as Pictures

from printing.document import Barcode, Cut, Document, Image, Line
from printing.payments.receipt import receipt_document
from printing.screen import ScreenLine, ScreenPicture, screen_paper
from tests.factories.receipts import full_receipt, receipt


def test_lines_as_in_the_mock_up() -> None:
    paper = screen_paper(receipt_document(receipt()))
    lines = [part for part in paper if isinstance(part, ScreenLine)]
    assert lines[0] == ScreenLine("CITY OF CYPRESS SPRINGS", True, "center", 1)
    assert lines[3].text == "-" * 40
    assert lines[4].text == "20 Nov 2026 10:42              A2-000318"


def test_void_is_big() -> None:
    assert ScreenLine("VOID", True, "center", 2) in screen_paper(receipt_document(full_receipt()))


def test_qr_scans_from_the_screen() -> None:
    (code,) = [part for part in screen_paper(receipt_document(receipt())) if isinstance(part, ScreenPicture)]
    picture = Pictures.new("L", (400, 400), 255)
    picture.paste(Pictures.open(io.BytesIO(code.png)).convert("L"), (40, 40))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == ["A2-1-000318-K7QF"]
    assert code.words == "A2-1-000318-K7QF"


def test_right_to_left_text_is_in_drawing_order_and_says_so() -> None:
    (line,) = screen_paper(Document("Test", "en", (Line("שלום 12"),)))
    assert isinstance(line, ScreenLine)
    assert line.text == "\N{LEFT-TO-RIGHT OVERRIDE}םולש 12\N{POP DIRECTIONAL FORMATTING}"


def test_pictures_and_cuts() -> None:
    buffer = io.BytesIO()
    Pictures.new("L", (120, 60), 0).save(buffer, "PNG")
    document = Document("Test", "en", (Image(buffer.getvalue(), "the city's seal"), Barcode("A2"), Cut()))
    image, code = screen_paper(document)
    assert image == ScreenPicture(buffer.getvalue(), 120, 60, "the city's seal")
    assert isinstance(code, ScreenPicture)
    assert code.words == "A2"
