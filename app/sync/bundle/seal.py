"""The form of a bundle's file: signed by who wrote it, then sealed to who may read it (sign, then encrypt).

    file   = header ‖ HPKE(signature ‖ length ‖ letter ‖ packed)
    header = magic ‖ format ‖ kind ‖ the reader's key id ‖ length of what follows

HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305; the header is its `info`, so that a changed header does
not open. The Ed25519 signature covers the header too: what was signed for one reader cannot be sealed again for
another. Only the header can be read on a stick: no code, no city, no count. `packed` is zlib and is unpacked within
bounds, after the signature was verified; the letter is small and never packed.
"""

import hashlib
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.errors import Refused
from app.sync.bundle.types import BundleRefusal

MAGIC = b"CIVBUNDLE"
FORMAT = 1
CONTENT_BYTES_MAX = 64 * 1024 * 1024
"""What a bundle may unpack to, in memory: some 40,000 facts, more than a counter makes in a month."""
LETTER_BYTES_MAX = 4 * 1024 * 1024
FILE_BYTES_MAX = CONTENT_BYTES_MAX + LETTER_BYTES_MAX + 1024 * 1024
"""A whole file, whose content cannot be packed."""

_TAG = b"civic-counter bundle 1\n"
_HEADER = struct.Struct(">9sBB8sQ")  # magic, format, kind, key id, length
_LENGTH = struct.Struct(">I")
_SIGNATURE_BYTES = 64
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SEAL_BYTES = KEM.X25519.enc_length() + 16
_LEVEL = 6


class BundleKind(IntEnum):
    """Which way it goes."""

    REQUEST = 1
    ANSWER = 2


def key_id(public_key: bytes) -> bytes:
    """8 bytes that say which key opens a file, and nothing else."""
    return hashlib.sha256(_TAG + public_key).digest()[:8]


@dataclass(frozen=True)
class Letter:
    """An opened file. Nothing in it may be believed before `verify`."""

    letter: bytes
    _signed: bytes
    _signature: bytes
    _packed: bytes

    def verify(self, public_key: bytes) -> None:
        """Raises Refused(FORGED) unless this Ed25519 key signed it."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(self._signature, self._signed)
        except InvalidSignature as error:
            raise Refused(BundleRefusal.FORGED) from error

    def content(self, limit: int = CONTENT_BYTES_MAX) -> bytes:
        """What was packed. Raises Refused: BOMB beyond `limit` bytes, MALFORMED."""
        unpacking = zlib.decompressobj()
        try:
            content = unpacking.decompress(self._packed, limit)
        except zlib.error as error:
            raise Refused(BundleRefusal.MALFORMED) from error
        if unpacking.unconsumed_tail:
            raise Refused(BundleRefusal.BOMB, limit_mb=limit // 1024 // 1024)
        if not unpacking.eof or unpacking.unused_data:
            raise Refused(BundleRefusal.MALFORMED)
        return content


def sealed(kind: BundleKind, letter: bytes, content: bytes, sign: Callable[[bytes], bytes], reader_key: bytes) -> bytes:
    """The file's bytes. `sign` gives the 64 bytes of Ed25519, `reader_key` is an X25519 public key."""
    packed = zlib.compress(content, _LEVEL)
    rest = _LENGTH.pack(len(letter)) + letter + packed
    header = _HEADER.pack(MAGIC, FORMAT, kind, key_id(reader_key), _SEAL_BYTES + _SIGNATURE_BYTES + len(rest))
    signature = sign(_digest(header, rest))
    public_key = X25519PublicKey.from_public_bytes(reader_key)
    return header + _SUITE.encrypt(signature + rest, public_key, info=_TAG + header)


def is_bundle(beginning: bytes) -> bool:
    """Does a file that begins so belong to us?"""
    return beginning.startswith(MAGIC)


def opened(content: bytes, kind: BundleKind, private_keys: Mapping[bytes, bytes]) -> Letter:
    """Opens a file with one of our X25519 keys (by key id). Raises Refused(BundleRefusal) up to TAMPERED."""
    header = content[: _HEADER.size]
    reader, length = _read_header(header, kind)
    if len(content) < _HEADER.size + length:
        raise Refused(BundleRefusal.TRUNCATED, bytes=len(content), expected=_HEADER.size + length)
    private_key = private_keys.get(reader)
    if private_key is None:
        request = kind is BundleKind.REQUEST
        raise Refused(BundleRefusal.OTHER_CITY if request else BundleRefusal.OTHER_WORKSTATION)
    try:
        key = X25519PrivateKey.from_private_bytes(private_key)
        plain = _SUITE.decrypt(content[_HEADER.size :], key, info=_TAG + header)
    except InvalidTag as error:
        raise Refused(BundleRefusal.TAMPERED) from error
    return _parted(header, plain)


def reader_of(content: bytes) -> bytes:
    """The id of the key that a file was sealed to, once it was `opened`."""
    reader: bytes = _HEADER.unpack(content[: _HEADER.size])[3]
    return reader


def _read_header(header: bytes, kind: BundleKind) -> tuple[bytes, int]:
    """The reader's key id and the length of the sealed part."""
    if not is_bundle(header):
        raise Refused(BundleRefusal.NOT_A_BUNDLE)
    if len(header) < _HEADER.size:
        raise Refused(BundleRefusal.TRUNCATED, bytes=len(header), expected=_HEADER.size)
    _, version, found, reader, length = _HEADER.unpack(header)
    if version != FORMAT:
        raise Refused(BundleRefusal.FORMAT_NEWER, found=version, known=FORMAT)
    if found != kind:
        request = kind is BundleKind.REQUEST
        raise Refused(BundleRefusal.NOT_A_REQUEST if request else BundleRefusal.NOT_AN_ANSWER)
    return reader, length


def _parted(header: bytes, plain: bytes) -> Letter:
    signature, rest = plain[:_SIGNATURE_BYTES], plain[_SIGNATURE_BYTES:]
    if len(rest) < _LENGTH.size:
        raise Refused(BundleRefusal.MALFORMED)
    (length,) = _LENGTH.unpack_from(rest)
    end = _LENGTH.size + length
    if length > LETTER_BYTES_MAX or end > len(rest):
        raise Refused(BundleRefusal.MALFORMED)
    return Letter(rest[_LENGTH.size : end], _digest(header, rest), signature, rest[end:])


def _digest(header: bytes, rest: bytes) -> bytes:
    """What is signed: fixed lengths, so that nothing can move between the parts."""
    return _TAG + header + hashlib.sha256(rest).digest()
