"""Rows as pictures refuse what no font can draw; whoever lays rows out has replaced it."""

import pytest

from printing.paper import TextRow
from printing.raster import row_image


def test_character_without_a_font_is_refused() -> None:
    with pytest.raises(ValueError, match=r"U\+1F3E0"):
        row_image(TextRow("\N{HOUSE BUILDING}"), 48, 576)


def test_empty_row_is_white() -> None:
    assert row_image(TextRow(""), 48, 576).getextrema() == (255, 255)
