"""Card numbers are found however they are typed; other long numbers are not."""

import pytest

from app.card_numbers import holds_card_number, luhn_is_valid


@pytest.mark.parametrize(
    "text",
    [
        "4242424242424242",
        "card 4242 4242 4242 4242 declined",
        "4242-4242-4242-4242.",
        "378282246310005",
        "x6011000990139424x",
        "4242.4242.4242.4242",
        "4242\u00a04242\u00a04242\u00a04242",
        "4242 - 4242 - 4242 - 4242",
        "4242\u20134242\u20134242\u20134242",
        "4242\t4242\n4242/4242",
        "\uff14\uff12\uff14\uff12 4242 4242 4242",
        "\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662",
    ],
)
def test_a_card_number_is_found(text: str) -> None:
    assert holds_card_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "4242424242424241", "10-004512-7", "(850) 555-0177", "000012345678000001874320261215", "424242424242", "٤٢٤٢"],
)
def test_other_numbers_are_not(text: str) -> None:
    assert not holds_card_number(text)


def test_the_check_digit_of_iso_7812() -> None:
    assert luhn_is_valid("79927398713")
    assert not luhn_is_valid("79927398710")
