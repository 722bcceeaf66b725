"""The policy of returned payments: fees by tiers, cash only, calendar months."""

from datetime import date

import pytest

from app.payments.return_rules import ReturnRules, months_later, return_rules
from app.policies import Policies

DAY = date(2026, 11, 20)
RULES = return_rules(Policies(), DAY)


# Domain rules §2: 50.00 → 25; 50.01 → 30; 300.00 → 30; 1,000 → 50.
@pytest.mark.parametrize(
    ("face_cents", "fee_cents"),
    [
        (1, 2500),
        (5000, 2500),
        (5001, 3000),
        (30000, 3000),
        (30001, 4000),
        (80000, 4000),
        (80010, 4001),
        (100_000, 5000),
    ],
)
def test_the_fee_follows_the_tiers_or_five_percent(face_cents: int, fee_cents: int) -> None:
    assert RULES.fee_cents(face_cents, "R01") == fee_cents


def test_nobody_pays_for_what_the_bank_did() -> None:
    assert RULES.fee_cents(100_000, "R24") == 0


def test_reasons_have_words_in_both_languages() -> None:
    assert RULES.reasons["R01"].name("es") == "Fondos insuficientes"
    assert RULES.reasons["R01"].name("fr") == "Insufficient funds"
    assert all(reason.name("es") and reason.name("en") for reason in RULES.reasons.values())


def _with(returns: int, within: int, months: int) -> ReturnRules:
    rule = {"returns": returns, "within_months": within, "months": months}
    return ReturnRules("returned_payments/9", {**RULES.values, "cash_only": rule})


def test_one_return_makes_twelve_months_cash_only() -> None:
    """Bradenton Beach."""
    assert _with(1, 12, 12).cash_only_until([], DAY) == date(2027, 11, 20)


def test_two_returns_in_six_months_make_twelve() -> None:
    """Lake Wales: the first of just six months ago does not count any more."""
    rules = _with(2, 6, 12)
    assert rules.cash_only_until([], DAY) is None
    assert rules.cash_only_until([date(2026, 5, 20)], DAY) is None
    assert rules.cash_only_until([date(2026, 5, 21)], DAY) == date(2027, 11, 20)
    assert rules.cash_only_until([date(2026, 11, 21)], DAY) is None


def test_a_city_may_go_without_the_rule() -> None:
    assert _with(0, 6, 12).cash_only_until([DAY], DAY) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_where_months_end(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_a_reason_that_the_policy_no_longer_has_is_said_by_its_code() -> None:
    assert RULES.reason_name("R01", "en") == "R01, Insufficient funds" and RULES.reason_name("R99", "es") == "R99"
