"""Recognises payment card numbers in what a person typed: they must not be kept anywhere (PCI; 15 USC 1681c(g)).

The terminal stands outside; this program stores a token, the last four digits and the authorisation alone.
"""

import re
import unicodedata

_BETWEEN = r"[\s._/\u00ad\u200b-\u200d\u2060-]"
"""What stands between the groups of a number as it is typed or pasted; NFKC and the dashes below become plain first."""
_LONG_NUMBER = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}{{0,3}}\d){{12,18}}(?!\d)")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")


def holds_card_number(text: str) -> bool:
    """Are there 13 to 19 digits that pass the Luhn check (ISO 7812), with signs of any kind between their groups?"""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return any(luhn_is_valid(_digits(found.group())) for found in _LONG_NUMBER.finditer(plain))


def _digits(text: str) -> str:
    """Its digits as 0 to 9, whatever script they are written in."""
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def luhn_is_valid(digits: str) -> bool:
    """ISO 7812 check digit: every second digit from the right doubled, digit sums, modulo ten."""
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
