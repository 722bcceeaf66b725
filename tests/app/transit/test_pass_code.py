"""The signed code: back again as it was, and no sign of it can be another one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal.chain import Signer
from app.transit import base45, cbor
from app.transit.pass_code import CODE_LENGTH_MAX, END, PREFIX, PassContent, key_id, read_code, write_code

SIGNER = Signer(bytes(range(32)))
OTHER = Signer(bytes(32))
CONTENT = PassContent(
    key_id(SIGNER.public_bytes),
    "A2-1-000318-K7QF-1",
    "day_31",
    "adult",
    date(2026, 11, 20),
    date(2026, 12, 20),
    3800,
    0,
)
CODE = write_code(CONTENT, SIGNER)


def test_what_was_written_is_read_and_verifies() -> None:
    read = read_code(CODE)
    assert read is not None and read.content == CONTENT
    assert read.verifies(SIGNER.public_bytes)
    assert not read.verifies(OTHER.public_bytes) and not read.verifies(b"no key")


def test_it_fits_a_small_code_of_letters_and_digits_only() -> None:
    """QR's alphanumeric mode; version 9 at level M holds 262 signs."""
    assert set(CODE) <= set(base45.ALPHABET) and len(CODE) <= 262


@given(st.integers(0, len(CODE) - 1), st.sampled_from(base45.ALPHABET))
def test_any_other_sign_is_noticed(place: int, sign: str) -> None:
    changed = CODE[:place] + sign + CODE[place + 1 :]
    read = read_code(changed)
    assert changed == CODE or read is None or not read.verifies(SIGNER.public_bytes)


@given(st.text(max_size=60))
def test_whatever_is_scanned_is_read_or_not(text: str) -> None:
    assert read_code(text) is None
    assert read_code(f"{PREFIX}{text}{END}") is None


def packed(*items: cbor.Item) -> str:
    return PREFIX + base45.encode(cbor.encode(items)) + END


@pytest.mark.parametrize(
    "code",
    [
        packed(b"", b""),
        packed("signed", b""),
        packed(cbor.encode((2, b"", "s", "p", "r", 1, 1, 1, 1)), b""),
        packed(cbor.encode((1, b"", "s", "p", "r", 0, 1, 1, 1)), b""),
        packed(cbor.encode((1, b"", "s", "p", "r", 1, 2**31, 1, 1)), b""),
        packed(cbor.encode((1, "key", "s", "p", "r", 1, 1, 1, 1)), b""),
        PREFIX + "0" * CODE_LENGTH_MAX + END,
        CODE.lower(),
        CODE.removesuffix(END),
    ],
    ids=["empty", "text", "version", "no day", "far day", "key", "long", "small letters", "cut"],
)
def test_other_things_are_no_codes(code: str) -> None:
    assert read_code(code) is None
