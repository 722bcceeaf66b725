"""Bank routing numbers by their check digit (domain rules §11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.payments.routing_number import routing_number_is_valid

WEIGHTS = (3, 7, 1) * 3


@pytest.mark.parametrize("number", ["021000021", "063100277"])
def test_the_worked_examples_are_valid(number: str) -> None:
    assert routing_number_is_valid(number)


@pytest.mark.parametrize(
    "typed",
    ["021000022", "", "02100002", "0210000210", "000000000", "02100002x", "٠٢١٠٠٠٠٢١", " 21000021", "02100002\0"],
)
def test_others_are_not(typed: str) -> None:
    assert not routing_number_is_valid(typed)


@given(st.text("0123456789", min_size=8, max_size=8).filter(lambda eight: eight.strip("0")), st.integers(0, 8))
def test_one_digit_makes_it_valid_and_no_single_misread_digit_stays_valid(eight: str, place: int) -> None:
    total = sum(int(digit) * weight for digit, weight in zip(eight, WEIGHTS, strict=False))
    number = f"{eight}{-total % 10}"
    assert routing_number_is_valid(number)
    for digit in "0123456789":
        misread = number[:place] + digit + number[place + 1 :]
        assert routing_number_is_valid(misread) is (misread == number)
