"""Fares and the cheapest product, by the numbers of the domain rules §10."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.policies import Policies
from app.transit.fares import FareRules, Habit, cheapest, fare_of, fare_rules, fares_of_trip, ways_to_pay
from app.transit.pass_products import pass_rules
from tests.factories.policies import ON

SHIPPED = fare_rules(Policies(), ON)
TRIMET = FareRules({"adult": 280, "reduced": 140}, {"adult": 560, "reduced": 280}, 150)
HOUR = 3600


def test_the_shipped_fares_and_that_half_is_half() -> None:
    assert dict(SHIPPED.single_cents) == {"adult": 125, "reduced": 60}
    assert 2 * SHIPPED.single_cents["reduced"] <= SHIPPED.single_cents["adult"]


def test_each_boarding_pays_where_there_are_no_transfers() -> None:
    assert fare_of([8 * HOUR, 8 * HOUR + 600], "adult", SHIPPED) == 250
    assert fare_of([], "adult", SHIPPED) == 0


def test_what_a_trip_costs_each_kind_of_rider() -> None:
    fares = fares_of_trip(Policies(), [8 * HOUR, 9 * HOUR], ON)
    assert [(rider.code, cents) for rider, cents in fares] == [("adult", 250), ("reduced", 120)]
    assert fares_of_trip(Policies(), [], ON) == []


def test_a_ticket_of_two_and_a_half_hours_takes_further_boardings() -> None:
    assert fare_of([8 * HOUR, 9 * HOUR, 10 * HOUR + 1800], "adult", TRIMET) == 280
    assert fare_of([8 * HOUR, 10 * HOUR + 1801], "adult", TRIMET) == 560


def test_the_third_adult_ticket_of_a_day_is_free() -> None:
    """TriMet's cap: 2.80, 2.80, 0.00."""
    assert [fare_of([8 * HOUR], "adult", TRIMET, paid) for paid in (0, 280, 560)] == [280, 280, 0]


def test_twice_a_day_on_twenty_days_is_the_31_day_pass() -> None:
    best, second, *_ = cheapest(Policies(), Habit("adult", 2, 20), ON)
    assert best.product is not None and (best.product.code, best.count, best.cents) == ("day_31", 1, 3800)
    assert second.product is not None and (second.product.code, second.count, second.cents) == ("day_7", 4, 4000)


@pytest.mark.parametrize(
    ("habit", "code", "count", "cents"),
    [
        (Habit("adult", 2, 20, 7), "day_7", 3, 3000),
        (Habit("adult", 1, 1), None, 1, 125),
        (Habit("adult", 3, 1), "day_1", 1, 300),
        (Habit("adult", 2, 3), None, 6, 750),
        (Habit("reduced", 2, 5), "day_7", 1, 500),
        (Habit("adult", 2, 40), "day_31", 2, 7600),
    ],
)
def test_what_is_cheapest(habit: Habit, code: str | None, count: int, cents: int) -> None:
    best = cheapest(Policies(), habit, ON)[0]
    found = best.product.code if best.product is not None else None
    assert (found, best.count, best.cents) == (code, count, cents)


def test_a_cap_makes_single_fares_cheaper() -> None:
    ways = cheapest(Policies(), Habit("adult", 10, 1), ON)
    assert next(way for way in ways if way.product is None).cents == 1250
    singly = next(w for w in ways_to_pay(Habit("adult", 10, 2), TRIMET, pass_rules(Policies(), ON)) if not w.product)
    assert (singly.count, singly.cents) == (20, 1120)


@given(st.integers(1, 6), st.integers(1, 200), st.integers(1, 7))
def test_every_way_covers_every_ride_and_the_first_is_the_cheapest(rides: int, days: int, weekly: int) -> None:
    habit = Habit("adult", rides, days, weekly)
    ways = cheapest(Policies(), habit, ON)
    assert [way.cents for way in ways] == sorted(way.cents for way in ways)
    for way in ways:
        if way.product is None:
            assert way.count == rides * days
        elif way.product.rides:
            assert way.count * way.product.rides >= rides * days > (way.count - 1) * way.product.rides
        else:
            assert way.count * way.product.days >= days and way.count <= days
