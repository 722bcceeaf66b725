"""Signed, sealed, bounded: what comes out is what went in, or a refusal; never anything else."""

import struct

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.journal.chain import Signer
from app.sync.bundle import seal
from app.sync.bundle.seal import BundleKind, Letter, is_bundle, key_id, opened, sealed
from app.sync.bundle.types import BundleRefusal

READER = bytes(31) + b"r"
READER_PUBLIC = X25519PrivateKey.from_private_bytes(READER).public_key().public_bytes_raw()
KEYS = {key_id(READER_PUBLIC): READER}
WRITER = Signer(bytes(31) + b"w")


def made(letter: bytes = b"letter", content: bytes = b"content") -> bytes:
    return sealed(BundleKind.REQUEST, letter, content, WRITER.sign, READER_PUBLIC)


def read(file: bytes) -> Letter:
    letter = opened(file, BundleKind.REQUEST, KEYS)
    letter.verify(WRITER.public_bytes)
    return letter


def packed(inner: bytes) -> bytes:
    """A file sealed around any bytes, as whoever has the reader's public key can make it."""
    header = seal._HEADER.pack(seal.MAGIC, 1, BundleKind.REQUEST, key_id(READER_PUBLIC), seal._SEAL_BYTES + len(inner))
    reader = X25519PublicKey.from_public_bytes(READER_PUBLIC)
    return header + seal._SUITE.encrypt(inner, reader, info=seal._TAG + header)


@given(st.binary(max_size=5000), st.binary(max_size=50_000))
def test_a_round_trip(letter: bytes, content: bytes) -> None:
    found = read(made(letter, content))
    assert (found.letter, found.content()) == (letter, content)


@given(st.data())
def test_one_changed_byte_is_refused(data: st.DataObject) -> None:
    file = bytearray(made())
    place = data.draw(st.integers(0, len(file) - 1))
    file[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        read(bytes(file))


@given(st.integers(0, 200))
def test_any_cut_is_refused(kept: int) -> None:
    file = made()
    with pytest.raises(Refused) as refused:
        read(file[: min(kept, len(file) - 1)])
    assert refused.value.code in (BundleRefusal.NOT_A_BUNDLE, BundleRefusal.TRUNCATED)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read(content)
    with pytest.raises(Refused):
        read(seal.MAGIC + content)


@given(st.binary(max_size=300))
def test_any_sealed_bytes_are_refused(inner: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read(packed(inner))
    assert refused.value.code in (BundleRefusal.MALFORMED, BundleRefusal.FORGED)


def test_a_letter_longer_than_the_file_is_malformed() -> None:
    with pytest.raises(Refused) as refused:
        read(packed(bytes(64) + struct.pack(">I", 2**32 - 1) + b"x"))
    assert refused.value.code is BundleRefusal.MALFORMED


def test_sealed_twice_differs() -> None:
    assert made() != made()


def test_what_was_signed_for_one_reader_cannot_be_sealed_for_another() -> None:
    """The second reader opens it, and sees that it was not signed for him."""
    other = bytes(31) + b"o"
    public = X25519PrivateKey.from_private_bytes(other).public_key().public_bytes_raw()
    first = opened(made(), BundleKind.REQUEST, KEYS)
    again = sealed(BundleKind.REQUEST, b"letter", b"content", lambda _signed: first._signature, public)
    with pytest.raises(Refused) as refused:
        opened(again, BundleKind.REQUEST, {key_id(public): other}).verify(WRITER.public_bytes)
    assert refused.value.code is BundleRefusal.FORGED


def test_a_bomb_is_unpacked_to_its_limit_only() -> None:
    letter = read(made(content=bytes(100_001)))
    with pytest.raises(Refused) as refused:
        letter.content(100_000)
    assert refused.value.code is BundleRefusal.BOMB
    assert read(made(content=bytes(100_000))).content(100_000) == bytes(100_000)


@pytest.mark.parametrize("tail", [b"", b"not packed", b"x\x9c\x03"])
def test_what_is_packed_badly_is_malformed(tail: bytes) -> None:
    inner = struct.pack(">I", 1) + b"l" + tail
    header = seal._HEADER.pack(
        seal.MAGIC, 1, BundleKind.REQUEST, key_id(READER_PUBLIC), seal._SEAL_BYTES + 64 + len(inner)
    )
    letter = read(packed(WRITER.sign(seal._digest(header, inner)) + inner))
    with pytest.raises(Refused) as refused:
        letter.content()
    assert refused.value.code is BundleRefusal.MALFORMED


def test_nothing_but_the_header_can_be_read() -> None:
    file = made(b"A2 canary-letter", b"canary-content " * 100)
    assert is_bundle(file)
    assert b"canary" not in file
    assert b"A2" not in file[:27]
