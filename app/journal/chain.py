"""The hash chain of one workstation and its signatures.

`hash = SHA-256(tag ‖ previous ‖ length ‖ envelope ‖ length ‖ body)`; the device signs each hash with Ed25519
(RFC 8032), because an unsigned chain could be recomputed by whoever opens the file.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.journal.fact import Envelope, SealedFact, envelope_decoder

TAG = b"civic-counter fact 1\n"
GENESIS = bytes(32)
"""What the first fact of a generation has as its previous hash."""


class ChainFault(StrEnum):
    """What is wrong at one place of a chain."""

    GAP = "gap"
    BROKEN_LINK = "broken_link"
    ALTERED = "altered"
    FORGED = "forged"
    MISLABELLED = "mislabelled"
    """The row's own columns are not what the hashed envelope says."""
    CUT_SHORT = "cut_short"
    """The chain ends before a place that was verified earlier, or has another fact there."""
    KEY_UNKNOWN = "key_unknown"
    """There are facts of a chain whose public key is not here."""
    POSTINGS_DIFFER = "postings_differ"
    """The posting rows are not the body's postings."""


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
    """Walks one generation's facts in order from a known point; yields the first fault and stops there.

    A finding names the chain as the first readable envelope does; empty when not even that can be read.
    """
    links = Links(public_key, after_sequence, after_hash)
    workstation, generation = "", 0
    for sealed in facts:
        envelope = read_envelope(sealed.envelope_bytes)
        if envelope is not None and not workstation:
            workstation, generation = envelope.workstation, envelope.generation
        fault = links.follow(sealed)
        if fault is not None:
            yield ChainFinding(fault, workstation, generation, links.sequence + 1)
            return


class Links:
    """Follows one chain fact by fact. `sequence` and `hash` are those of the last fact that verified."""

    def __init__(self, public_key: bytes, after_sequence: int = 0, after_hash: bytes = GENESIS) -> None:
        self._key = _public_key(public_key)
        self.sequence, self.hash = after_sequence, after_hash

    def follow(self, sealed: SealedFact) -> ChainFault | None:
        """Steps on to the next fact; None when it verifies. After a fault the place stays where it was."""
        fault = self._fault(sealed)
        if fault is None:
            self.sequence, self.hash = self.sequence + 1, sealed.hash
        return fault

    def _fault(self, sealed: SealedFact) -> ChainFault | None:
        envelope = read_envelope(sealed.envelope_bytes)
        if envelope is None:
            return ChainFault.ALTERED
        if envelope.sequence != self.sequence + 1:
            return ChainFault.GAP
        if sealed.previous_hash != self.hash:
            return ChainFault.BROKEN_LINK
        if fact_hash(sealed.previous_hash, sealed.envelope_bytes, sealed.body_bytes) != sealed.hash:
            return ChainFault.ALTERED
        return None if self._signed(sealed) else ChainFault.FORGED

    def _signed(self, sealed: SealedFact) -> bool:
        return _verifies(self._key, sealed)


def is_signed(public_key: bytes, sealed: SealedFact) -> bool:
    """Did the device of this public key sign the hash that is stored?"""
    return _verifies(_public_key(public_key), sealed)


def read_envelope(envelope_bytes: bytes) -> Envelope | None:
    """The envelope; None for bytes that are none."""
    try:
        return envelope_decoder.decode(envelope_bytes)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _verifies(key: Ed25519PublicKey | None, sealed: SealedFact) -> bool:
    if key is None:
        return False
    try:
        key.verify(sealed.signature, sealed.hash)
    except InvalidSignature:
        return False
    return True


def _public_key(public_bytes: bytes) -> Ed25519PublicKey | None:
    try:
        return Ed25519PublicKey.from_public_bytes(public_bytes)
    except ValueError:
        return None
