"""Safe drops: the notes leave the drawer for a sealed bag, whose number is never used twice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import check
from app.drawers import safe_drop
from app.drawers.facts import Denomination
from app.drawers.movement_facts import SafeDropped
from app.drawers.movement_tables import sealed_bag
from app.drawers.open_shift import OpenShiftRefusal
from app.drawers.own_shift import ShiftRefusal
from app.drawers.safe_drop import SafeDrop, SafeDropRefusal
from app.drawers.sealed_bags import BagRefusal
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from app.print_jobs.queries import jobs_of_fact
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import drop
from tests.factories.outcomes import refused
from tests.factories.payments import pay

INTENT = "0000005a-0000-7000-8000-000000000001"
DROP = SafeDrop(INTENT, {2000: 5, 1000: 2, 100: 0}, "b-0071")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_the_notes_lie_in_a_sealed_bag(counter: Counter) -> None:
    moved = safe_drop.record(counter.services, CASHIER, DROP)
    assert ledger(counter.services) == {"drawer/A2/cash": 8000, "sealed_bags/cash": 12000, "safe": -20000}
    fact = read_fact(counter.services, INTENT)
    assert isinstance(fact.body, SafeDropped)
    assert fact.body.denominations == (Denomination(2000, 5), Denomination(1000, 2))
    assert fact.body.approval == Approval(CASHIER.person_id, "policy", 12000)
    assert (moved.slip.bag, moved.slip.amount_cents, moved.slip.second_person) == ("B-0071", 12000, "")
    with counter.services.read_journal() as journal:
        (bag,) = journal.execute(select(sealed_bag))
        assert [job.why or job.kind.value for job in jobs_of_fact(journal, INTENT)] == ["drop", "drawer_slip"]
    assert (bag.bag_key, bag.bag, bag.drawer, bag.shift) == ("b-71", "B-0071", "A2", counter.shift.shift)
    assert (bag.cash_cents, bag.check_cents, bag.money_order_cents) == (12000, 0, 0)
    assert check(counter.services, thorough=True) == ()


def test_the_same_intent_again_drops_nothing(counter: Counter) -> None:
    first = safe_drop.record(counter.services, CASHIER, DROP)
    facts = fact_count(counter.services)
    again = safe_drop.record(counter.services, CASHIER, replace(DROP, bag="C-1"))
    assert again.again and again.slip == first.slip and fact_count(counter.services) == facts


def test_a_large_drop_needs_a_witness(counter: Counter) -> None:
    pay(counter, MiscellaneousReceipt("369-9000", 60000), tenders=(Tender(kind="cash", amount_cents=60000),))
    large = replace(DROP, pieces={10000: 5, 100: 1})
    code = refused(lambda: safe_drop.record(counter.services, CASHIER, large))
    assert code is ApprovalRefusal.SECOND_PERSON_MISSING
    cashier = replace(SUPERVISOR, roles=("cashier",), permissions=frozenset({Permission.DRAWER_DROP}))
    moved = safe_drop.record(counter.services, CASHIER, replace(large, witness=cashier))
    body = read_fact(counter.services, moved.slip.fact_id).body
    assert isinstance(body, SafeDropped) and body.approval == Approval(SUPERVISOR.person_id, "pin", 50100)


# Each row breaks its own rule and all later ones.
ROWS = [
    (OpenShiftRefusal.DENOMINATION_UNKNOWN, {25: 0, 100: -1}, ""),
    (OpenShiftRefusal.COUNT_NOT_POSSIBLE, {100: -1}, ""),
    (SafeDropRefusal.NOTHING_COUNTED, {100: 0}, ""),
    (SafeDropRefusal.NOT_IN_THE_DRAWER, {2000: 9, 100: 1}, ""),
    (BagRefusal.BAG_MISSING, {2000: 1}, "  "),
    (BagRefusal.BAG_NOT_A_NUMBER, {2000: 1}, "red bag"),
    (BagRefusal.BAG_NOT_A_NUMBER, {2000: 1}, "1" * 25),
    (BagRefusal.BAG_NOT_A_NUMBER, {2000: 1}, "\u202e17"),
    (BagRefusal.BAG_USED, {2000: 1}, "a-70"),
]


@pytest.mark.parametrize(("code", "pieces", "bag"), ROWS, ids=[f"{code.name}-{bag}" for code, _, bag in ROWS])
def test_refusals_come_in_order(counter: Counter, code: object, pieces: dict[int, int], bag: str) -> None:
    drop(counter, {2000: 1}, "A-0070")
    facts = fact_count(counter.services)
    command = SafeDrop(INTENT, pieces, bag)
    assert refused(lambda: safe_drop.record(counter.services, CASHIER, command)) is code
    assert fact_count(counter.services) == facts


def test_every_refusal_has_its_row() -> None:
    codes = [code for code, _, _ in ROWS]
    assert [code for code in SafeDropRefusal if code not in codes] == [SafeDropRefusal.INTENT_TAKEN]
    assert [code for code in BagRefusal if code not in codes] == []


def test_permission_intent_and_shift_come_first(counter: Counter) -> None:
    nobody = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.DRAWER_DROP})
    wrong = replace(DROP, pieces={25: -1})
    receipt = pay(counter).receipt.fact_id
    calls = [(nobody, wrong), (CASHIER, replace(wrong, intent=receipt)), (SUPERVISOR, wrong)]
    codes = [refused(lambda c=c: safe_drop.record(counter.services, *c)) for c in calls]  # type: ignore[misc] # bound now
    assert codes == [IdentityRefusal.NOT_PERMITTED, SafeDropRefusal.INTENT_TAKEN, ShiftRefusal.SHIFT_OF_ANOTHER]
