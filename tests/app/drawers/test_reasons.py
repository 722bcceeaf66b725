"""Reasons of a policy, in the language of whoever reads."""

from enum import StrEnum

import pytest

from app.drawers.reasons import find_reason, name_in, reasons
from tests.factories.outcomes import refused
from tests.factories.policies import policy


class Unknown(StrEnum):
    """A workflow's own code."""

    REASON_UNKNOWN = "reason_unknown"


def test_names_fall_back_to_english() -> None:
    (reason,) = reasons([{"code": "lunch", "name": {"en": "Lunch", "es": "Almuerzo"}, "minutes": 30}])
    assert (reason.name("es"), reason.name("fr"), reason.values["minutes"]) == ("Almuerzo", "Lunch", 30)
    assert name_in({}, "en") == ""


def test_an_unknown_code_is_the_caller_s_refusal() -> None:
    assert refused(lambda: find_reason([], "wine" * 100, Unknown.REASON_UNKNOWN)) is Unknown.REASON_UNKNOWN


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("pay_in_out", "pay_in"),
        ("pay_in_out", "pay_out"),
        ("cash_control", "open_without_sale"),
        ("cash_control", "suspend"),
    ],
)
def test_shipped_reasons_are_each_other_s_only_once(key: str, name: str) -> None:
    listed = reasons(policy(key).values[name])
    assert len({reason.code for reason in listed}) == len(listed) and all(reason.name("es") for reason in listed)
