"""Sheets are drawn whole: every block's words, headings and numbers on each page, any name, the same bytes twice."""

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from printing.sheet import Address, Block, Column, Heading, Pairs, Paragraph, Sheet, Signatures, Table, Title
from printing.sheet_pdf import HEIGHT, WIDTH, sheet_pdf

TABLE = Table(
    (Column("Charge", 3), Column("Owed", number=True)),
    tuple((f"Electric {n}", f"{n}.00") for n in range(90)),
    ("Total", "4,005.00"),
)


def pages(*blocks: Block, **sheet: str) -> list[str]:
    """The words of each page."""
    made = sheet_pdf(Sheet("Notice", sheet.pop("language", "en"), blocks, ("City of Cypress Springs",), **sheet))
    with pypdfium2.PdfDocument(made) as document:
        assert {page.get_size() for page in document} == {(WIDTH, HEIGHT)}
        return [page.get_textpage().get_text_range() for page in document]


def test_every_block_is_read_back() -> None:
    (page,) = pages(
        Address(("Dubois Bakery LLC", "3 Elm Ct")),
        Title("Your payment was returned", "Account 10-002003-3"),
        Heading("What is owed"),
        Paragraph("Please pay <now> & in cash."),
        Pairs((("Check", "1041"),)),
        Table((Column("Charge"), Column("Owed", number=True)), (("Water", "60.00"),)),
        Signatures(("Prepared by", "Verified by")),
        foot="Notice 7",
    )
    for words in (
        "City of Cypress Springs",
        "Dubois Bakery LLC",
        "Your payment was returned",
        "Account 10-002003-3",
        "What is owed",
        "Please pay <now> & in cash.",
        "1041",
        "60.00",
        "Verified by",
        "Notice 7",
    ):
        assert words in page, words
    assert "Page" not in page


def test_a_long_table_goes_on_with_its_headings() -> None:
    found = pages(TABLE)
    assert len(found) == 3 and all("Charge" in page for page in found)
    assert "Page 2 of 3" in found[1] and "4,005.00" in found[-1]
    assert "Página 1 de 3" in pages(TABLE, language="es")[0]


@pytest.mark.parametrize("name", ["José Ñandú", "李雷", "Ζωή", "שרה", "\u202eevil"])
def test_names_of_any_script_are_drawn(name: str) -> None:
    (page,) = pages(Paragraph(name), Title(name))
    assert "?" not in page and name.strip("\u202e") in page


def test_a_watermark_stands_on_every_page() -> None:
    assert all("TRAINING" in page for page in pages(TABLE, watermark="TRAINING"))
    assert "TRAINING" not in pages(TABLE)[0]


def test_two_runs_are_the_same_bytes() -> None:
    sheet = Sheet("Notice", "en", (TABLE,))
    assert sheet_pdf(sheet) == sheet_pdf(sheet)
