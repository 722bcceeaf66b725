"""The hash chain of one workstation and its signatures.

`hash = SHA-256(tag ‖ previous ‖ length ‖ envelope ‖ length ‖ body)`; the device signs each hash with Ed25519
(RFC 8032), because an unsigned chain could be recomputed by whoever opens the file.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.journal.fact import SealedFact, envelope_decoder

TAG = b"civic-counter fact 1\n"
GENESIS = bytes(32)
"""What the first fact of a generation has as its previous hash."""


class ChainFault(StrEnum):
    """What is wrong at one place of a chain."""

    GAP = "gap"
    BROKEN_LINK = "broken_link"
    ALTERED = "altered"
    FORGED = "forged"


@dataclass(frozen=True)
class ChainFinding:
    """The first fact of a chain that does not verify."""

    fault: ChainFault
    workstation: str
    generation: int
    sequence: int


class Signer:
    """Signs with the device's key; made from its 32 private bytes."""

    def __init__(self, private_bytes: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private_bytes)
        self.public_bytes = self._key.public_key().public_bytes_raw()

    def sign(self, fact_hash: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(fact_hash)


def fact_hash(previous_hash: bytes, envelope: bytes, body: bytes) -> bytes:
    """32 bytes; lengths are 8 bytes big-endian, so no bytes can move between envelope and body."""
    digest = hashlib.sha256(TAG)
    digest.update(previous_hash)
    for part in (envelope, body):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def verify(
    facts: Iterable[SealedFact], public_key: bytes, *, after_sequence: int = 0, after_hash: bytes = GENESIS
) -> Iterator[ChainFinding]:
    """Walks one generation's facts in order from a known point; yields the first fault and stops there."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    expected_sequence, expected_previous = after_sequence + 1, after_hash
    for sealed in facts:
        envelope = envelope_decoder.decode(sealed.envelope_bytes)
        fault = _fault(sealed, key, expected_previous, envelope.sequence == expected_sequence)
        if fault is not None:
            yield ChainFinding(fault, envelope.workstation, envelope.generation, expected_sequence)
            return
        expected_sequence, expected_previous = envelope.sequence + 1, sealed.hash


def _fault(sealed: SealedFact, key: Ed25519PublicKey, previous: bytes, in_sequence: bool) -> ChainFault | None:
    if not in_sequence:
        return ChainFault.GAP
    if sealed.previous_hash != previous:
        return ChainFault.BROKEN_LINK
    if fact_hash(sealed.previous_hash, sealed.envelope_bytes, sealed.body_bytes) != sealed.hash:
        return ChainFault.ALTERED
    try:
        key.verify(sealed.signature, sealed.hash)
    except InvalidSignature:
        return ChainFault.FORGED
    return None
