"""Which PINs and passwords are taken. NIST SP 800-63B 3.1.1: length and a blocklist, no rules of composition.

A PIN is refused where people choose it most: one digit or a short group repeated, runs up or down, a year of birth at
its start or end, and the policy's own list.
"""

import itertools
import unicodedata

from app.errors import Refused
from app.identity.names import has_hidden_characters
from app.identity.refusals import IdentityRefusal
from app.identity.rules import SecretRules

YEARS = range(1920, 2021)
DISTINCT_SIGNS_MIN = 4


def refuse_pin(pin: str, rules: SecretRules) -> None:
    """Raises Refused for the first thing wrong with a new PIN."""
    if len(pin) > rules.pin_digits_max:
        raise Refused(IdentityRefusal.PIN_TOO_LONG, limit=rules.pin_digits_max)
    if pin and not (pin.isascii() and pin.isdigit()):
        raise Refused(IdentityRefusal.PIN_NOT_DIGITS)
    if len(pin) < rules.pin_digits_min:
        raise Refused(IdentityRefusal.PIN_TOO_SHORT, limit=rules.pin_digits_min)
    if is_common_pin(pin, rules.pin_blocklist):
        raise Refused(IdentityRefusal.PIN_TOO_COMMON)


def is_common_pin(pin: str, blocklist: frozenset[str]) -> bool:
    """Would it be among the first that somebody tries?"""
    return pin in blocklist or _repeats(pin) or _runs(pin) or _has_year(pin)


def refuse_password(password: str, rules: SecretRules) -> None:
    """Raises Refused for the first thing wrong with a new password."""
    if len(password) > rules.password_length_max:
        raise Refused(IdentityRefusal.PASSWORD_TOO_LONG, limit=rules.password_length_max)
    if len(password) < rules.password_length_min:
        raise Refused(IdentityRefusal.PASSWORD_TOO_SHORT, limit=rules.password_length_min)
    if has_hidden_characters(password):
        raise Refused(IdentityRefusal.PASSWORD_CHARACTERS)
    if len(set(password.casefold())) < DISTINCT_SIGNS_MIN or _runs(password):
        raise Refused(IdentityRefusal.PASSWORD_TOO_SIMPLE, distinct=DISTINCT_SIGNS_MIN)


def normal_password(password: str) -> str:
    """One form for what different keyboards send for the same signs (NIST SP 800-63B 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _repeats(pin: str) -> bool:
    """111111, 121212, 123123."""
    return any(pin == pin[:size] * (len(pin) // size) for size in range(1, len(pin) // 2 + 1))


def _runs(text: str) -> bool:
    """123456, 654321, 246802, 890123: each sign the same step from the one before, past 9 to 0."""
    steps = {(ord(later) - ord(earlier)) % 10 for earlier, later in itertools.pairwise(text)}
    return len(steps) == 1


def _has_year(pin: str) -> bool:
    return int(pin[:4]) in YEARS or int(pin[-4:]) in YEARS
