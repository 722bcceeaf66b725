"""Billing cycles and usage of the demo city."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.accounts.demo_city.billing import DUE_DAYS, PLAIN_SERVICES, Usage, cycle_dates, habit, on_weekday


@given(st.integers(1, 20), st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31)), st.integers(1, 14))
def test_cycles_end_before_today_on_weekdays(cycle_day: int, today: date, months: int) -> None:
    found = cycle_dates(cycle_day, today, months)
    assert len(found) == months
    assert len({bill.period for bill in found}) == months
    assert [bill.issued_on for bill in found] == sorted(bill.issued_on for bill in found)
    assert found[-1].issued_on < today <= found[-1].issued_on + timedelta(days=34)
    assert all(bill.issued_on.weekday() < 5 for bill in found)
    assert all(bill.due_on - bill.issued_on == timedelta(days=DUE_DAYS) for bill in found)


def test_a_weekend_moves_to_monday() -> None:
    assert on_weekday(date(2026, 8, 1)) == date(2026, 8, 3)
    assert on_weekday(date(2026, 8, 2)) == date(2026, 8, 3)
    assert on_weekday(date(2026, 8, 3)) == date(2026, 8, 3)


def test_sewer_follows_water_and_fixed_services_stay() -> None:
    usage = Usage(Random(3), 1.0)
    months = [dict(usage.amounts(month)) for month in range(1, 13)]
    assert len({amounts["stormwater"] for amounts in months}) == 1
    assert all(amounts["sewer"] == 980 + amounts["water"] * 11 // 20 for amounts in months if "sewer" in amounts)


def test_flats_pay_fixed_services_by_the_unit() -> None:
    assert dict(Usage(Random(3), 1.0, dwelling_units=4).amounts(1))["stormwater"] == 4 * 1_071


def test_nobody_has_sewer_without_water() -> None:
    for seed in range(300):
        services = Usage(Random(seed), 1.0).services
        assert "water" in services or "sewer" not in services


def test_plain_services() -> None:
    assert Usage(Random(1), 1.0, plain=True).services == PLAIN_SERVICES


def test_habits_are_mostly_good() -> None:
    random = Random(5)
    found = [habit(random, 10) for _ in range(2_000)]
    assert sum(each.unpaid <= 1 and not each.ahead for each in found) > 1_600
    assert max(each.unpaid for each in found) == 5
    assert any(each.ahead for each in found)
    assert any(each.part for each in found)
