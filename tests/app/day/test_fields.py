"""Fields of a day's commands: read exactly, or a mistake that names the field."""

from typing import Any

import pytest

from app.day import fields
from app.day.state import Mistake
from app.money import AmountRefusal
from tests.factories.outcomes import refused


def mistake(read: Any, *arguments: Any) -> str:
    with pytest.raises(Mistake) as found:
        read(*arguments)
    return str(found.value)


def test_what_is_there_is_read() -> None:
    entry = {"name": "x", "n": 5, "amount": "1,234.50", "list": [{}], "words": ["a"], "map": {"a": 1}}
    assert (fields.text(entry, "name"), fields.whole(entry, "n", 1, 5), fields.cents(entry, "amount")) == (
        "x",
        5,
        123450,
    )
    assert fields.entries(entry, "list") == [{}] and fields.texts(entry, "words") == ("a",)
    assert fields.mapping(entry, "map") == {"a": 1}
    assert fields.pieces({"pieces": {"20.00": 5, "$0.25": 8}}) == {2000: 5, 25: 8}
    fields.only(entry | {"do": "x", "at": "y"}, *entry)


def test_what_may_be_left_out_has_a_default() -> None:
    assert fields.text({}, "name", "") == "" and fields.whole({}, "n", 3, 5) == 3
    assert (fields.entries({}, "list"), fields.texts({}, "words"), fields.mapping({}, "map")) == ([], (), {})


@pytest.mark.parametrize(
    ("read", "arguments", "said"),
    [
        (fields.text, ({}, "name"), "`name` is a text, and it is missing"),
        (fields.text, ({"name": 5}, "name"), "`name` is a text"),
        (fields.cents, ({"amount": 157.43}, "amount"), "`amount` is a text"),
        (fields.whole, ({"n": True}, "n", 1, 5), "`n` is a whole number from 1 to 5"),
        (fields.whole, ({"n": 6}, "n", 1, 5), "`n` is a whole number"),
        (fields.whole, ({"n": 0}, "n", 1, 5), "`n` is a whole number"),
        (fields.whole, ({"n": 1.0}, "n", 1, 5), "`n` is a whole number"),
        (fields.entries, ({"l": {}}, "l"), "`l` is a list of objects"),
        (fields.entries, ({"l": ["a"]}, "l"), "`l` is a list of objects"),
        (fields.texts, ({"l": [1]}, "l"), "`l` is a list of texts"),
        (fields.texts, ({"l": "a"}, "l"), "`l` is a list of texts"),
        (fields.mapping, ({"m": []}, "m"), "`m` is an object"),
        (fields.pieces, ({"pieces": {"20.00": True}},), "`pieces` says how many"),
        (fields.pieces, ({"pieces": {"20.00": "5"}},), "`pieces` says how many"),
        (fields.pieces, ({"pieces": {"20.00": 1, "20": 1}},), "names a note or coin twice"),
        (fields.only, ({"ammount": "1"}, "amount"), "unknown field `ammount`; known here: amount"),
        (fields.only, ({"amount": "1"},), "known here: none"),
    ],
)
def test_what_is_wrong_is_named(read: Any, arguments: tuple[Any, ...], said: str) -> None:
    assert said in mistake(read, *arguments)


def test_what_a_cashier_could_not_type_is_refused() -> None:
    assert refused(lambda: fields.cents({"amount": "1,5"}, "amount")) is AmountRefusal.COMMA_FOR_POINT
    assert refused(lambda: fields.pieces({"pieces": {"x": 1}})) is AmountRefusal.NOT_A_NUMBER
