"""A drawer in other hands: counted, signed by both; receipts carry the new cashier, shift and business date stay."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers import hand_over
from app.drawers import open_shift as opening
from app.drawers.count_drawer import CountRefusal
from app.drawers.count_drawer_facts import CountPurpose, DrawerCounted, FoundPaper
from app.drawers.counts import find_count
from app.drawers.hand_over import HandOver, HandOverRefusal
from app.drawers.open_shift import OpenShiftRefusal
from app.drawers.own_shift import ShiftRefusal
from app.drawers.queries import ShiftEvent, open_shift
from app.drawers.turn_facts import ShiftHandedOver
from app.identity.approvals import Approval
from app.identity.demo_people import OKAFOR, REYES
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.take_payment import PaymentRefusal
from app.print_jobs.queries import jobs_of_fact
from app.reports.x_report import x_report
from tests.factories.counter import CASHIER, SMALL_ACCOUNT, SUPERVISOR, Counter, open_counter, write_reference
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import hand_over as handed_over
from tests.factories.movements import suspend
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.people import open_office

INTENT = "0000005a-0000-7000-8000-000000000001"
PAPERS = (FoundPaper("check", 600), FoundPaper("check", 400, "receipt-1", 1), FoundPaper("money_order", 500))
OVER = HandOver(INTENT, {2000: 10}, PAPERS, SUPERVISOR)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_the_count_stands_with_the_hand_over(counter: Counter) -> None:
    before = ledger(counter.services)
    moved = hand_over.record(counter.services, CASHIER, OVER)
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, ShiftHandedOver)
    assert (body.giver, body.taker) == (CASHIER.person_id, SUPERVISOR.person_id)
    assert body.approval == Approval(SUPERVISOR.person_id, "pin", 21500)
    with counter.services.read_journal() as journal:
        shift, count = open_shift(journal, "A2"), find_count(journal, body.count)
        jobs = [job.why or job.kind.value for job in jobs_of_fact(journal, INTENT)]
    assert shift is not None and count is not None
    assert (shift.state, shift.person) == (ShiftEvent.HANDED_OVER, SUPERVISOR.person_id)
    assert (shift.shift, shift.business_date) == (counter.shift.shift, "2026-11-20")
    assert (count.purpose, count.person) == (CountPurpose.HAND_OVER, CASHIER.person_id)
    differences = (count.difference.cash_cents, count.difference.check_cents, count.difference.money_order_cents)
    assert differences == (0, 1000, 500)
    assert read_found(counter, body.count) == PAPERS
    assert jobs == ["hand_over", "drawer_slip"] and moved.slip.check_cents == 1000
    assert ledger(counter.services) == before and check(counter.services, thorough=True) == ()


def read_found(counter: Counter, count: str) -> tuple[FoundPaper, ...]:
    """The papers of a count, one by one."""
    body = read_fact(counter.services, count).body
    assert isinstance(body, DrawerCounted)
    return body.papers


def test_afterwards_the_drawer_is_the_other_s(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    reyes, okafor = office.session(REYES), office.session(OKAFOR)
    write_reference(office.services, (SMALL_ACCOUNT,))
    shift = opening.record(office.services, reyes, opening.OpenShift("shift-1", {2000: 10})).shift
    counter = Counter(office.services, reyes, shift)
    first = pay(counter).receipt
    handed_over(counter, okafor, {2000: 10})
    second = pay(counter).receipt
    report = x_report(office.services, reyes)
    counter.session = reyes
    code = refused(lambda: pay(counter))
    office.services.close()
    assert (first.cashier, second.cashier) == ("M. Reyes", "J. Okafor")
    assert code is PaymentRefusal.SHIFT_OF_ANOTHER
    assert report.cashier == "J. Okafor" and [name for name, _ in report.earlier_cashiers] == ["M. Reyes"]


def test_the_same_intent_again_changes_nothing(counter: Counter) -> None:
    first = hand_over.record(counter.services, CASHIER, OVER)
    facts = fact_count(counter.services)
    again = hand_over.record(counter.services, CASHIER, replace(OVER, taker=None))
    assert again.again and again.slip == first.slip and fact_count(counter.services) == facts


def test_refusals_come_in_order(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_OPEN_SHIFT})
    same = replace(CASHIER, permissions=frozenset())
    may_not = replace(SUPERVISOR, permissions=frozenset({Permission.DRAWER_OPEN_SHIFT}))
    receipt, wrong = pay(counter).receipt.fact_id, HandOver(INTENT, {3: 1})
    calls = [
        (nobody, wrong, IdentityRefusal.NOT_PERMITTED),
        (SUPERVISOR, replace(wrong, intent=receipt), HandOverRefusal.INTENT_TAKEN),
        (SUPERVISOR, wrong, ShiftRefusal.SHIFT_OF_ANOTHER),
        (CASHIER, wrong, HandOverRefusal.TAKER_MISSING),
        (CASHIER, replace(wrong, taker=same), HandOverRefusal.TAKER_IS_THE_SAME),
        (CASHIER, replace(wrong, taker=may_not), HandOverRefusal.TAKER_MAY_NOT),
        (CASHIER, replace(wrong, taker=SUPERVISOR, papers=(FoundPaper("cash", 1),)), CountRefusal.PAPER_NOT_POSSIBLE),
        (CASHIER, replace(wrong, taker=SUPERVISOR), OpenShiftRefusal.DENOMINATION_UNKNOWN),
    ]
    facts = fact_count(counter.services)
    codes = [refused(lambda c=c: hand_over.record(counter.services, *c[:2])) for c in calls]  # type: ignore[misc] # bound now
    assert codes == [code for _, _, code in calls] and fact_count(counter.services) == facts
    assert {code for code in codes if isinstance(code, HandOverRefusal)} == set(HandOverRefusal)
    suspend(counter)
    assert refused(lambda: hand_over.record(counter.services, CASHIER, OVER)) is ShiftRefusal.SHIFT_SUSPENDED
