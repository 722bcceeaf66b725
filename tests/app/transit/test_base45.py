"""Base45 against the examples of RFC 9285 and its own inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.transit.base45 import decode, encode


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")]
)
def test_examples_of_the_standard(data: bytes, text: str) -> None:
    assert (encode(data), decode(text)) == (text, data)


@given(st.binary(max_size=80))
def test_back_again(data: bytes) -> None:
    assert decode(encode(data)) == data


@pytest.mark.parametrize("text", ["GGW", ":::", "A", "ab", "::"])
def test_what_no_encoder_writes(text: str) -> None:
    with pytest.raises(ValueError, match="sign"):
        decode(text)
