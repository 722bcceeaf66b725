"""Every refusal has one sentence that says what to do; none shows a code or an empty place."""

import pkgutil
import re
from enum import StrEnum
from importlib import import_module

import pytest

import app
import printing
from app.day.state import DayRefusal
from app.errors import Refused, Unavailable
from app.payments.allocate import AllocationRefusal
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import TenderRefusal
from app.print_jobs.types import Failure
from app.store.database import StoreFailure
from ui.error_messages import has_wording, message, sentence

WORDED_ELSEWHERE = (DayRefusal, Failure)
"""Answers of `civic-counter run`; what ails a printer (`ui/device_messages.py`, `ui/status_parts.py`)."""


def _enums() -> list[type[StrEnum]]:
    """Every list of refusals and failures that the program has."""
    for package in (app, printing):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                import_module(module.name)
    named = [enum for enum in StrEnum.__subclasses__() if enum.__name__.endswith(("Refusal", "Failure"))]
    ours = [enum for enum in named if enum.__module__.startswith(("app.", "printing."))]
    return sorted(set(ours) - set(WORDED_ELSEWHERE), key=lambda enum: enum.__name__)


ENUMS = _enums()
MEMBERS = [member for enum in ENUMS for member in enum]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: f"{type(member).__name__}.{member.name}")
def test_every_refusal_is_worded(member: StrEnum) -> None:
    assert has_wording(member)
    words = message(member)
    assert words[0].isupper() or words[0] in " 0123456789" or words.startswith("is "), words
    assert words.endswith(".")
    assert len(words) <= 130, len(words)
    assert not re.search(r"[A-Z_]{4,}|[{}]", words.replace("PIN", ""))


def test_values_are_shown_as_people_read_them() -> None:
    refusal = Refused(TenderRefusal.NON_CASH_OVER_TOTAL, over_cents=125_07)
    assert sentence(refusal).startswith("That is 125.07 more than is due")


def test_what_is_not_available_is_said_too() -> None:
    assert sentence(Unavailable(StoreFailure.DISK_FULL)).startswith("The disk is full.")


@pytest.mark.parametrize(
    ("missing", "begins"),
    [
        ("journal", "There is no workstation"),
        ("workstation", "There is no workstation"),
        ("reference", "There is no data"),
    ],
)
def test_what_is_not_set_up_is_named(missing: str, begins: str) -> None:
    assert sentence(Unavailable(StoreFailure.NOT_SET_UP, missing=missing)).startswith(begins)


def test_two_enums_with_one_value_keep_their_own_words() -> None:
    assert message(AllocationRefusal.AMOUNT_NOT_POSITIVE) != message(PaymentRefusal.AMOUNT_NOT_POSITIVE)


def test_a_code_without_words_is_still_said() -> None:
    class Unknown(StrEnum):
        NEW = "new"

    assert "new" in message(Unknown.NEW)
    assert not has_wording(Unknown.NEW)
