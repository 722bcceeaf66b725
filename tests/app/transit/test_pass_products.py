"""The shipped products: each can be sold, and the reduced price is half at most (49 CFR 609.23)."""

from datetime import date

import pytest

from app.policies import Policies
from app.transit.pass_products import PassChoice, Replacement, pass_rules, read_choice
from tests.factories.policies import ON

RULES = pass_rules(Policies(), ON)


def test_prices_of_the_domain_rules() -> None:
    """§10: day 3, 7-day 10, 31-day 38, replacement 3."""
    adult = {code: product.prices["adult"] for code, product in RULES.products.items()}
    assert adult == {"day_31": 3800, "day_7": 1000, "day_1": 300, "ride_10": 1250}
    assert (RULES.replacement_cents, RULES.days_ahead_max) == (300, 60)


@pytest.mark.parametrize("code", RULES.products)
def test_each_product_can_be_sold(code: str) -> None:
    product = RULES.products[code]
    assert set(product.prices) <= set(RULES.riders) and min(product.prices.values()) > 0
    assert set(product.names) == {"en", "es"} and product.media == "paper"
    assert product.account and product.account_name and product.days >= 1


@pytest.mark.parametrize("code", RULES.products)
def test_half_fare_is_half_at_most(code: str) -> None:
    prices = RULES.products[code].prices
    assert 2 * prices["reduced"] <= prices["adult"]


def test_a_pass_holds_for_its_days_the_first_included() -> None:
    assert RULES.products["day_31"].last_on(ON) == date(2026, 12, 20)
    assert RULES.products["day_1"].last_on(ON) == ON


@pytest.mark.parametrize("choice", [PassChoice("day_31", "adult", ON), Replacement("A2-1-000318-K7QF-1")])
def test_a_choice_is_read_as_it_was_kept(choice: PassChoice | Replacement) -> None:
    assert read_choice(choice.key) == choice


@pytest.mark.parametrize("key", ["", "day_31", "day_31/adult", "day_31/adult/soon", "a/b/c/d"])
def test_other_words_are_no_choice(key: str) -> None:
    assert read_choice(key) is None
