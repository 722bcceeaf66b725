"""What was typed or scanned, by its shape alone: a stub's code, digits, a code with letters, words.

The shape picks the indexes that are asked. Digits may be an account, a telephone, a meter or a house number, so several
are asked; a code such as `A2-000318` may be a receipt or a meter.
"""

import re
import unicodedata
from enum import StrEnum

import msgspec

from app.accounts.scan_line import scanned_digits
from app.accounts.search.fold import STREET_KINDS, digits_of, number_key, split_words

TYPED_CHARACTERS_MAX = 120
WORDS_MAX = 8


class Shape(StrEnum):
    """What kind of thing the input looks like."""

    NOTHING = "nothing"
    TOO_LONG = "too_long"
    SCAN = "scan"
    DIGITS = "digits"
    PHONE = "phone"
    RECEIPT = "receipt"
    CODE = "code"
    ADDRESS = "address"
    NAME = "name"


class Needle(msgspec.Struct, frozen=True):
    """The input, read. `key`: letters and digits; `digits`: digits alone; `words`: folded, in order; `code`: as is."""

    shape: Shape
    key: str = ""
    digits: str = ""
    words: tuple[str, ...] = ()
    code: str = ""
    receipt_number: str = ""


_NUMBER = re.compile(r"[0-9() .+/-]*[0-9][0-9() .+/-]*")
_PHONE = re.compile(r"\+?1?[ .-]?\(?[0-9]{3}\)?[ .-]?[0-9]{3}[ .-][0-9]{0,4}|\([0-9]{1,3}\)?[0-9 .-]*")
_RECEIPT = re.compile(r"([A-Z]{1,6}[0-9]{1,3})-(?:([0-9]{1,4})-)?([0-9]{1,9})(?:-([0-9A-Z]{1,4}))?")
_CODE = re.compile(r"(?=.*[0-9])[A-Z0-9]+(?:[-./#][A-Z0-9]+)*-?")


def read_needle(typed: str) -> Needle:
    """The shape of what was typed. Never raises; marks and control characters count as blanks."""
    if len(typed) > TYPED_CHARACTERS_MAX:
        return Needle(Shape.TOO_LONG)
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in typed).strip()
    plain = unicodedata.normalize("NFKC", plain)
    upper = plain.upper()
    if not plain:
        return Needle(Shape.NOTHING)
    scanned = scanned_digits(plain)
    if scanned is not None:
        return Needle(Shape.SCAN, digits=scanned)
    if _NUMBER.fullmatch(plain):
        return _number(plain)
    words = tuple(split_words(_before_comma(plain))[:WORDS_MAX])
    if _RECEIPT.fullmatch(upper):
        return Needle(Shape.RECEIPT, number_key(upper), digits_of(upper), words, upper, upper)
    if _CODE.fullmatch(upper):
        return Needle(Shape.CODE, number_key(upper), digits_of(upper), words, upper)
    if not words:
        return Needle(Shape.NOTHING)
    return Needle(Shape.ADDRESS if plain[0].isdigit() else Shape.NAME, words=words)


def _number(plain: str) -> Needle:
    digits = digits_of(plain)
    shape = Shape.PHONE if _PHONE.fullmatch(plain) and not plain.isdigit() else Shape.DIGITS
    return Needle(shape, number_key(plain), digits, (digits,) if plain.isdigit() else tuple(split_words(plain)))


def _before_comma(plain: str) -> str:
    """An address without its town (`1207 Pine St, Cypress Springs`); a name keeps what follows its comma."""
    return plain.split(",", 1)[0] if plain[0].isdigit() and "," in plain else plain


def unfinished_street_kinds(word: str) -> list[str]:
    """The abbreviations that an unfinished word may become: `stre` → `st`."""
    if len(word) < 3:
        return []
    return sorted({short for long, short in STREET_KINDS.items() if long.startswith(word)})
