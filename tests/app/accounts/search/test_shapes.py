"""The shape of the input picks the index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.search.shapes import TYPED_CHARACTERS_MAX, Shape, read_needle, unfinished_street_kinds


@pytest.mark.parametrize(
    ("typed", "shape"),
    [
        ("10-004512-7", Shape.DIGITS),
        ("100045127", Shape.DIGITS),
        ("1", Shape.DIGITS),
        ("(850) 555-0177", Shape.PHONE),
        ("850-555-0177", Shape.PHONE),
        ("+1 850 555-0177", Shape.PHONE),
        ("(85", Shape.PHONE),
        ("8505550177", Shape.DIGITS),
        ("E-558210", Shape.CODE),
        ("e558210", Shape.CODE),
        ("A2-000318", Shape.RECEIPT),
        ("a2-000318", Shape.RECEIPT),
        ("A2-1-000318-K7QF", Shape.RECEIPT),
        ("A2-", Shape.CODE),
        ("1207 Pine", Shape.ADDRESS),
        ("Alvarez, Maria", Shape.NAME),
        ("búsqueda", Shape.NAME),
        ("李", Shape.NAME),
        ("000012345678000001874320261215" + "3", Shape.SCAN),
        ("", Shape.NOTHING),
        ("   \t", Shape.NOTHING),
        ("-", Shape.NOTHING),
        ("'\"*;--", Shape.NOTHING),
        ("x" * (TYPED_CHARACTERS_MAX + 1), Shape.TOO_LONG),
        ("x" * 10_000_000, Shape.TOO_LONG),
    ],
)
def test_shapes(typed: str, shape: Shape) -> None:
    assert read_needle(typed).shape is shape


def test_numbers_are_read_without_their_signs() -> None:
    needle = read_needle(" 10-004512-7\r\n")
    assert (needle.key, needle.digits) == ("100045127", "100045127")


def test_a_receipt_is_named_as_it_is_printed() -> None:
    assert read_needle("a2-000318").receipt_number == "A2-000318"


def test_the_town_of_an_address_is_left_out() -> None:
    assert read_needle("1207 Pine Street, Cypress Springs").words == ("1207", "pine", "st")
    assert read_needle("Alvarez, Maria").words == ("alvarez", "maria")


def test_marks_and_control_characters_count_as_blanks() -> None:
    assert read_needle("al\0va\u202erez").words == ("al", "va", "rez")


@given(st.text(max_size=200))
def test_anything_has_a_shape_and_bounded_words(typed: str) -> None:
    needle = read_needle(typed)
    assert len(needle.words) <= 8
    assert not any(set('"*() ') & set(word) for word in needle.words)


def test_an_unfinished_street_kind() -> None:
    assert unfinished_street_kinds("stre") == ["st"]
    assert unfinished_street_kinds("st") == []
    assert unfinished_street_kinds("pine") == []
