"""Any text becomes printable, never by "?", and never carries a printer command."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.characters import clean, clusters, printable, width
from printing.fonts import has_glyph


def is_ascii(character: str) -> bool:
    return character.isascii()


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two   words ", "two words"),
        ("tab\tand\nline", "tab and line"),
        ("\x1b@reset\x1dV0", "@reset V0"),
        ("nul\x00l", "nul l"),
        ("right\N{RIGHT-TO-LEFT OVERRIDE}left", "rightleft"),
        ("zero\N{ZERO WIDTH SPACE}width", "zerowidth"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("heart \N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", "heart \N{HEAVY BLACK HEART}"),
        ("\N{NO-BREAK SPACE}x\N{NARROW NO-BREAK SPACE}y", "x y"),
        ("\N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", "\N{WAVING HAND SIGN}"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("−5…", "-5..."),
        ("“x” – ‘y’ •", "\"x\" - 'y' [U+2022]"),
        ("ﬁ Ⅳ", "fi IV"),
        ("अमित", "amita"),
        ("ராமன்", "raamannn"),
        ("ሀለ", "hala"),
        ("ก", "[U+0E01]"),
        ("🏠", "[U+1F3E0]"),
        ("\ud83d", "[U+D83D]"),
        ("\ue000", "[U+E000]"),
    ],
)
def test_fallbacks_in_order(text: str, written: str) -> None:
    assert printable(text, is_ascii) == written


@pytest.mark.parametrize("name", ["Łukasz", "李小龍", "العربية", "Ñandú €", "김철수", "שלום", "Ειρήνη", "Ірина"])
def test_names_in_living_scripts_are_drawn_as_they_are(name: str) -> None:
    assert printable(name, has_glyph) == unicodedata.normalize("NFC", name)


@given(st.text())
def test_nothing_is_lost_to_question_marks(text: str) -> None:
    for drawable in (is_ascii, has_glyph):
        written = printable(text, drawable)
        assert all(map(drawable, written))
        assert written.count("?") <= unicodedata.normalize("NFKC", text).count("?")
        assert not any(unicodedata.category(character) == "Cc" for character in written)


@given(st.text())
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("李x", 3), ("é", 1), ("x\N{COMBINING TILDE}y", 2), ("", 0)])
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells
