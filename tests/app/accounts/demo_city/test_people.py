"""Names, numbers and addresses of the demo city."""

from random import Random

import pytest

from app.accounts.demo_city.people import People, account_number, word_list


@pytest.mark.parametrize(("sequence", "number"), [(4_512, "10-004512-7"), (1, "10-000001-5"), (999_999, "10-999999-3")])
def test_account_numbers_end_in_a_luhn_digit(sequence: int, number: str) -> None:
    assert account_number(sequence) == number


def test_the_millionth_number_is_of_the_next_office() -> None:
    assert account_number(1_000_000).startswith("11-000000-")


def test_house_numbers_of_a_street_never_repeat() -> None:
    people, random = People(5_000), Random(1)
    found = [people.street_address(n, random) for n in range(5_000)]
    assert len(set(found)) == 5_000


def test_a_large_city_has_more_streets() -> None:
    people, random = People(1_000_000), Random(1)
    streets = {people.street_address(n, random).split(" ", 1)[1] for n in range(9_000)}
    assert len(streets) > 5_000


def test_names_have_family_and_given_name() -> None:
    people, random = People(10), Random(1)
    assert all(", " in people.person(random) for _ in range(100))
    assert people.business(random)
    assert people.property_company(random).endswith(" LLC")


def test_nobody_else_has_the_telephone_of_the_pictures() -> None:
    people, random = People(10), Random(1)
    assert "(850) 555-0177" not in {people.telephone(random) for _ in range(20_000)}


@pytest.mark.parametrize(
    "name",
    ["given_names", "family_names", "streets", "business_names", "business_trades", "apartment_words", "notes"],
)
def test_word_lists_hold_each_word_once(name: str) -> None:
    words = word_list(name)
    assert len(words) == len(set(words)) >= 10
    assert all(word == word.strip() != "" for word in words)
