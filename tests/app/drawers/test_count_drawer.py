"""Counting a drawer: count, expected and difference are three stored values."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.drawers import count_drawer
from app.drawers.count_drawer import CountDrawer, CountRefusal
from app.drawers.facts import DrawerCounted
from app.drawers.open_shift import OpenShiftRefusal
from app.drawers.tables import shift_count
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.workstation import open_workstation

COUNT = "0000005a-0000-7000-8000-000000000001"
# Domain rules §8: 20×20 + 15×10 + 12×5 + 20×1 + 29×25¢ + 1×5¢ = 637.30 where 637.35 is expected: short 0.05.
PIECES = {2000: 20, 1000: 15, 500: 12, 100: 20, 25: 29, 5: 1}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def counts(counter: Counter) -> list[Any]:
    with counter.services.read_journal() as connection:
        return list(connection.execute(select(shift_count)))


def test_the_worked_drawer_is_five_cents_short(counter: Counter) -> None:
    """Float 200.00 and net cash 437.35 (3,482.35 less what leaves the drawer later)."""
    pay(counter, MiscellaneousReceipt("369-9000", 43735), tenders=(Tender(kind="cash", amount_cents=50000),))
    before = ledger(counter.services)
    changed = count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, PIECES))
    (row,) = counts(counter)
    assert (row.counted_cents, row.expected_cents, row.difference_cents) == (63730, 63735, -5)
    assert (row.fact_id, row.shift, row.person) == (COUNT, counter.shift.shift, CASHIER.person_id)
    assert ledger(counter.services) == before and changed.kinds == {"DrawerCounted"}
    body = read_fact(counter.services, COUNT).body
    assert isinstance(body, DrawerCounted)
    assert [(piece.value_cents, piece.count) for piece in body.denominations] == sorted(PIECES.items(), reverse=True)


def test_only_cash_is_counted(counter: Counter) -> None:
    check = Tender(kind="check", amount_cents=100, routing_number="021000021", number="1")
    pay(counter, MiscellaneousReceipt("369-9000", 100), tenders=(check,))
    count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, {}))
    assert [(row.counted_cents, row.expected_cents) for row in counts(counter)] == [(0, 20000)]


def test_the_same_count_is_stored_once(counter: Counter) -> None:
    count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, PIECES))
    again = count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, {}))
    assert not again.kinds and [row.counted_cents for row in counts(counter)] == [63730]


def test_somebody_else_makes_a_surprise_count(counter: Counter) -> None:
    count_drawer.record(counter.services, SUPERVISOR, CountDrawer(COUNT, {2000: 10}))
    assert [(row.person, row.difference_cents) for row in counts(counter)] == [(SUPERVISOR.person_id, 0)]


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ({300: 1, 100: -1}, OpenShiftRefusal.DENOMINATION_UNKNOWN),
        ({100: -1}, OpenShiftRefusal.COUNT_NOT_POSSIBLE),
        ({100: 2**63}, OpenShiftRefusal.COUNT_NOT_POSSIBLE),
    ],
)
def test_pieces_that_cannot_be(counter: Counter, pieces: dict[int, int], code: OpenShiftRefusal) -> None:
    facts = fact_count(counter.services)
    assert refused(lambda: count_drawer.record(counter.services, CASHIER, CountDrawer(COUNT, pieces))) is code
    assert fact_count(counter.services) == facts and counts(counter) == []


def test_without_permission_or_shift_nothing_is_counted(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_OPEN_SHIFT})
    codes = [
        refused(lambda session=session: count_drawer.record(services, session, CountDrawer(COUNT, {300: -1})))  # type: ignore[misc] # bound now
        for session in (nobody, CASHIER)
    ]
    services.close()
    assert codes == [IdentityRefusal.NOT_PERMITTED, CountRefusal.NO_SHIFT]
