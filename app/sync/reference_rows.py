"""The city's rows as the centre sends them, one text a row, and how they go into the reference file.

Columns are in the order of the file's tables, the unit separator between them, the record separator for null; no value
holds either. SQLite makes integers of them, as its strict tables demand, or refuses the row.
"""

import re
from functools import cache

from sqlalchemy import Table

from app.store.schema import reference_metadata

BETWEEN, NULL = "\x1f", "\x1e"
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def columns_of(row: str) -> list[str]:
    """A row's columns; `NULL` stands for null."""
    return row.split(BETWEEN)


def copied_rows(data: bytes) -> list[list[str]]:
    """The rows of `COPY … TO STDOUT` with one column of such texts."""
    words = data.decode()
    lines = words.split("\n")
    lines.pop()
    if "\\" in words:
        lines = [_ESCAPE.sub(_unescaped, line) if "\\" in line else line for line in lines]
    return [line.split(BETWEEN) for line in lines]


def _unescaped(found: "re.Match[str]") -> str:
    return _ESCAPED.get(found[1], found[1])


@cache
def put(kind: str) -> str:
    """The statement that puts a row in, in place of one with the same key or the same id of the city's."""
    places = ("nullif(?, char(30))" if column.nullable else "?" for column in _table(kind).columns)
    return f"INSERT OR REPLACE INTO {kind} VALUES ({', '.join(places)})"


@cache
def remove(kind: str) -> str:
    """The statement that takes a row out; its values are `key_of` the row."""
    where = " AND ".join(f"{column.name} = ?" for column in _table(kind).primary_key.columns)
    return f"DELETE FROM {kind} WHERE {where}"


def key_of(kind: str, columns: list[str]) -> list[str]:
    """The row's primary key."""
    return [columns[place] for place in _key_places(kind)]


@cache
def place_of(kind: str, column: str) -> int:
    """Where a column stands in a row."""
    return [each.name for each in _table(kind).columns].index(column)


@cache
def _key_places(kind: str) -> tuple[int, ...]:
    return tuple(place_of(kind, column.name) for column in _table(kind).primary_key.columns)


def _table(kind: str) -> Table:
    return reference_metadata.tables[kind]
