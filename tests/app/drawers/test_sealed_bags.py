"""Bag numbers are compared as people read them."""

import pytest

from app.drawers.sealed_bags import bag_key


@pytest.mark.parametrize(
    ("one", "other"), [("B-0071", "b-71"), ("B 0071", "b0071"), ("００７1", "71"), ("A/0", "a/00"), (" 12 ", "12")]
)
def test_one_bag(one: str, other: str) -> None:
    assert bag_key(one) == bag_key(other)


@pytest.mark.parametrize(("one", "other"), [("B-71", "B71"), ("710", "71"), ("A1", "B1"), ("100", "1")])
def test_two_bags(one: str, other: str) -> None:
    assert bag_key(one) != bag_key(other)
