"""Rows fit the paper, whatever the text; pairs keep their value at the right edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.characters import width
from printing.document import BIG, Align, Blank, Cut, Document, Line, Pair, Qr, Rule, Style
from printing.paper import TextRow, offset, rows, wrapped


def laid_out(*elements: Line | Pair | Rule | Blank | Qr | Cut, columns: int = 20) -> list[str]:
    document = Document("Test", "en", elements)
    return [row.text for row in rows(document, columns) if isinstance(row, TextRow)]


def test_pair_fills_the_width() -> None:
    assert laid_out(Pair("Cash", "200.00")) == ["Cash          200.00"]


def test_long_label_wraps_and_the_value_stands_on_its_last_row() -> None:
    assert laid_out(Pair("Late payment charge", "5.00")) == ["Late payment", "charge          5.00"]


def test_value_that_leaves_no_room_goes_below() -> None:
    assert laid_out(Pair("Drawer", "x" * 17)) == ["Drawer", "x" * 17]


def test_indent_holds_on_every_row() -> None:
    assert laid_out(Line("one two three four five", indent=2)) == ["  one two three four", "  five"]
    assert laid_out(Pair("one two three four", "9.00", indent=2)) == ["  one two three", "  four          9.00"]


def test_double_width_has_half_the_columns() -> None:
    assert laid_out(Line("PRINTER TEST", Align.CENTER, BIG)) == ["PRINTER", "TEST"]


def test_rule_blank_and_codes() -> None:
    assert laid_out(Rule(), Blank(), Qr("x"), Cut()) == ["-" * 20, ""]


def test_a_word_longer_than_the_paper_is_broken() -> None:
    assert wrapped("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]
    assert wrapped("x abcdefgh", 4) == ["x", "abcd", "efgh"]
    assert wrapped("", 4) == [""]


def test_wide_characters_count_double() -> None:
    assert wrapped("李小龍李小龍", 5) == ["李小", "龍李", "小龍"]


@pytest.mark.parametrize(("align", "column"), [(Align.LEFT, 0), (Align.CENTER, 8), (Align.RIGHT, 16)])
def test_offset(align: Align, column: int) -> None:
    assert offset(TextRow("four", align), 20) == column


def test_offset_of_double_width_and_of_what_is_too_wide() -> None:
    assert offset(TextRow("four", Align.CENTER, Style(double_width=True)), 20) == 6
    assert offset(TextRow("x" * 30, Align.RIGHT), 20) == 0


@given(st.text(max_size=200), st.text(max_size=40), st.integers(16, 48), st.booleans())
def test_no_row_is_wider_than_the_paper(left: str, right: str, columns: int, double: bool) -> None:
    style = Style(double_width=double)
    document = Document(
        "Test", "en", (Pair(left, right, style), Line(left, style=style), Line(right, Align.RIGHT, style))
    )
    for row in rows(document, columns):
        assert isinstance(row, TextRow)
        assert width(row.text) * (2 if double else 1) <= columns
