"""The two failures carry a code and plain values."""

from enum import StrEnum

import pytest

from app.errors import Refused, Unavailable


class Why(StrEnum):
    TOO_LATE = "too_late"


@pytest.mark.parametrize("failure", [Refused, Unavailable])
def test_a_failure_carries_its_code_and_values(failure: type[Refused] | type[Unavailable]) -> None:
    error = failure(Why.TOO_LATE, hours=3, reason="closed")
    assert error.code is Why.TOO_LATE
    assert error.values == {"hours": 3, "reason": "closed"}
    assert str(error) == "Why.TOO_LATE {'hours': 3, 'reason': 'closed'}"


def test_a_failure_without_values_is_its_code() -> None:
    assert str(Refused(Why.TOO_LATE)) == "Why.TOO_LATE"
    assert Refused(Why.TOO_LATE).values == {}


def test_the_two_are_told_apart() -> None:
    assert not issubclass(Refused, Unavailable)
    assert not issubclass(Unavailable, Refused)
