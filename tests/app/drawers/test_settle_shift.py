"""Settling a closed shift: by somebody else, with a reason where it is undone, and with the history kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.changed import Changed
from app.drawers import open_shift, settle_shift
from app.drawers.close_shift import CloseRefusal
from app.drawers.close_shift_facts import ShiftAccepted, ShiftRejected
from app.drawers.counts import shifts_to_be_counted, standing_close
from app.drawers.open_shift import OpenShift
from app.drawers.queries import ShiftEvent, drawer_content, find_shift
from app.drawers.settle_shift import Settle, SettleRefusal
from app.identity.approvals import Approval
from app.identity.permissions import Permission, Session
from app.identity.refusals import IdentityRefusal
from app.payments.take_payment import PaymentRefusal
from app.workplace import Services, Whereabouts
from tests.factories.closing import accept, close, count, reject, reopen
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.payments import pay

INTENT = "0000005a-0000-7000-8000-000000000001"
RIGHT = {2000: 10, 5000: 1, 1000: 2, 100: 4, 5: 3}  # the float and Okafor's 74.15
Workflow = Callable[[Services, Session, Settle], Changed]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    pay(counter)
    yield counter
    counter.services.close()


def state(counter: Counter) -> ShiftEvent | None:
    with counter.services.read_journal() as journal:
        shift = find_shift(journal, counter.shift.shift)
    assert shift is not None
    return shift.state


def cash(counter: Counter) -> int:
    with counter.services.read_journal() as journal:
        return drawer_content(journal, counter.shift).cash_cents


def test_somebody_else_accepts(counter: Counter) -> None:
    closed = close(counter, count(counter, RIGHT)).close
    settle_shift.accept(counter.services, SUPERVISOR, Settle(INTENT, closed.fact_id))
    assert state(counter) is ShiftEvent.ACCEPTED
    fact = read_fact(counter.services, INTENT)
    assert isinstance(fact.body, ShiftAccepted)
    assert fact.body.approval == Approval(SUPERVISOR.person_id, "policy", 0)
    assert (fact.envelope.shift, fact.envelope.business_date) == (counter.shift.shift, "2026-11-20")
    with counter.services.read_journal() as journal:
        assert standing_close(journal, counter.shift.shift) == closed


@pytest.mark.parametrize("undo", [reject, reopen])
def test_undoing_a_close_puts_everything_back(counter: Counter, undo: Callable[[Counter, str, str], None]) -> None:
    before = ledger(counter.services)
    closed = close(counter, count(counter, {2000: 10}), "B-1", approver=SUPERVISOR).close
    assert cash(counter) == 0
    undo(counter, closed.fact_id, "counted_wrong")
    assert ledger(counter.services) == before and cash(counter) == 27415
    with counter.services.read_journal() as journal:
        assert [shift.shift for shift in shifts_to_be_counted(journal, "A2")] == [counter.shift.shift]
        assert standing_close(journal, counter.shift.shift) is None
    assert check(counter.services, thorough=True) == ()


def test_a_rejected_shift_takes_no_payment_and_closes_on_a_new_count(counter: Counter) -> None:
    first = count(counter, {2000: 10})
    closed = close(counter, first, "B-1", approver=SUPERVISOR).close
    reject(counter, closed.fact_id)
    assert state(counter) is ShiftEvent.REJECTED
    assert refused(lambda: pay(counter)) is PaymentRefusal.NO_SHIFT
    second = count(counter, RIGHT, shift=counter.shift.shift)
    assert refused(lambda: close(counter, first)) is CloseRefusal.COUNT_OUT_OF_DATE
    again = close(counter, second, "B-2").close
    assert again.number == 2 and again.over_short_cents == 0
    accept(counter, again.fact_id)
    assert state(counter) is ShiftEvent.ACCEPTED
    assert ledger(counter.services)["sealed_bags/cash"] == 7415 and "over_short" not in ledger(counter.services)
    assert check(counter.services, thorough=True) == ()


def test_an_accepted_shift_is_reopened_while_another_has_the_drawer(counter: Counter) -> None:
    closed = close(counter, count(counter, RIGHT), "B-1").close
    accept(counter, closed.fact_id)
    opened = open_shift.record(counter.services, CASHIER, OpenShift(counter.services.ids.new_id(), {2000: 5})).shift
    reopen(counter, closed.fact_id)
    pay(counter)
    with counter.services.read_journal() as journal:
        assert drawer_content(journal, opened).cash_cents == 10000 + 7415
    again = close(counter, count(counter, RIGHT, shift=counter.shift.shift), "B-2").close
    accept(counter, again.fact_id)
    with counter.services.read_journal() as journal:
        assert drawer_content(journal, opened).cash_cents == 10000 + 7415
    assert cash(counter) == 0


@pytest.mark.parametrize("workflow", [settle_shift.accept, settle_shift.reject, settle_shift.reopen])
def test_the_same_intent_again_changes_nothing(counter: Counter, workflow: Workflow) -> None:
    closed = close(counter, count(counter, RIGHT), "B-1").close
    command = Settle(INTENT, closed.fact_id, "counted_wrong")
    assert workflow(counter.services, SUPERVISOR, command).kinds
    facts = fact_count(counter.services)
    assert not workflow(counter.services, SUPERVISOR, command).kinds and fact_count(counter.services) == facts
    taken = replace(command, intent=counter.shift.shift)
    assert refused(lambda: workflow(counter.services, SUPERVISOR, taken)) is SettleRefusal.INTENT_TAKEN


def test_the_reason_stands_in_the_fact(counter: Counter) -> None:
    closed = close(counter, count(counter, RIGHT), "B-1").close
    settle_shift.reject(counter.services, SUPERVISOR, Settle(INTENT, closed.fact_id, "papers_missing"))
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, ShiftRejected)
    assert body.reason == "papers_missing" and body.reason_names["es"] == "Falta un cheque o giro"


def test_refusals_come_in_their_order(counter: Counter) -> None:
    services, nobody = counter.services, replace(SUPERVISOR, permissions=frozenset())
    first = close(counter, count(counter, RIGHT), "B-1").close
    reject(counter, first.fact_id)
    second = close(counter, count(counter, RIGHT, shift=counter.shift.shift), "B-2").close
    elsewhere = replace(services, here=Whereabouts(replace(services.device, code="B1"), services.place))
    unknown, old, now = (Settle(INTENT, close_id, "none") for close_id in ("none", first.fact_id, second.fact_id))
    codes = [
        refused(lambda: settle_shift.reject(services, nobody, unknown)),
        refused(lambda: settle_shift.reject(services, CASHIER, unknown)),
        refused(lambda: settle_shift.reject(elsewhere, CASHIER, old)),
        refused(lambda: settle_shift.reject(services, CASHIER, old)),
        refused(lambda: settle_shift.reject(services, CASHIER, now)),
        refused(lambda: settle_shift.reject(services, SUPERVISOR, now)),
    ]
    in_the_safe = (SettleRefusal.IN_A_BANK_DEPOSIT, SettleRefusal.BAG_IN_THE_SAFE)  # test_bank_deposit.py
    tested = [code for code in list(SettleRefusal)[1:] if code not in in_the_safe]
    assert codes == [IdentityRefusal.NOT_PERMITTED, *tested]


def test_an_accepted_close_is_neither_accepted_nor_rejected_again(counter: Counter) -> None:
    closed = close(counter, count(counter, RIGHT), "B-1").close
    accept(counter, closed.fact_id)
    assert refused(lambda: accept(counter, closed.fact_id)) is SettleRefusal.NOT_AS_SHOWN
    assert refused(lambda: reject(counter, closed.fact_id)) is SettleRefusal.NOT_AS_SHOWN


def test_whoever_closed_in_the_cashier_s_place_does_not_accept(counter: Counter) -> None:
    counted = count(counter, RIGHT, session=SUPERVISOR)
    closed = close(replace(counter, session=SUPERVISOR), counted, "B-1").close
    third = replace(SUPERVISOR, person_id="person-third")
    assert refused(lambda: accept(counter, closed.fact_id)) is SettleRefusal.OWN_SHIFT
    accept(counter, closed.fact_id, third)


def test_a_difference_that_waits_is_settled_by_whoever_accepts(counter: Counter) -> None:
    closed = close(counter, count(counter, {2000: 10}), "B-1").close
    assert closed.approval_pending
    settle_shift.accept(counter.services, SUPERVISOR, Settle(INTENT, closed.fact_id))
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, ShiftAccepted) and body.approval.amount_cents == 7415


def test_only_whoever_may_accept_settles(counter: Counter) -> None:
    closed = close(counter, count(counter, RIGHT), "B-1").close
    without = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.DRAWER_ACCEPT})
    assert refused(lambda: accept(counter, closed.fact_id, without)) is IdentityRefusal.NOT_PERMITTED
