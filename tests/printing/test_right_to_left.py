"""Arabic is joined and turned; numbers and Latin words keep their order; amounts stay at the right edge."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.right_to_left import has_right_to_left, joined, visual


def letters(text: str) -> str:
    """The drawn text back in reading letters, for comparing."""
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("plain", "plain"),
        ("שלום", "םולש"),
        ("שלום  12.44", "םולש  12.44"),
        ("רחוב 12 תל", "לת 12 בוחר"),
        ("רחוב 1,250.50 תל", "לת 1,250.50 בוחר"),
        ("א (ב) x", "(ב) א x"),
        ("א Bee ג", "א Bee ג"),
        ("Account א-ב", "Account ב-א"),
        ("א\N{HEBREW POINT PATAH}ב", "בא\N{HEBREW POINT PATAH}"),
    ],
)
def test_order(text: str, drawn: str) -> None:
    assert visual(text) == drawn


def test_arabic_letters_take_their_joined_forms() -> None:
    assert [unicodedata.name(character).removeprefix("ARABIC LETTER ") for character in joined("بيت")] == [
        "BEH INITIAL FORM",
        "YEH MEDIAL FORM",
        "TEH FINAL FORM",
    ]


def test_letters_that_join_only_backwards() -> None:
    assert [unicodedata.name(character).removeprefix("ARABIC LETTER ") for character in joined("دار")] == [
        "DAL ISOLATED FORM",
        "ALEF ISOLATED FORM",
        "REH ISOLATED FORM",
    ]


def test_lam_alef_is_one_glyph() -> None:
    assert [unicodedata.name(character) for character in joined("سلام")] == [
        "ARABIC LETTER SEEN INITIAL FORM",
        "ARABIC LIGATURE LAM WITH ALEF FINAL FORM",
        "ARABIC LETTER MEEM ISOLATED FORM",
    ]


def test_marks_stay_on_their_letters() -> None:
    assert letters(visual("مَب")) == "بمَ"


def test_amount_after_an_arabic_label_stays_at_the_right() -> None:
    assert visual("حساب الماء        12.00").endswith("        12.00")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_left_to_right_text_is_untouched(text: str) -> None:
    if not has_right_to_left(text):
        assert visual(text) == text


@given(st.text(alphabet="אבג שלום 0123.,()abcمحمد"))
def test_no_letter_is_lost(text: str) -> None:
    brackets = str.maketrans("()", "||")
    assert sorted(letters(visual(text)).translate(brackets)) == sorted(letters(text).translate(brackets))
