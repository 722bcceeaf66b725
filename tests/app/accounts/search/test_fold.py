"""One form for words, numbers, phones and meters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.search.fold import digits_of, fold, index_words, meter_keys, number_key, split_words


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("Búsqueda", "busqueda"),
        ("NÚÑEZ", "nunez"),
        ("Nu\u0301n\u0303ez", "nunez"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Sørensen", "sorensen"),
        ("Małgorzata", "malgorzata"),
        ("Strauß", "strauss"),
        ("Kjær", "kjaer"),
        ("Dvořák", "dvorak"),
        ("İstanbul", "istanbul"),
        ("李小明", "李小明"),
        ("Πέτρος", "πετρος"),
    ],
)
def test_letters_lose_case_and_marks(words: str, folded: str) -> None:
    assert fold(words) == folded


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)


def test_words_are_split_and_street_kinds_abbreviated() -> None:
    assert split_words("1207 Pine Street") == ["1207", "pine", "st"]
    assert split_words("Smith-Jones, Zoë") == ["smith", "jones", "zoe"]


def test_the_index_gets_each_word_once() -> None:
    assert index_words("Pine, Maria", "12 Pine St", "") == "pine maria 12 st"


@pytest.mark.parametrize(
    ("phone", "digits"),
    [("(850) 555-0177", "8505550177"), ("+1 850 555 0177", "8505550177"), ("555-0177", "5550177"), ("", "")],
)
def test_phones_are_digits(phone: str, digits: str) -> None:
    assert digits_of(phone) == digits


def test_numbers_and_meters() -> None:
    assert number_key("10-004512-7") == "100045127"
    assert meter_keys("E-558210") == ("558210", "E558210")
    assert meter_keys("558210-e") == ("558210", "558210E")
