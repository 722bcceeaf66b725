"""The tokens by which the index of the tape finds facts, and the questions put to it, for SQLite's FTS5.

Everything is a token: words, private words, kind, person, and numbers by steps. A number gives a token for itself and
one for each coarser step of 32, so that any range is an OR of few of them; an exact question never reads a fact that
it does not give, but for the edges of a minute. Tokens that are no words begin with a sign that no word keeps.
"""

from collections.abc import Iterable, Iterator

SIGN = "\u241f"
_STEP_BITS = 5
_CENTS_BITS, _MINUTES_BITS = 40, 30
_WORD_LENGTH_MAX = 200
_WORDS_MAX = 24
"""More typed words than these are compared with the facts themselves only."""
_MINUTE_US = 60_000_000

_SIGNS = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum())
BEGINNINGS = (4, 6, 8)
"""Lengths for which the index keeps the beginnings of tokens; a private word has two signs more than it shows."""
TOKENIZE = "ascii tokenchars '{}'".format(_SIGNS.replace("'", "''"))
"""Words are already apart and folded: only a blank parts them, every other sign belongs to one."""


def word(folded: str) -> str:
    """A word of the body or the envelope."""
    return folded.replace(SIGN, "")[:_WORD_LENGTH_MAX]


def private(folded: str) -> str:
    """A word of a private value."""
    return f"{SIGN}v{word(folded)}"


def kind(name: str) -> str:
    """What happened."""
    return f"{SIGN}k{name}"


def person(person_id: str) -> str:
    """Who did it."""
    return f"{SIGN}p{word(person_id).casefold()}"


def part(cents: int) -> str:
    """An amount anywhere in the fact."""
    return f"{SIGN}x{abs(cents)}"


def amount(cents: int) -> Iterator[str]:
    """What the fact is about, by steps."""
    return _number("a", abs(cents), _CENTS_BITS)


def time(at_us: int) -> Iterator[str]:
    """Its minute, by steps."""
    return _number("t", at_us // _MINUTE_US, _MINUTES_BITS)


def amount_range(lowest_cents: int | None, highest_cents: int | None) -> Iterator[str]:
    """Tokens of which a fact with an amount between these has one."""
    return _range("a", lowest_cents, highest_cents, _CENTS_BITS)


def time_range(from_us: int | None, to_us: int | None) -> Iterator[str]:
    """Tokens of which a fact between these instants has one; whole minutes."""
    first, last = (None if at is None else at // _MINUTE_US for at in (from_us, to_us))
    return _range("t", first, last, _MINUTES_BITS)


def question(needed: Iterable[Iterable[str]]) -> str:
    """Of each group, one token must be there; "" for no group. A word that ends in `*` stands for all that begin so.

    Beginnings are looked for as far as the index has them (`BEGINNINGS`), so that none of them is slow: what it finds
    may be too much, never too little.
    """
    return " AND ".join(f"({' OR '.join(map(_quoted, either))})" for either in list(needed)[:_WORDS_MAX])


def _quoted(token: str) -> str:
    text, begins = (token[:-1], " *") if token.endswith("*") else (token, "")
    if begins:
        text = text[: max((each for each in BEGINNINGS if each <= len(text)), default=len(text))]
    return '"{}"{}'.format(text.replace('"', '""'), begins)


def _number(sign: str, number: int, bits: int) -> Iterator[str]:
    number = _within(number, bits)
    return (_step(sign, shift, number >> shift) for shift in range(0, bits, _STEP_BITS))


def _range(sign: str, lowest: int | None, highest: int | None, bits: int) -> Iterator[str]:
    """The fewest steps that cover the range: single ones at its edges, coarser ones between."""
    low = _within(lowest or 0, bits)
    high = _within((1 << bits) - 1 if highest is None else highest, bits)
    for shift in range(0, bits, _STEP_BITS):
        last_shift = shift + _STEP_BITS >= bits
        while low <= high and (last_shift or low & 31):
            yield _step(sign, shift, low)
            low += 1
        while low <= high and high & 31 != 31:
            yield _step(sign, shift, high)
            high -= 1
        if low > high:
            return
        low, high = low >> _STEP_BITS, high >> _STEP_BITS


def _step(sign: str, shift: int, number: int) -> str:
    return f"{SIGN}{sign}{shift}_{number}"


def _within(number: int, bits: int) -> int:
    return min(max(number, 0), (1 << bits) - 1)
