"""ABA routing numbers: the worked numbers of the domain rules §11, and every single wrong digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.payments.routing_number import routing_number_is_valid


@pytest.mark.parametrize("number", ["021000021", "063100277"])
def test_true_numbers(number: str) -> None:
    assert routing_number_is_valid(number)


@pytest.mark.parametrize(
    "number",
    [
        "021000022",
        "",
        "02100002",
        "0210000210",
        "02100002a",
        "000000000",
        "０２１０００0２1",
        "-21000021",
        "02100002\0",
    ],
)
def test_wrong_numbers(number: str) -> None:
    assert not routing_number_is_valid(number)


@given(st.sampled_from(["021000021", "063100277"]), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: str, place: int, change: int) -> None:
    digit = str((int(number[place]) + change) % 10)
    assert not routing_number_is_valid(number[:place] + digit + number[place + 1 :])


@given(st.sampled_from(["021000021", "063100277"]), st.integers(0, 7))
def test_swapped_neighbours_are_noticed_unless_they_differ_by_five(number: str, place: int) -> None:
    first, second = number[place], number[place + 1]
    swapped = number[:place] + second + first + number[place + 2 :]
    same = first == second or abs(int(first) - int(second)) == 5
    assert routing_number_is_valid(swapped) == same
