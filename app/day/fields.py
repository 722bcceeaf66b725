"""Reads the fields of one command of a day; a field that is not what it should be is a Mistake in the file."""

from typing import Any

from app.day.state import Mistake
from app.money import parse_amount

Entry = dict[str, Any]


def text(entry: Entry, field: str, default: str | None = None) -> str:
    """A text field; without a default it must be there."""
    value = entry.get(field, default)
    if not isinstance(value, str):
        raise Mistake(f"`{field}` is a text" + ("" if field in entry else ", and it is missing"))
    return value


def whole(entry: Entry, field: str, default: int, at_most: int) -> int:
    """A whole number from 1 to `at_most`."""
    value = entry.get(field, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= at_most:
        raise Mistake(f"`{field}` is a whole number from 1 to {at_most}")
    return value


def cents(entry: Entry, field: str) -> int:
    """An amount such as "157.43" in cents; one that a cashier could not type is refused as there (Refused)."""
    return parse_amount(text(entry, field))


def entries(entry: Entry, field: str) -> list[Entry]:
    """A list of objects."""
    value = entry.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Mistake(f"`{field}` is a list of objects")
    return value


def texts(entry: Entry, field: str) -> tuple[str, ...]:
    """A list of texts."""
    value = entry.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Mistake(f"`{field}` is a list of texts")
    return tuple(value)


def mapping(entry: Entry, field: str) -> Entry:
    """An object."""
    value = entry.get(field, {})
    if not isinstance(value, dict):
        raise Mistake(f"`{field}` is an object")
    return value


def pieces(entry: Entry, field: str = "pieces") -> dict[int, int]:
    """Notes and coins: {"20.00": 5, "0.25": 8} as value in cents → how many."""
    value = mapping(entry, field)
    if not all(isinstance(count, int) and not isinstance(count, bool) for count in value.values()):
        raise Mistake(f'`{field}` says how many of each note and coin: {{"20.00": 5, "0.25": 8}}')
    found = {parse_amount(worth): count for worth, count in value.items()}
    if len(found) < len(value):
        raise Mistake(f"`{field}` names a note or coin twice")
    return found


def only(entry: Entry, *known: str) -> None:
    """Raises Mistake for a field that the command does not know: a misspelt one must not be passed over."""
    unknown = sorted(set(entry) - set(known) - {"do", "at"})
    if unknown:
        raise Mistake(f"unknown field `{unknown[0]}`; known here: {', '.join(known) or 'none'}")
