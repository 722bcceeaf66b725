"""ESC/POS bytes, judged by a decoder that knows only the command reference."""

import io
import logging
import unicodedata
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pictures

from printing import escpos
from printing.document import Align, Barcode, Blank, Cut, Document, Element, Image, Line, Pair, Qr, Rule, Style
from printing.escpos import kick_bytes, receipt_bytes
from printing.payments.receipt import receipt_document
from printing.profiles import EPSON_80, EPSON_80_42, GENERIC_58, PROFILES, Profile
from tests.factories.receipts import receipt
from tests.fakes.escpos_picture import picture
from ui.tour.escpos_decoder import Bars, Decoded, Kick, QrCode, Raster, Text, decode
from ui.tour.escpos_decoder import Cut as Knife


def printed(*elements: Element, profile: Profile = EPSON_80) -> Decoded:
    return decode(receipt_bytes(Document("Test", "en", elements), profile))


def test_text_with_its_attributes() -> None:
    paper = printed(
        Line("left"), Line("middle", Align.CENTER, Style(bold=True)), Line("big", style=Style(True, True, True))
    )
    assert paper.items == [
        Text("left"),
        Text("middle", "center", bold=True),
        Text("big", "left", bold=True, double_width=True, double_height=True),
    ]


@pytest.mark.parametrize("style", [Style(double_width=True), Style(double_height=True), Style(bold=True)])
def test_each_attribute_alone_and_switched_off_again(style: Style) -> None:
    first, second = printed(Line("x", style=style), Line("y")).items
    assert first == Text("x", "left", style.bold, style.double_width, style.double_height)
    assert second == Text("y")


def test_code_page_is_pinned_once_whatever_the_text() -> None:
    paper = printed(Line("Ñandú € ¿Qué?"), Line("ßÅ Łódź"), Line("again"))
    assert paper.code_pages == [19]
    assert paper.texts == ["Ñandú € ¿Qué?", "again"]


def test_code_page_of_another_printer() -> None:
    paper = printed(Line("Ñandú €"), profile=replace(EPSON_80, code_page="CP1252", code_page_number=16))
    assert (paper.code_pages, paper.texts) == ([16], ["Ñandú €"])


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize("name", ["Łukasz", "李小龍", "محمد العربية", "김철수", "😀 Ann", "שלום"])
def test_a_name_outside_the_code_page_is_a_picture_of_its_row(name: str, profile: Profile) -> None:
    paper = printed(Line("before"), Pair(name, "12.44"), Line("after"), profile=profile)
    assert paper.texts == ["before", "after"]
    (row,) = paper.pictures
    assert row.width == profile.dots
    assert row.convert("L").point(lambda value: 255 - value).getbbox() is not None


def test_picture_of_a_row_keeps_the_grid() -> None:
    """The amount stands in the same cells as on its neighbours: the last digit ends at the right edge."""
    (row,) = printed(Pair("Łukasz", "12.44")).pictures
    burnt = row.convert("L").point(lambda value: 255 - value).getbbox()
    assert burnt is not None
    assert burnt[0] < 12
    assert EPSON_80.dots - 12 < burnt[2] <= EPSON_80.dots


def test_double_size_picture_is_twice_as_high() -> None:
    plain, double = printed(Line("Ł"), Line("Ł", style=Style(double_width=True, double_height=True))).pictures
    assert (double.width, double.height) == (plain.width, 2 * plain.height)


def test_what_no_font_has_is_written_out() -> None:
    assert printed(Line("Ann 🏠 अमित")).texts == ["Ann [U+1F3E0] amita"]


def test_typographic_signs_do_not_cost_a_picture() -> None:
    assert printed(Line("−5.00 – “x”…")).texts == ['-5.00 - "x"...']


def test_a_name_cannot_carry_commands() -> None:
    paper = printed(Line("Eve\x1bp\x00\x32\x32 \x1dV\x00 \x10\x14\x01\x00\x01"))
    assert paper.kicks == []
    assert not any(isinstance(item, Knife) for item in paper.items)


