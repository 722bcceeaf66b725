"""Which transit passes a counter sells, to whom, for how much: policy `passes`. Amounts in integer cents.

Confusable words: a *product* is what the city offers ("31-day pass"), a *rider* the category that a price is for
(GTFS `rider_categories`), a *choice* a product for a rider from a day on, a *pass* what was handed over, with its
number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.policies import Policies, Policy


@dataclass(frozen=True)
class Rider:
    """Who pays which price. `names`, `proof`: by language; `proof` is what whoever sells looks at, {} for nothing."""

    code: str
    names: Mapping[str, str]
    proof: Mapping[str, str]


@dataclass(frozen=True)
class Product:
    """`days`: how long it holds, the first day included; `rides`: 0 for any number. `prices`: rider → cents."""

    code: str
    names: Mapping[str, str]
    media: str
    days: int
    rides: int
    prices: Mapping[str, int]
    account: str
    account_name: str

    def last_on(self, first_on: date) -> date:
        """Its last day, if this is its first."""
        return first_on + timedelta(days=self.days - 1)


@dataclass(frozen=True)
class PassRules:
    """The policy of a day; products and riders in its order, by their codes."""

    policy: Policy
    riders: Mapping[str, Rider]
    products: Mapping[str, Product]

    @property
    def days_ahead_max(self) -> int:
        """How many days before its first day a pass may be sold."""
        return int(self.policy.values["days_ahead_max"])

    @property
    def replacement_cents(self) -> int:
        """What a new paper for a lost pass costs."""
        return int(self.policy.values["replacement"]["cents"])


@dataclass(frozen=True)
class PassChoice:
    """A product for a rider, from a day on."""

    product: str
    rider: str
    first_on: date

    @property
    def key(self) -> str:
        """As a sale keeps it: `day_31/adult/2026-11-20`."""
        return f"{self.product}/{self.rider}/{self.first_on.isoformat()}"


@dataclass(frozen=True)
class Replacement:
    """A new paper for a lost pass."""

    serial: str

    @property
    def key(self) -> str:
        """As a sale keeps it: `replace/A2-1-000318-K7QF-1`."""
        return f"{REPLACE}/{self.serial}"


REPLACE = "replace"


def read_choice(key: str) -> PassChoice | Replacement | None:
    """What a sale keeps; None for what is none."""
    first, _, rest = key.partition("/")
    if first == REPLACE:
        return Replacement(rest)
    rider, _, day = rest.partition("/")
    try:
        return PassChoice(first, rider, date.fromisoformat(day))
    except ValueError:
        return None


def pass_rules(policies: Policies, on: date) -> PassRules:
    """What is sold on a day."""
    policy = policies.at("passes", on)
    riders = [_rider(each) for each in policy.values["riders"]]
    products = [_product(each) for each in policy.values["products"]]
    return PassRules(policy, {each.code: each for each in riders}, {each.code: each for each in products})


def _rider(values: Mapping[str, Any]) -> Rider:
    return Rider(values["code"], values["name"], values.get("proof", {}))


def _product(values: Mapping[str, Any]) -> Product:
    return Product(
        code=values["code"],
        names=values["name"],
        media=values["media"],
        days=values["days"],
        rides=values.get("rides", 0),
        prices=values["price_cents"],
        account=values["account"],
        account_name=values["account_name"],
    )
