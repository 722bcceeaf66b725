"""Which PINs and passwords are taken, by the shipped policy."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.identity.demo_people import DEMO_PEOPLE
from app.identity.refusals import IdentityRefusal
from app.identity.rules import secret_rules
from app.identity.secret_rules import normal_password, refuse_password, refuse_pin
from app.policies import Policies
from tests.factories.outcomes import refused

RULES = secret_rules(Policies(), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("9" * 10_000_000, IdentityRefusal.PIN_TOO_LONG),
        ("2749138056172", IdentityRefusal.PIN_TOO_LONG),
        ("27491a", IdentityRefusal.PIN_NOT_DIGITS),
        ("-74913", IdentityRefusal.PIN_NOT_DIGITS),
        ("٢٧٤٩١٣", IdentityRefusal.PIN_NOT_DIGITS),
        ("²74913", IdentityRefusal.PIN_NOT_DIGITS),
        ("27491\0", IdentityRefusal.PIN_NOT_DIGITS),
        ("\u202e274913", IdentityRefusal.PIN_NOT_DIGITS),
        (" 274913", IdentityRefusal.PIN_NOT_DIGITS),
        ("1,5", IdentityRefusal.PIN_NOT_DIGITS),
        ("", IdentityRefusal.PIN_TOO_SHORT),
        ("27491", IdentityRefusal.PIN_TOO_SHORT),
        ("123456", IdentityRefusal.PIN_TOO_COMMON),
        ("000000", IdentityRefusal.PIN_TOO_COMMON),
        ("888888", IdentityRefusal.PIN_TOO_COMMON),
        ("654321", IdentityRefusal.PIN_TOO_COMMON),
        ("567890", IdentityRefusal.PIN_TOO_COMMON),
        ("135791", IdentityRefusal.PIN_TOO_COMMON),
        ("121212", IdentityRefusal.PIN_TOO_COMMON),
        ("457457", IdentityRefusal.PIN_TOO_COMMON),
        ("198507", IdentityRefusal.PIN_TOO_COMMON),
        ("071985", IdentityRefusal.PIN_TOO_COMMON),
        ("07042001", IdentityRefusal.PIN_TOO_COMMON),
        ("159753", IdentityRefusal.PIN_TOO_COMMON),
    ],
)
def test_refused_pins(pin: str, code: IdentityRefusal) -> None:
    assert refused(lambda: refuse_pin(pin, RULES)) is code


@pytest.mark.parametrize("pin", ["840571", "839165", "274913805617", *(demo.pin for demo in DEMO_PEOPLE)])
def test_taken_pins(pin: str) -> None:
    refuse_pin(pin, RULES)


@given(st.text(max_size=20))
def test_any_text_is_taken_or_refused(typed: str) -> None:
    for rule in (refuse_pin, refuse_password):
        try:
            rule(typed, RULES)
        except Refused as refusal:
            assert typed not in refusal.values.values()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("x" * 10_000_000, IdentityRefusal.PASSWORD_TOO_LONG),
        ("", IdentityRefusal.PASSWORD_TOO_SHORT),
        ("elevensigns", IdentityRefusal.PASSWORD_TOO_SHORT),
        ("twelve signs\0", IdentityRefusal.PASSWORD_CHARACTERS),
        ("twelve\ud800signs", IdentityRefusal.PASSWORD_CHARACTERS),
        ("aaaaaaaaaaaa", IdentityRefusal.PASSWORD_TOO_SIMPLE),
        ("abAbaBabABab", IdentityRefusal.PASSWORD_TOO_SIMPLE),
        ("abcdefghijkl", IdentityRefusal.PASSWORD_TOO_SIMPLE),
        ("123456789012", IdentityRefusal.PASSWORD_TOO_SIMPLE),
    ],
)
def test_refused_passwords(password: str, code: IdentityRefusal) -> None:
    assert refused(lambda: refuse_password(password, RULES)) is code


@pytest.mark.parametrize(
    "password", ["correct horse", "contraseña larga", "密码 很长 的 密码 密码密码", "p" * 64 + "aß!"]
)
def test_taken_passwords(password: str) -> None:
    refuse_password(password, RULES)


def test_one_form_for_what_keyboards_compose() -> None:
    assert normal_password("cafe\u0301") == normal_password("café")
    assert normal_password("Ａｂｃ") == normal_password("Abc")
