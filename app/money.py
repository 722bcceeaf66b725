"""Money is integer cents. Reading what a person typed, writing it for people, and rounding by the city's rules.

Rates and ratios are `Decimal`, rounded half-up once per line; caps round down; pro-rata uses largest remainder
(domain rules §3). What a person types is exact or refused: never guessed, never rounded.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from app.errors import Refused

AMOUNT_CENTS_MAX = 99_999_999_99
"""The largest amount one field takes: 99,999,999.99."""
TYPED_LENGTH_MAX = 64


class AmountRefusal(StrEnum):
    """Why typed money is refused, in the order in which it is tested."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    COMMA_FOR_POINT = "comma_for_point"
    NOT_A_NUMBER = "not_a_number"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_LARGE = "too_large"
    NEGATIVE = "negative"


_PLAIN = re.compile(r"\$?(?:(\d+)|([1-9]\d{0,2}(?:,\d{3})+))?(?:\.(\d*))?", re.ASCII)
_COMMA_DECIMAL = re.compile(r"\$?(?:\d+,\d{1,2}|0+,\d+)", re.ASCII)
_AS_ON_THE_TAPE = str.maketrans("−×", "-*")


def parse_amount(typed: str) -> int:
    """Cents of `12`, `12.5`, `12.50`, `1,234.50` or `$12`. Raises Refused(AmountRefusal)."""
    text = _bounded(typed)
    cents = _number_cents(text)
    if cents > AMOUNT_CENTS_MAX:
        raise Refused(AmountRefusal.TOO_LARGE, limit_cents=AMOUNT_CENTS_MAX)
    return cents


def parse_sum(typed: str) -> tuple[int, str]:
    """Cents of a 10-key sum such as `4*50+2.50-1`, and its tape `4 × 50.00 + 2.50 − 1.00` ("" for a plain amount).

    Times binds before plus and minus; a factor is a whole number on one side of an amount. The tape's signs do too.
    Raises Refused(AmountRefusal), NEGATIVE when the sum is below zero.
    """
    text = _bounded(typed).translate(_AS_ON_THE_TAPE)
    if not re.search(r"[+\-*]", text):
        return parse_amount(text), ""
    terms = _split_terms(text)
    total = sum(sign * cents for sign, cents, _ in terms)
    if total < 0:
        raise Refused(AmountRefusal.NEGATIVE)
    if total > AMOUNT_CENTS_MAX:
        raise Refused(AmountRefusal.TOO_LARGE, limit_cents=AMOUNT_CENTS_MAX)
    tape = "".join(
        ("" if not n and sign > 0 else " + " if sign > 0 else " − ") + t for n, (sign, _, t) in enumerate(terms)
    )
    return total, tape.strip()


def format_cents(cents: int) -> str:
    """`1,234.50`, with a true minus and without a currency sign."""
    sign = "−" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def round_half_up(cents: Decimal) -> int:
    """Whole cents, halves away from zero: once per line."""
    return int(cents.to_integral_value(ROUND_HALF_UP))


def round_down(cents: Decimal) -> int:
    """Whole cents toward zero: for caps."""
    return int(cents.to_integral_value(ROUND_DOWN))


def share_pro_rata(total_cents: int, weights: Sequence[int]) -> list[int]:
    """Splits `total_cents` ≥ 0 by `weights` ≥ 0 with largest remainder (ties to the earlier); the parts sum exactly."""
    whole = sum(weights)
    if whole <= 0 or total_cents < 0 or min(weights) < 0:
        raise ValueError("a pro-rata split needs a total of zero or more and weights that are not all zero")
    parts = [total_cents * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: (-(total_cents * weights[n] % whole), n))
    for n in by_remainder[: total_cents - sum(parts)]:
        parts[n] += 1
    return parts


def _bounded(typed: str) -> str:
    if len(typed) > TYPED_LENGTH_MAX:
        raise Refused(AmountRefusal.TOO_LONG, limit=TYPED_LENGTH_MAX)
    text = typed.strip(" \t\r\n")
    if not text:
        raise Refused(AmountRefusal.EMPTY)
    return text


def _number_cents(text: str) -> int:
    if text.startswith(("-", "−")):
        raise Refused(AmountRefusal.NEGATIVE)
    found = _PLAIN.fullmatch(text)
    if found is None or not any(found.groups()):
        if _COMMA_DECIMAL.fullmatch(text):
            raise Refused(AmountRefusal.COMMA_FOR_POINT)
        raise Refused(AmountRefusal.NOT_A_NUMBER)
    whole, grouped, decimals = found.groups()
    if decimals and len(decimals) > 2:
        raise Refused(AmountRefusal.TOO_MANY_DECIMALS)
    return int(whole or (grouped or "0").replace(",", "")) * 100 + int((decimals or "").ljust(2, "0"))


def _split_terms(text: str) -> list[tuple[int, int, str]]:
    """[(sign, cents, tape)] of a sum; a sign must stand between two terms."""
    pieces = re.split(r"([+\-])", text)
    if not pieces[0].strip() and len(pieces) > 1:
        raise Refused(AmountRefusal.NEGATIVE if pieces[1] == "-" else AmountRefusal.NOT_A_NUMBER)
    terms = []
    for n in range(0, len(pieces), 2):
        sign = -1 if n and pieces[n - 1] == "-" else 1
        cents, tape = _product(pieces[n])
        terms.append((sign, cents, tape))
    return terms


def _product(text: str) -> tuple[int, str]:
    factors = [factor.strip() for factor in text.split("*")]
    if len(factors) > 2 or not all(factors):
        raise Refused(AmountRefusal.NOT_A_NUMBER)
    if len(factors) == 1:
        cents = parse_amount(factors[0])
        return cents, format_cents(cents)
    count_first = factors[0].isascii() and factors[0].isdigit()
    count, amount = factors if count_first else reversed(factors)
    if not (count.isascii() and count.isdigit()):
        raise Refused(AmountRefusal.NOT_A_NUMBER)
    each = parse_amount(amount)
    return int(count) * each, f"{int(count)} × {format_cents(each)}"
