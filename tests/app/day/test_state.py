"""The day's clock, ids and rules."""

from datetime import date

import pytest

from app.day.state import DayClock, DayIds, DayPolicies, Mistake, read_instant
from app.policies import PolicyError

ON = date(2026, 11, 20)


def test_an_instant_needs_its_offset() -> None:
    assert read_instant("2026-11-20T08:00:00-05:00", "at") == 1_795_179_600_000_000
    assert read_instant("2026-11-20T13:00:00.5Z", "at") == 1_795_179_600_500_000
    for written in ("2026-11-20", "08:00", "", "1" * 100, "1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z"):
        with pytest.raises(Mistake, match="`at`"):
            read_instant(written, "at")


def test_time_goes_on_between_commands() -> None:
    clock = DayClock()
    first = clock.now_us()
    assert clock.now_us() == first + 1000
    clock.at_us = 5
    assert clock.now_us() == 1005


def test_ids_are_counted_and_bytes_never_repeat() -> None:
    ids, again = DayIds(), DayIds()
    assert ids.new_id() == again.new_id() == "00000000-0000-7000-8000-000000000001"
    one, two = ids.random_bytes(32), ids.random_bytes(32)
    assert one == again.random_bytes(32) and one != two and len(one) == 32


def test_a_changed_rule_counts_as_the_next_version() -> None:
    policies = DayPolicies()
    shipped = policies.at("cash_rounding", ON)
    policies.change("cash_rounding", {"enabled": True})
    changed = policies.at("cash_rounding", ON)
    assert (changed.values["enabled"], changed.values["unit_cents"], changed.version) == (True, 5, shipped.version + 1)
    assert policies.at("tenders", ON).version == 1
    with pytest.raises(PolicyError):
        policies.at("no_such_rule", ON)