@given(st.text(max_size=60), st.sampled_from(list(PROFILES.values())))
def test_any_name_prints_without_question_marks(name: str, profile: Profile) -> None:
    paper = printed(Line(name), Pair(name, "12.44"), profile=profile)
    asked = unicodedata.normalize("NFKC", name).count("?")
    assert sum(text.count("?") for text in paper.texts) <= 2 * asked
    assert paper.kicks == []
    assert len(paper.code_pages) == 1


@given(st.text(max_size=30))
def test_any_payor_leaves_the_rest_of_the_receipt_as_it_is(name: str) -> None:
    plain = decode(receipt_bytes(receipt_document(receipt()), EPSON_80)).texts
    named = decode(receipt_bytes(receipt_document(receipt(payor_name=name)), EPSON_80)).texts
    assert named[:6] == plain[:6]
    assert named[-24:] == plain[-24:]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_qr_is_the_printers_own(profile: Profile) -> None:
    assert printed(Qr("A2-1-000318-K7QF"), profile=profile).items[0] == QrCode("A2-1-000318-K7QF", 6, "M", "center")


def test_qr_of_a_printer_without_the_command_is_a_picture_that_scans() -> None:
    paper = printed(Qr("A2-1-000318-K7QF"), profile=replace(GENERIC_58, native_qr=False))
    (code,) = zxingcpp.read_barcodes(paper.pictures[0].convert("L"))
    assert code.text == "A2-1-000318-K7QF"


@pytest.mark.parametrize("profile", [EPSON_80, GENERIC_58])
def test_the_whole_paper_scans(profile: Profile) -> None:
    paper = decode(receipt_bytes(receipt_document(receipt(payor_name="李小龍")), profile))
    (code,) = zxingcpp.read_barcodes(picture(paper, profile.columns, profile.dots))
    assert code.text == "A2-1-000318-K7QF"


def test_barcode_is_the_printers_own() -> None:
    assert printed(Barcode("A2-{318}")).items == [Bars("A2-{318}", 2, "center")]


def test_barcode_too_wide_for_the_paper_becomes_a_qr_code() -> None:
    assert printed(Barcode("A2-1-000318-K7QF"), profile=GENERIC_58).qr_codes == ["A2-1-000318-K7QF"]


def test_image_is_made_smaller_to_fit() -> None:
    buffer = io.BytesIO()
    Pictures.new("RGBA", (1000, 500), (0, 0, 0, 128)).save(buffer, "PNG")
    (logo,) = printed(Image(buffer.getvalue(), "the city's seal"), profile=GENERIC_58).pictures
    assert (logo.width, logo.height) == (384, 192)


def test_long_image_is_sent_in_pieces() -> None:
    buffer = io.BytesIO()
    Pictures.new("L", (8, 2000), 0).save(buffer, "PNG")
    pieces = printed(Image(buffer.getvalue(), "a pole")).pictures
    assert sum(piece.height for piece in pieces) == 2000


def test_ends_with_a_cut_where_there_is_a_cutter() -> None:
    assert printed(Line("x"), Cut()).items[-1] == Knife(partial=True)
    assert printed(Line("x"), Cut(), profile=GENERIC_58).texts == ["x", "", "", "", ""]


def test_rules_and_blanks() -> None:
    assert printed(Rule(), Blank(), profile=EPSON_80_42).texts == ["-" * 42, ""]


def test_kick_is_a_pulse_and_nothing_else() -> None:
    assert decode(kick_bytes(EPSON_80)).items == [Kick(2, 100)]


def test_no_receipt_opens_the_drawer() -> None:
    assert decode(receipt_bytes(receipt_document(receipt()), EPSON_80)).kicks == []


def test_same_document_same_bytes() -> None:
    document = receipt_document(receipt(payor_name="محمد"))
    assert receipt_bytes(document, EPSON_80) == receipt_bytes(document, EPSON_80)


def test_warm_up_leaves_logging_alone(capsys: pytest.CaptureFixture[str]) -> None:
    handlers = list(logging.getLogger().handlers)
    escpos._library.cache_clear()
    escpos.warm_up()
    assert logging.getLogger().handlers == handlers
    assert capsys.readouterr() == ("", "")


def test_pictures_are_not_dithered() -> None:
    (row,) = printed(Line("Ł")).pictures
    assert isinstance(printed(Line("Ł")).items[0], Raster)
    assert set(row.convert("L").get_flattened_data()) == {0, 255}
