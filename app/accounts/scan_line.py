"""Reads the line of digits on a bill's stub: account, amount, due date, verified by its check digits.

Policy `scan_line` says which layouts a city prints (domain rules §11). The bar codes carry the same digits: ITF needs
an even number and so has a zero at the left where the line is odd; Code 128 has its own check (weighted, modulo 103),
which the scanner tests. A line whose check does not fit is never used, and the person is told.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec

_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_SEPARATORS = re.compile(r"[\s-]+")
SHORTEST_CODE = 20
"""No account, phone or meter has this many digits: what is as long or longer came from a scanner."""


class CheckScheme(StrEnum):
    """How the check digits of a layout come about."""

    LUHN = "luhn"
    DIGIT_SUM_2_1 = "digit_sum_2_1"
    MOD_97 = "mod_97"


class ScanOutcome(StrEnum):
    """What a scanned code turned out to be."""

    READ = "read"
    CHECK_WRONG = "check_wrong"
    LENGTH_WRONG = "length_wrong"


class ScanLayout(msgspec.Struct, frozen=True):
    """One layout: its fields in order with their widths in digits, and its check."""

    name: str
    fields: tuple[tuple[str, int], ...]
    check: CheckScheme

    @property
    def body_width(self) -> int:
        """Digits before the check."""
        return sum(width for _, width in self.fields)

    @property
    def width(self) -> int:
        """All digits."""
        return self.body_width + (2 if self.check is CheckScheme.MOD_97 else 1)


class ScanLine(msgspec.Struct, frozen=True):
    """What a code says. `account_digits` without filling zeros; the amount is cents; None where it says nothing."""

    outcome: ScanOutcome
    layout: str = ""
    account_digits: str = ""
    amount_cents: int | None = None
    due_on: date | None = None
    digit_count: int = 0


def layouts(values: Mapping[str, Any]) -> tuple[ScanLayout, ...]:
    """The active layouts of policy `scan_line`, in order. Raises KeyError or ValueError for a policy that is wrong."""
    found = []
    for name in values["active"]:
        layout = values["layout"][name]
        fields = tuple((str(field), int(width)) for field, width in layout["fields"])
        found.append(ScanLayout(name, fields, CheckScheme(layout["check"])))
    return tuple(found)


def scanned_digits(typed: str) -> str | None:
    """The digits of what a scanner sent, its symbology prefix and ending taken off; None if it is not a bill's code."""
    code = _SEPARATORS.sub("", _SYMBOLOGY.sub("", typed.strip()))
    return code if len(code) >= SHORTEST_CODE and code.isascii() and code.isdigit() else None


def read_scan_line(digits: str, known: Sequence[ScanLayout]) -> ScanLine:
    """Reads a code by the first layout that fits in length and check."""
    fits = False
    for layout in known:
        body = _fitting(digits, layout)
        if body is None:
            continue
        fits = True
        split = len(body) - (layout.width - layout.body_width)
        if check_digits(body[:split], layout.check) == body[split:]:
            return _read(body, layout, len(digits))
    outcome = ScanOutcome.CHECK_WRONG if fits else ScanOutcome.LENGTH_WRONG
    return ScanLine(outcome, digit_count=len(digits))


def check_digits(body: str, scheme: CheckScheme) -> str:
    """The check of a body of digits: one digit, two for mod 97."""
    if scheme is CheckScheme.MOD_97:
        return f"{98 - int(body) * 100 % 97:02d}"
    from_left = body if scheme is CheckScheme.DIGIT_SUM_2_1 else body[::-1]
    products = [int(digit) * (2 - n % 2) for n, digit in enumerate(from_left)]
    return str(-sum(product // 10 + product % 10 for product in products) % 10)


def itf_digits(digits: str) -> str:
    """The digits as ITF (interleaved two of five) carries them: an even number, a zero put at the left."""
    return digits if len(digits) % 2 == 0 else f"0{digits}"


def code_128_check(values: Sequence[int]) -> int:
    """The check symbol of Code 128; `values` are the symbols' values, the start symbol's first."""
    return (values[0] + sum(place * value for place, value in enumerate(values[1:], start=1))) % 103


def _fitting(digits: str, layout: ScanLayout) -> str | None:
    if len(digits) == layout.width:
        return digits
    if len(digits) == len(itf_digits("0" * layout.width)) and digits[0] == "0":
        return digits[1:]
    return None


def _read(body: str, layout: ScanLayout, digit_count: int) -> ScanLine:
    values: dict[str, str] = {}
    start = 0
    for field, width in layout.fields:
        values[field] = body[start : start + width]
        start += width
    return ScanLine(
        ScanOutcome.READ,
        layout.name,
        values["account"].lstrip("0"),
        int(values["amount"]) if "amount" in values else None,
        _date(values.get("due", "")),
        digit_count,
    )


def _date(digits: str) -> date | None:
    shape = {8: "%Y%m%d", 6: "%m%d%y"}.get(len(digits))
    try:
        return datetime.strptime(digits, shape).date() if shape else None  # noqa: DTZ007 - a day without a time
    except ValueError:
        return None
