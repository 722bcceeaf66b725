"""Numbers of what was handed over."""

import pytest

from app.payments.issued import is_serial, serial_of
from app.payments.receipt_numbers import full


def test_the_number_is_the_receipt_s_and_the_place_on_it() -> None:
    number = full("A2", 1, 318, "0000005a-0000-7000-8000-0000000abcde")
    assert serial_of(number, 2) == "A2-1-000318-NF6Y-2"


def test_no_two_workstations_generations_or_clones_give_the_same() -> None:
    """The same number of the same workstation differs by the fact that each copy of it made."""
    facts = ("0000005a-0000-7000-8000-0000000abcde", "0000005a-0000-7000-8000-0000000abcdf")
    places = [(code, generation) for code in ("A2", "A3") for generation in (1, 2)]
    serials = {serial_of(full(*place, 1, fact), line) for place in places for fact in facts for line in (1, 2)}
    assert len(serials) == 16


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        (" a2-1-000318-k7qf-1 ", True),
        ("B17-12-1000318-0000-40", True),
        ("A2-1-000318-K7QF", False),
        ("A2-000318", False),
        ("10-004512-7", False),
        ("", False),
    ],
)
def test_what_is_written_like_one(typed: str, is_one: bool) -> None:
    assert is_serial(typed) is is_one
