"""Pay in and pay out: postings, slip, second person, refusals in order, the same intent again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers import pay_in_out
from app.drawers.movement_facts import PaidIn, PaidOut
from app.drawers.own_shift import ShiftRefusal
from app.drawers.pay_in_out import PayInOut, PayInOutRefusal
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.print_jobs.queries import jobs_of_fact
from app.print_jobs.types import JobKind
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact, stored_bytes
from tests.factories.movements import pay_in, pay_out
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import open_workstation

INTENT = "0000005a-0000-7000-8000-000000000001"
OUT = PayInOut(INTENT, "pay_out", "postage", 4500)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_money_goes_out_to_its_ledger_account(counter: Counter) -> None:
    moved = pay_in_out.record(counter.services, CASHIER, OUT)
    assert ledger(counter.services) == {"drawer/A2/cash": 15500, "general_ledger/519-4200": 4500, "safe": -20000}
    fact = read_fact(counter.services, INTENT)
    assert isinstance(fact.body, PaidOut)
    assert fact.body.approval == Approval(CASHIER.person_id, "policy", 4500)
    assert fact.body.policies == ("approvals/1", "pay_in_out/1")
    assert (fact.envelope.shift, fact.envelope.business_date) == (counter.shift.shift, "2026-11-20")
    assert moved.changed.kinds == {"PaidOut"} and not moved.again
    assert (moved.slip.amount_cents, moved.slip.reason_names["es"], moved.slip.second_person) == (4500, "Franqueo", "")
    assert check(counter.services, thorough=True) == ()


def test_change_comes_from_the_safe(counter: Counter) -> None:
    moved = pay_in(counter, 30000)
    assert ledger(counter.services) == {"drawer/A2/cash": 50000, "safe": -50000}
    body = read_fact(counter.services, moved.slip.fact_id).body
    assert isinstance(body, PaidIn) and body.approval == Approval(SUPERVISOR.person_id, "pin", 30000)


def test_slip_and_kick_are_jobs_of_the_same_commit(counter: Counter) -> None:
    pay_in_out.record(counter.services, CASHIER, OUT)
    with counter.services.read_journal() as journal:
        jobs = jobs_of_fact(journal, INTENT)
    assert [(job.kind, job.why) for job in jobs] == [(JobKind.KICK, "pay_out"), (JobKind.DRAWER_SLIP, None)]


def test_a_note_is_private(counter: Counter) -> None:
    moved = pay_out(counter, 1000, "office_supplies", "  toner for Ada Example ")
    assert moved.slip.note == "toner for Ada Example"
    assert b"Ada Example" not in stored_bytes(counter.services, "private_data", "new_print_job")


def test_the_same_intent_again_moves_nothing(counter: Counter) -> None:
    first = pay_in_out.record(counter.services, CASHIER, replace(OUT, note="stamps"))
    facts = fact_count(counter.services)
    again = pay_in_out.record(counter.services, CASHIER, replace(OUT, amount_cents=1))
    assert again.again and again.slip == first.slip and not again.changed.kinds
    assert fact_count(counter.services) == facts


def test_all_that_is_there_can_go_out(counter: Counter) -> None:
    pay_out(counter, 20000, "change_fund")
    assert ledger(counter.services) == {}


@pytest.mark.parametrize(("direction", "alone"), [("pay_in", 20000), ("pay_out", 5000)])
def test_up_to_an_amount_one_person_is_enough(counter: Counter, direction: pay_in_out.Direction, alone: int) -> None:
    command = PayInOut(INTENT, direction, "change_fund", alone + 1)
    code = refused(lambda: pay_in_out.record(counter.services, CASHIER, command))
    assert code is ApprovalRefusal.SECOND_PERSON_MISSING
    kinds = {direction: {"permission": "drawer.pay_in_out", "second_person": False, "alone_cents_max": 0}}
    bent = replace(counter.services, policies=BentPolicies(approvals={"kinds": kinds}))
    assert pay_in_out.record(bent, CASHIER, command).slip.second_person == ""


# Each row breaks its own rule and all later ones.
LONG = "4111 1111 1111 1111" + "x" * 200
ROWS = [
    (PayInOutRefusal.REASON_UNKNOWN, PayInOut(INTENT, "pay_out", "wine", 0, LONG)),
    (PayInOutRefusal.AMOUNT_NOT_POSITIVE, PayInOut(INTENT, "pay_out", "office_supplies", 0)),
    (PayInOutRefusal.AMOUNT_TOO_LARGE, PayInOut(INTENT, "pay_out", "office_supplies", 500001)),
    (PayInOutRefusal.NOTE_MISSING, PayInOut(INTENT, "pay_out", "office_supplies", 500000, " ")),
    (PayInOutRefusal.NOTE_NOT_PLAIN, PayInOut(INTENT, "pay_out", "office_supplies", 500000, LONG)),
    (PayInOutRefusal.CARD_NUMBER_TYPED, PayInOut(INTENT, "pay_out", "office_supplies", 500000, LONG[:19])),
    (PayInOutRefusal.NOT_IN_THE_DRAWER, PayInOut(INTENT, "pay_out", "office_supplies", 20001, "toner")),
]


@pytest.mark.parametrize(("code", "command"), ROWS, ids=[code.name for code, _ in ROWS])
def test_refusals_come_in_order(counter: Counter, code: PayInOutRefusal, command: PayInOut) -> None:
    facts = fact_count(counter.services)
    assert refused(lambda: pay_in_out.record(counter.services, CASHIER, command)) is code
    assert fact_count(counter.services) == facts


@pytest.mark.parametrize("note", ["a\x00b", "\u202eabc", "a\nb"])
def test_signs_that_do_not_print(counter: Counter, note: str) -> None:
    code = refused(lambda: pay_in_out.record(counter.services, CASHIER, replace(OUT, note=note)))
    assert code is PayInOutRefusal.NOTE_NOT_PLAIN


def test_an_intent_of_something_else_is_refused(counter: Counter) -> None:
    receipt = pay(counter).receipt.fact_id
    code = refused(lambda: pay_in_out.record(counter.services, CASHIER, replace(OUT, intent=receipt)))
    assert code is PayInOutRefusal.INTENT_TAKEN


def test_every_refusal_has_its_row() -> None:
    assert list(PayInOutRefusal) == [PayInOutRefusal.INTENT_TAKEN, *(code for code, _ in ROWS)]


def test_permission_and_shift_come_first(counter: Counter, tmp_path: Path) -> None:
    nobody = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.DRAWER_PAY_IN_OUT})
    wrong = replace(OUT, reason="wine")
    sessions = (nobody, SUPERVISOR)
    codes = [refused(lambda s=s: pay_in_out.record(counter.services, s, wrong)) for s in sessions]  # type: ignore[misc] # bound now
    closed = open_workstation(tmp_path / "closed")
    codes.append(refused(lambda: pay_in_out.record(closed, CASHIER, wrong)))
    closed.close()
    assert codes == [IdentityRefusal.NOT_PERMITTED, ShiftRefusal.SHIFT_OF_ANOTHER, ShiftRefusal.NO_SHIFT]
