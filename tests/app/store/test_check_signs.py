"""Groups with check signs: read as they are printed, whatever their length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.check_signs import Mistyped, WrongLength, grouped, plain_signs, ungrouped


@given(st.integers(1, 8).flatmap(lambda count: st.binary(min_size=count * 5, max_size=count * 5)))
def test_what_is_printed_is_read(secret: bytes) -> None:
    assert ungrouped("-".join(grouped(secret)), len(secret)) == secret
    assert all(len(group) == 5 for group in grouped(secret))


def test_look_alikes_and_spaces_do_not_matter() -> None:
    assert plain_signs(" oOiI-lL ") == "001111"


def test_a_wrong_length_says_both() -> None:
    with pytest.raises(WrongLength) as wrong:
        ungrouped("ABC", 5)
    assert (wrong.value.signs, wrong.value.expected) == (3, 10)


def test_a_mistyped_group_is_named() -> None:
    first, second = grouped(b"abcde")
    with pytest.raises(Mistyped) as wrong:
        ungrouped(first + second[:-1] + ("0" if second[-1] != "0" else "1"), 5)
    assert wrong.value.group == 2
