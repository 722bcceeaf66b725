"""The signed code of a pass: what its QR code holds, so that anybody with the city's public keys can verify it.

`CP1:`, in Base45 a CBOR array of two, what is signed and its signature (Ed25519, RFC 8032), and a point, because a
space at the end would get lost on the way. Signed is the tag and an array of version, key id, serial, product, rider,
first and last day, price and rides (reliability rules, Passes). The key is that of the workstation that sold the pass;
a tag of its own keeps the signature of a pass from ever being that of a fact.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.journal.chain import Signer
from app.transit import base45, cbor

PREFIX, END = "CP1:", "."
TAG = b"civic-counter pass 1\n"
VERSION = 1
CODE_LENGTH_MAX = 600
_KEY_ID_BYTES = 4
_Signed = tuple[int, bytes, str, str, str, int, int, int, int]


@dataclass(frozen=True)
class PassContent:
    """What is signed. `key_id`: four bytes that name the public key; cents; `rides` 0 for any number."""

    key_id: bytes
    serial: str
    product: str
    rider: str
    first_on: date
    last_on: date
    price_cents: int
    rides: int


@dataclass(frozen=True)
class SignedPass:
    """A code as it was read. `signed`: the bytes, `signature`: of them; nothing is verified yet."""

    content: PassContent
    signed: bytes
    signature: bytes

    def verifies(self, public_key: bytes) -> bool:
        """Did the device of this key sign it?"""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(self.signature, TAG + self.signed)
        except (InvalidSignature, ValueError):
            return False
        return True


def key_id(public_key: bytes) -> bytes:
    """By which a code names the key: the first bytes of its SHA-256."""
    return hashlib.sha256(public_key).digest()[:_KEY_ID_BYTES]


def write_code(content: PassContent, signer: Signer) -> str:
    """The signed code as text."""
    signed = cbor.encode(
        (
            VERSION,
            content.key_id,
            content.serial,
            content.product,
            content.rider,
            content.first_on.toordinal(),
            content.last_on.toordinal(),
            content.price_cents,
            content.rides,
        )
    )
    return PREFIX + base45.encode(cbor.encode((signed, signer.sign(TAG + signed)))) + END


def read_code(text: str) -> SignedPass | None:
    """A code as it was scanned or typed; None for what is no code of a pass."""
    if not (text.startswith(PREFIX) and text.endswith(END)) or len(text) > CODE_LENGTH_MAX:
        return None
    try:
        items = cbor.decode(base45.decode(text[len(PREFIX) : -len(END)]))
        signed, signature = msgspec.convert(items, tuple[bytes, bytes])
        return SignedPass(_content(cbor.decode(signed)), signed, signature)
    except (ValueError, OverflowError, msgspec.ValidationError):
        return None


def _content(items: tuple[cbor.Item, ...]) -> PassContent:
    version, key, serial, product, rider, first, last, price_cents, rides = msgspec.convert(items, _Signed)
    if version != VERSION:
        raise ValueError("another version")
    days = date.fromordinal(first), date.fromordinal(last)
    return PassContent(key, serial, product, rider, *days, price_cents, rides)
