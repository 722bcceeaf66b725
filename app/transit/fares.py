"""What a trip costs, and which product is the cheapest for what a rider says: policies `fares` and `passes`.

A feed's own fares are not read yet: the city's policy is what a counter charges. Amounts in integer cents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.policies import Policies
from app.transit.pass_products import PassRules, Product, Rider, pass_rules

_WEEK = 7


@dataclass(frozen=True)
class FareRules:
    """`single_cents`, `day_cap_cents`: by rider; `transfer_minutes` 0: each boarding pays."""

    single_cents: Mapping[str, int]
    day_cap_cents: Mapping[str, int]
    transfer_minutes: int


@dataclass(frozen=True)
class Habit:
    """What a rider says: so many rides a day, on so many days, so many of them a week. All at least 1."""

    rider: str
    rides_a_day: int
    days: int
    days_a_week: int = 5

    @property
    def ridden_on(self) -> tuple[int, ...]:
        """The days counted from the first: each week's first ones."""
        weekly = min(_WEEK, self.days_a_week)
        return tuple(number // weekly * _WEEK + number % weekly for number in range(self.days))


@dataclass(frozen=True)
class Way:
    """One way to pay for a habit: `count` passes of a product; None: single fares, `count` of them."""

    product: Product | None
    count: int
    cents: int


def fare_rules(policies: Policies, on: date) -> FareRules:
    """What holds on a day."""
    values = policies.at("fares", on).values
    return FareRules(values["single_cents"], values["day_cap_cents"], values["transfer_minutes"])


def fare_of(boardings: Sequence[int], rider: str, rules: FareRules, paid_cents: int = 0) -> int:
    """What boardings of one day cost, seconds of the day rising; `paid_cents`: what that day's earlier ones did."""
    paid, free_until = 0, -1
    for at in boardings:
        if at > free_until:
            paid += rules.single_cents[rider]
            free_until = at + rules.transfer_minutes * 60 if rules.transfer_minutes else -1
    cap = rules.day_cap_cents.get(rider)
    return paid if cap is None else max(0, min(paid, cap - paid_cents))


def fares_of_trip(policies: Policies, boardings: Sequence[int], on: date) -> list[tuple[Rider, int]]:
    """What the boardings of a trip cost each kind of rider, in the policy's order; nothing for a way on foot."""
    if not boardings:
        return []
    rules, riders = fare_rules(policies, on), pass_rules(policies, on).riders
    return [(each, fare_of(boardings, code, rules)) for code, each in riders.items() if code in rules.single_cents]


def ways_to_pay(habit: Habit, fares: FareRules, passes: PassRules) -> list[Way]:
    """Every way with one product, and with single fares; the cheapest first, of equals the one with fewer papers."""
    ways = [_with(product, habit) for product in passes.products.values() if habit.rider in product.prices]
    return sorted([*ways, _singly(habit, fares)], key=lambda way: (way.cents, way.product is None, way.count))


def cheapest(policies: Policies, habit: Habit, on: date) -> list[Way]:
    """The ways by the policies of a day."""
    return ways_to_pay(habit, fare_rules(policies, on), pass_rules(policies, on))


def _with(product: Product, habit: Habit) -> Way:
    count = _tickets(product, habit) if product.rides else _periods(product, habit)
    return Way(product, count, count * product.prices[habit.rider])


def _tickets(product: Product, habit: Habit) -> int:
    """Rides are ridden up; what holds for so long is not worried about."""
    return -(-habit.days * habit.rides_a_day // product.rides)


def _periods(product: Product, habit: Habit) -> int:
    """Each begins on the first day that none before it covers."""
    count, covered_until = 0, -1
    for day in habit.ridden_on:
        if day > covered_until:
            count, covered_until = count + 1, day + product.days - 1
    return count


def _singly(habit: Habit, fares: FareRules) -> Way:
    cap, single = fares.day_cap_cents.get(habit.rider), fares.single_cents[habit.rider]
    day = habit.rides_a_day * single
    return Way(None, habit.days * habit.rides_a_day, habit.days * (day if cap is None else min(day, cap)))
