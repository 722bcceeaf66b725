"""Recognises payment card numbers in what a person typed: they must not be kept anywhere (PCI; 15 USC 1681c(g)).

The terminal stands outside; this program stores a token, the last four digits and the authorisation alone.
"""

import re

_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)", re.ASCII)


def holds_card_number(text: str) -> bool:
    """Are there 13 to 19 digits that pass the Luhn check (ISO 7812), spaces and hyphens between them or not?"""
    return any(luhn_is_valid(re.sub(r"\D", "", found.group())) for found in _LONG_NUMBER.finditer(text))


def luhn_is_valid(digits: str) -> bool:
    """ISO 7812 check digit: every second digit from the right doubled, digit sums, modulo ten."""
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
