"""Argon2id verifiers of PINs and passwords (RFC 9106), which never leave the device.

A check takes tens of milliseconds on purpose, so it is refused on the writer lane: a payment would wait for it.
Hashing cannot protect six digits by itself; the encrypted file and the count of failures do (app/identity/lockout.py).
"""

from functools import cache
from typing import TYPE_CHECKING

from app.identity.rules import SecretRules
from app.workplace import Services

if TYPE_CHECKING:
    from argon2 import PasswordHasher

NOBODY_SECRET = "the verifier that stands in for a person who is not there"  # noqa: S105 - no secret, it opens nothing


def make_verifier(services: Services, secret: str, rules: SecretRules) -> str:
    """The text to store for a new secret; salted, with its own parameters in it."""
    _off_the_writer_lane(services)
    return _hasher(rules).hash(secret)


def matches(services: Services, verifier: str | None, secret: str, rules: SecretRules) -> bool:
    """Is it the secret? Takes as long for a person without a verifier, so that the time does not tell."""
    from argon2.exceptions import VerificationError

    _off_the_writer_lane(services)
    try:
        _hasher(rules).verify(verifier or _nobody(rules), secret)
    except VerificationError:
        return False
    return verifier is not None


def is_dated(verifier: str, rules: SecretRules) -> bool:
    """Was it made with other parameters than the rules now ask for? Then it is made anew at the next success."""
    return _hasher(rules).check_needs_rehash(verifier)


def _off_the_writer_lane(services: Services) -> None:
    if services.lanes.on_writer():
        raise RuntimeError("Argon2 must not run on the writer lane: call this on a read lane")


def _hasher(rules: SecretRules) -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(rules.argon2_passes, rules.argon2_memory_kib, rules.argon2_lanes)


@cache
def _nobody(rules: SecretRules) -> str:
    return _hasher(rules).hash(NOBODY_SECRET)
