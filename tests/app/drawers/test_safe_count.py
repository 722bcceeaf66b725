"""Counting the safe: the first count is its opening content; a difference afterwards needs a reason and a signature."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers import safe_count
from app.drawers.safe_count import CountSafe, DiscrepancyRefusal, RecordDiscrepancy, SafeCountRefusal, is_settled
from app.drawers.safe_facts import BagEvent
from app.identity.approvals import ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger
from tests.factories.movements import drop
from tests.factories.outcomes import refused
from tests.factories.safe import bag_called, count_safe, move, receive

INTENT = "0000005a-0000-7000-8000-000000000001"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def settle(counter: Counter, count: str, reason: str = "not_explained", **also: object) -> object:
    """Posts a difference."""
    command = replace(RecordDiscrepancy(INTENT, count, reason, second=SUPERVISOR), **also)  # type: ignore[arg-type] # by name
    return safe_count.record_discrepancy(counter.services, CASHIER, command)


def test_the_first_count_records_what_the_safe_was_opened_with(counter: Counter) -> None:
    assert ledger(counter.services)["safe"] == -20000  # the float came out of it
    found = count_safe(counter, 180000)
    assert found.count.first and found.count.difference_cents == 200000
    assert ledger(counter.services)["safe"] == 180000 and ledger(counter.services)["change_fund"] == -200000
    assert refused(lambda: settle(counter, found.count.fact_id)) is DiscrepancyRefusal.NO_DIFFERENCE
    assert check(counter.services, thorough=True) == ()


def test_a_later_difference_waits_for_a_reason(counter: Counter) -> None:
    count_safe(counter, 180000)
    found = count_safe(counter, 179900).count
    assert (found.difference_cents, found.first) == (-100, False)
    assert ledger(counter.services)["safe"] == 180000
    settle(counter, found.fact_id)
    assert ledger(counter.services)["safe"] == 179900 and ledger(counter.services)["over_short"] == 100
    with counter.services.read_journal() as journal:
        assert is_settled(journal, found.fact_id)
    assert count_safe(counter, 179900).count.difference_cents == 0
    assert check(counter.services, thorough=True) == ()


def test_a_bag_that_is_missed_is_named_and_stays_in_the_books(counter: Counter) -> None:
    drop(counter, {2000: 2}, "B-1")
    drop(counter, {2000: 1}, "B-2")
    receive(counter)
    found = count_safe(counter, 180000, bag_called(counter, "B-2"))
    assert found.missed == ("B-1",) and found.count.difference_cents == 200000
    assert bag_called(counter, "B-1").state is BagEvent.MISSED
    assert ledger(counter.services)["safe"] == 180000 + 6000
    again = count_safe(counter, 180000, bag_called(counter, "B-1"), bag_called(counter, "B-2"))
    assert again.missed == () and bag_called(counter, "B-1").state is BagEvent.COUNTED
    assert check(counter.services, thorough=True) == ()


def test_the_same_intent_again_counts_nothing(counter: Counter) -> None:
    command = CountSafe(INTENT, {10000: 1}, (), SUPERVISOR)
    first = safe_count.record(counter.services, CASHIER, command)
    facts = fact_count(counter.services)
    again = safe_count.record(counter.services, CASHIER, replace(command, pieces={}))
    assert again.count == first.count and fact_count(counter.services) == facts
    later = count_safe(counter, 5000).count.fact_id
    settle(counter, later, intent="x")
    facts = fact_count(counter.services)
    settle(counter, later, intent="x")
    assert fact_count(counter.services) == facts


def _counted(counter: Counter, **also: object) -> object:
    count_safe(counter, 10000)
    return settle(counter, count_safe(counter, 9000).count.fact_id, **also)  # type: ignore[arg-type] # by name


def _again(counter: Counter) -> object:
    count_safe(counter, 10000)
    found = count_safe(counter, 9000).count.fact_id
    settle(counter, found)
    return settle(counter, found, intent="x")


def _late(counter: Counter) -> object:
    count_safe(counter, 10000)
    found = count_safe(counter, 9000).count.fact_id
    move(counter, 100)
    return settle(counter, found)


def _bag(counter: Counter) -> object:
    return safe_count.record(counter.services, CASHIER, CountSafe(INTENT, {}, ("x",)))


def _taken(counter: Counter) -> object:
    return safe_count.record(counter.services, CASHIER, CountSafe(counter.shift.shift, {}, ("x",)))


ROWS: list[tuple[object, Callable[[Counter], object]]] = [
    (SafeCountRefusal.INTENT_TAKEN, _taken),
    (SafeCountRefusal.BAG_UNKNOWN, _bag),
    (DiscrepancyRefusal.INTENT_TAKEN, lambda c: settle(c, "none", intent=c.shift.shift)),
    (DiscrepancyRefusal.COUNT_UNKNOWN, lambda c: settle(c, "none")),
    (DiscrepancyRefusal.ALREADY_RECORDED, _again),
    (DiscrepancyRefusal.NO_DIFFERENCE, lambda c: settle(c, count_safe(c, 100).count.fact_id)),
    (DiscrepancyRefusal.COUNT_OUT_OF_DATE, _late),
    (DiscrepancyRefusal.REASON_UNKNOWN, lambda c: _counted(c, reason="none", note="\0")),
    (DiscrepancyRefusal.NOTE_NOT_PLAIN, lambda c: _counted(c, note="\0")),
    (DiscrepancyRefusal.CARD_NUMBER_TYPED, lambda c: _counted(c, note="4111111111111111", second=None)),
    (ApprovalRefusal.SECOND_PERSON_MISSING, lambda c: _counted(c, second=None)),
]


@pytest.mark.parametrize(("code", "call"), ROWS, ids=[f"{type(code).__name__}-{code}" for code, _ in ROWS])
def test_refusals(counter: Counter, code: object, call: Callable[[Counter], object]) -> None:
    assert refused(lambda: call(counter)) is code


def test_every_refusal_has_its_row() -> None:
    codes = [code for code, _ in ROWS]
    assert [code for code in (*SafeCountRefusal, *DiscrepancyRefusal) if code not in codes] == []


def test_the_permission_comes_first(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.SAFE_USE})
    calls: list[Callable[[], object]] = [
        lambda: safe_count.record(counter.services, nobody, CountSafe("", {})),
        lambda: safe_count.record_discrepancy(counter.services, nobody, RecordDiscrepancy("", "", "")),
    ]
    assert [refused(call) for call in calls] == [IdentityRefusal.NOT_PERMITTED] * 2
