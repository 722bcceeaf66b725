"""CBOR against the examples of RFC 8949; one form only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.transit.cbor import Item, decode, encode

ITEMS: st.SearchStrategy[Item] = st.one_of(st.integers(0, 2**32 - 1), st.binary(max_size=300), st.text(max_size=300))


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ((), "80"),
        ((1, 2, 3), "83010203"),
        ((23, 24, 100, 1000, 1_000_000), "85171818" + "1864" + "1903e8" + "1a000f4240"),
        ((b"\x01\x02\x03\x04", "IETF", "ü"), "8344010203046449455446" + "62c3bc"),
    ],
)
def test_examples_of_the_standard(items: tuple[Item, ...], written: str) -> None:
    assert encode(items).hex() == written
    assert decode(bytes.fromhex(written)) == items


@given(st.lists(ITEMS, max_size=30).map(tuple))
def test_back_again(items: tuple[Item, ...]) -> None:
    assert decode(encode(items)) == items


@given(st.binary(max_size=40))
def test_whatever_is_read_is_written_so(data: bytes) -> None:
    """No two writings of one content: a signature of one is the signature of what is shown."""
    try:
        items = decode(data)
    except ValueError:
        return
    assert encode(items) == data


@pytest.mark.parametrize(
    "written",
    [
        *("", "01", "8101ff", "82", "8120", "811817", "81190017", "811900ff", "811a0000ffff"),
        *("811b0000000000000001", "4101", "81f4", "8141", "8161ff"),
    ],
)
def test_what_is_not_read(written: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        decode(bytes.fromhex(written))


@pytest.mark.parametrize("number", [-1, 2**32])
def test_what_does_not_fit(number: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode((number,))
