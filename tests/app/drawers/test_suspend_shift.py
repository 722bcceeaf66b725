"""A shift at lunch: nothing goes in or out until its cashier, or somebody who accepts drawers, resumes it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.drawers import open_shift as opening
from app.drawers import suspend_shift
from app.drawers.own_shift import ShiftRefusal
from app.drawers.queries import ShiftEvent, open_shift
from app.drawers.suspend_shift import ResumeRefusal, SuspendRefusal, SuspendShift, resume_with_pin, who_resumes
from app.drawers.turn_facts import ShiftResumed, ShiftSuspended
from app.identity.approvals import Approval
from app.identity.demo_people import BRANDT, OKAFOR
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import drop, open_drawer, pay_in, pay_out, resume, suspend
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.people import open_office

INTENT = "0000005a-0000-7000-8000-000000000001"
LUNCH = SuspendShift(INTENT, "lunch")
TRAN = replace(SUPERVISOR, person_id="person-tran", permissions=frozenset(Permission) - {Permission.DRAWER_ACCEPT})


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def state(counter: Counter) -> tuple[ShiftEvent | None, str]:
    with counter.services.read_journal() as journal:
        shift = open_shift(journal, "A2")
    assert shift is not None
    return shift.state, shift.person


def test_the_shift_stays_the_cashier_s(counter: Counter) -> None:
    before = ledger(counter.services)
    moved = suspend_shift.suspend(counter.services, CASHIER, LUNCH)
    assert state(counter) == (ShiftEvent.SUSPENDED, CASHIER.person_id)
    body = read_fact(counter.services, INTENT).body
    assert isinstance(body, ShiftSuspended) and (body.reason, body.cashier) == ("lunch", CASHIER.person_id)
    assert moved.slip.reason_names["es"] == "Almuerzo" and moved.changed.kinds == {"ShiftSuspended"}
    resumed = resume(counter, SUPERVISOR)
    assert state(counter) == (ShiftEvent.RESUMED, CASHIER.person_id)
    back = read_fact(counter.services, resumed.slip.fact_id).body
    assert isinstance(back, ShiftResumed) and back.approval == Approval(SUPERVISOR.person_id, "pin", 0)
    assert ledger(counter.services) == before


def test_nothing_goes_in_or_out_meanwhile(counter: Counter) -> None:
    pay(counter)
    suspend(counter)
    facts = fact_count(counter.services)
    moves = (
        lambda: pay_in(counter, 100),
        lambda: pay_out(counter, 100),
        lambda: drop(counter, {2000: 1}, "B1"),
        lambda: open_drawer(counter),
        lambda: suspend(counter),
    )
    assert [refused(move) for move in moves] == [ShiftRefusal.SHIFT_SUSPENDED] * 5
    assert fact_count(counter.services) == facts
    resume(counter)
    drop(counter, {2000: 1}, "B1")


def test_the_same_intent_again_changes_nothing(counter: Counter) -> None:
    first = suspend_shift.suspend(counter.services, CASHIER, LUNCH)
    again = suspend_shift.suspend(counter.services, CASHIER, LUNCH)
    back = suspend_shift.resume(counter.services, CASHIER, "r", CASHIER)
    back_again = suspend_shift.resume(counter.services, CASHIER, "r", TRAN)
    assert (again.again, again.slip, back_again.again, back_again.slip) == (True, first.slip, True, back.slip)
    assert state(counter)[0] is ShiftEvent.RESUMED


def test_what_is_not_suspended_comes_in_order(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_OPEN_SHIFT})
    wrong = SuspendShift(pay(counter).receipt.fact_id, "wine")
    calls = [
        (nobody, wrong),
        (CASHIER, wrong),
        (SUPERVISOR, replace(wrong, intent=INTENT)),
        (CASHIER, replace(wrong, intent=INTENT)),
    ]
    codes = [refused(lambda c=c: suspend_shift.suspend(counter.services, *c)) for c in calls]  # type: ignore[misc] # bound now
    taken, unknown = SuspendRefusal
    assert codes == [IdentityRefusal.NOT_PERMITTED, taken, ShiftRefusal.SHIFT_OF_ANOTHER, unknown]


def test_what_is_not_resumed_comes_in_order(counter: Counter) -> None:
    receipt = pay(counter).receipt.fact_id
    codes = [
        refused(lambda i=i: suspend_shift.resume(counter.services, CASHIER, i, TRAN))  # type: ignore[misc] # bound now
        for i in (receipt, INTENT)
    ]
    suspend(counter)
    codes.append(refused(lambda: suspend_shift.resume(counter.services, CASHIER, INTENT, TRAN)))
    assert codes == list(ResumeRefusal)


def test_the_pin_is_the_cashier_s_own_or_a_supervisor_s(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    counter = Counter(office.services, office.session(OKAFOR), None)  # type: ignore[arg-type] # opened next
    opening.record(office.services, counter.session, opening.OpenShift("shift-1", {2000: 1}))
    suspend(counter)
    okafor, brandt = office.id_of(OKAFOR), office.id_of(BRANDT)
    assert [person.person_id for person in who_resumes(office.services)] == [okafor, brandt]
    code = refused(lambda: resume_with_pin(office.services, counter.session, "r", okafor, "000000"))
    assert code is IdentityRefusal.WRONG_PIN
    assert resume_with_pin(office.services, counter.session, "r", okafor, OKAFOR.pin).slip.second_person == ""
    suspend(counter)
    moved = resume_with_pin(office.services, counter.session, "s", brandt, BRANDT.pin)
    office.services.close()
    assert moved.slip.second_person == "L. Brandt"
