"""The documented CSV set that a city hands over: its files, columns, fields (docs/reference-data.md).

UTF-8 with or without a byte order mark, comma, double quotes, one header line that names exactly these columns in this
order. The bytes come from elsewhere and are not trusted: every field is bounded and checked, and what is wrong with a
row is said in plain words, as a `Problem`.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.accounts.tables import codes
from resources.texts import text

FIELD_CHARACTERS_MAX = 4_000
"""Longest field; a quote that is never closed is noticed after this many characters."""
CACHED_VALUES_MAX = 65_536
IDENTIFIER_CHARACTERS_MAX = 64
CENTS_MAX = 999_999_999_99


@dataclass(frozen=True)
class CsvFile:
    """One file of the set: its name without `.csv`, its columns in order, whether a full set must hold it."""

    name: str
    columns: tuple[str, ...]
    needed: bool = False

    @property
    def file_name(self) -> str:
        """The name on disk."""
        return f"{self.name}.csv"


def _file(name: str, columns: str, *, needed: bool = False) -> CsvFile:
    return CsvFile(name, tuple(columns.split()), needed)


SET_FILE = _file("set", "source_system kind as_of", needed=True)
FILES = (
    _file("customers", "customer_id name kind phone email mailing_address language", needed=True),
    _file("service_locations", "location_id street_address unit city postal_code dwelling_units", needed=True),
    _file("accounts", "account_id number customer_id location_id class status opened_on closed_on", needed=True),
    _file("usage_points", "usage_point_id location_id service_category meter_number last_read_on next_read_on"),
    _file("agreements", "account_id service_category usage_point_id plan starts_on ends_on"),
    _file("alerts", "account_id kind starts_on ends_on detail"),
    _file("notes", "note_id account_id written_on author text"),
    _file("opening_balances", "account_id service_category amount_cents due_on"),
    _file("bills", "bill_id account_id period issued_on due_on total_cents"),
    _file("charges", "bill_id line service_category kind amount_cents due_on description"),
    _file("receipts", "receipt_id account_id received_on channel amount_cents fact_id"),
    _file("receipt_lines", "receipt_id bill_id line amount_cents"),
)
"""Every file after set.csv, in the order in which they are read: a row may only refer to files before its own."""


class Problem(Exception):
    """What is wrong with one row, in plain words."""


Value = TypeVar("Value")


class FieldReader(dict[str, Value]):
    """Reads one column; `reader[field]` gives the value or raises Problem. Remembers the values that come again."""

    def __init__(self, parse: Callable[[str], Value]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, field: str) -> Value:
        value = self._parse(field)
        if len(self) < CACHED_VALUES_MAX:
            self[field] = value
        return value


_DATE = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]").fullmatch
_CENTS = re.compile(r"-?[0-9]{1,11}").fullmatch
_WHOLE = re.compile(r"[0-9]{1,6}").fullmatch
_PERIOD = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])").fullmatch
_IDENTIFIER = re.compile(r"[!-~](?:[ -~]{0,62}[!-~])?").fullmatch


def dates(column: str) -> FieldReader[str]:
    """A reader of dates `2026-11-23`, kept as that text."""

    def parse(field: str) -> str:
        try:
            if _DATE(field):
                return date.fromisoformat(field).isoformat()
        except ValueError:
            pass
        raise Problem(text("{column} is not a date like 2026-11-23.", column=column))

    return FieldReader(parse)


def optional_dates(column: str) -> FieldReader[str | None]:
    """A reader of dates that may be left out."""
    known = dates(column)
    return FieldReader(lambda field: known[field] if field else None)


def cents(column: str) -> FieldReader[int]:
    """A reader of whole cents, `14499` or `-500`."""

    def parse(field: str) -> int:
        if not _CENTS(field) or abs(int(field)) > CENTS_MAX:
            raise Problem(text("{column} is not a whole number of cents like 14499.", column=column))
        return int(field)

    return FieldReader(parse)


def whole_numbers(column: str) -> FieldReader[int]:
    """A reader of counts, 0 to 999999."""

    def parse(field: str) -> int:
        if not _WHOLE(field):
            raise Problem(text("{column} is not a whole number from 0 to 999999.", column=column))
        return int(field)

    return FieldReader(parse)


def periods(column: str) -> FieldReader[str]:
    """A reader of billing months `2026-11`."""

    def parse(field: str) -> str:
        if not _PERIOD(field):
            raise Problem(text("{column} is not a month like 2026-11.", column=column))
        return field

    return FieldReader(parse)


def members(column: str, enum: type[StrEnum]) -> FieldReader[int]:
    """A reader of one of an enum's values, kept as its code."""
    known = codes(enum)

    def parse(field: str) -> int:
        if field not in known:
            raise Problem(text("{column} is not one of: {words}.", column=column, words=", ".join(known)))
        return known[field]

    return FieldReader(parse)


def words(column: str, *allowed: str) -> FieldReader[str]:
    """A reader of one of a few words."""

    def parse(field: str) -> str:
        if field not in allowed:
            raise Problem(text("{column} is not one of: {words}.", column=column, words=", ".join(allowed)))
        return field

    return FieldReader(parse)


def identifier(column: str, field: str) -> str:
    """An id of the city's own: 1 to 64 plain characters. Raises Problem."""
    if not _IDENTIFIER(field):
        if not field:
            raise Problem(text("{column} is empty.", column=column))
        raise Problem(
            text("{column} is not 1 to {limit} plain characters.", column=column, limit=IDENTIFIER_CHARACTERS_MAX)
        )
    return field


_JOINERS = dict.fromkeys((0x200C, 0x200D))
_SPACES = {0x00A0: " ", 0x2009: " ", 0x202F: " ", 0x3000: " "}


def label(column: str, field: str, limit: int, *, needed: bool = False) -> str:
    """Text for people in NFC, any script, without control or direction marks. Raises Problem."""
    if not field.isascii():
        field = unicodedata.normalize("NFC", field).translate(_SPACES)
    if len(field) > limit:
        raise Problem(text("{column} is longer than {limit} characters.", column=column, limit=limit))
    if not field.isprintable() and not field.translate(_JOINERS).isprintable():
        raise Problem(text("{column} holds a character that cannot be shown.", column=column))
    if needed and not field.strip():
        raise Problem(text("{column} is empty.", column=column))
    return field


def prose(column: str, field: str, limit: int) -> str:
    """A label that may have several lines."""
    return "\n".join(label(column, line, limit) for line in field.replace("\r\n", "\n").split("\n"))


def labels(column: str, limit: int) -> FieldReader[str]:
    """A reader of short texts that come again and again."""
    return FieldReader(lambda field: label(column, field, limit))
