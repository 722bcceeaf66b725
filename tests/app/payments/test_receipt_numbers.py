"""How receipt numbers are written and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.payments import receipt_numbers
from app.payments.receipt_numbers import ALPHABET, belongs_to, check_signs, full, parse, spoken

FACT = "01935a2c-7b1e-7c3a-9d2e-5f60718293a4"

codes = st.from_regex(r"[A-Z][A-Z0-9]{1,5}", fullmatch=True)
generations = st.integers(1, 9999)
numbers = st.integers(1, 999_999_999)


def test_people_say_it_short_and_codes_carry_it_whole() -> None:
    assert spoken("A2", 1, 318) == "A2-000318"
    assert spoken("A2", 2, 318) == "A2-2-000318"
    assert full("A2", 1, 318, FACT) == f"A2-1-000318-{check_signs(FACT)}"


def test_the_four_signs_are_the_last_twenty_bits_of_the_fact() -> None:
    bits = [ALPHABET.index(sign) for sign in check_signs(FACT)]
    assert sum(five << shift for five, shift in zip(bits, (15, 10, 5, 0), strict=True)) == 0x293A4 % 2**20


@given(codes, generations, numbers)
def test_what_is_written_is_read(code: str, generation: int, number: int) -> None:
    assert parse(spoken(code, generation, number)) == (code, generation, number)
    assert parse(f"  {full(code, generation, number, FACT).lower()}\n") == (code, generation, number)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a2-318", ("A2", 1, 318)),
        ("A2-2-318", ("A2", 2, 318)),
        ("A2-2-1318", ("A2", 2, 1318)),
        ("A2-000318-K7QF", None),
        ("A2-1-318-K7QF", None),
    ],
)
def test_shorter_writings_are_never_taken_for_another_number(written: str, read: tuple[str, int, int] | None) -> None:
    assert parse(written) == read


@pytest.mark.parametrize(
    "typed", ["", "318", "A-000318", "A2", "A2-", "A2-1234567890", "Á2-1", "A2-٣", "A2-000318\0", "A2--1", "9" * 1000]
)
def test_what_is_no_receipt_number_is_none(typed: str) -> None:
    assert parse(typed) is None


def test_a_full_number_belongs_to_its_own_fact_only() -> None:
    written = full("A2", 1, 318, FACT)
    assert belongs_to(written, FACT) and belongs_to(written.lower(), FACT)
    assert not belongs_to(written, FACT[:-1] + "5")
    assert belongs_to("A2-000318", FACT) and belongs_to("A2-000318", "another")


def test_signs_have_no_letters_that_look_like_digits() -> None:
    assert len(set(ALPHABET)) == 32 and not set("ILOU") & set(receipt_numbers.ALPHABET)
