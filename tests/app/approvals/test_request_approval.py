"""Asking for an approval: what cannot be is refused first; a request stands once, and expires with its shift."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.accounts.notes import NoteRefusal
from app.approvals.facts import ApprovalRequested, AskedEffect
from app.approvals.queries import RequestState
from app.approvals.request_approval import AskRefusal
from app.bootstrap import check
from app.identity.approvals import PENDING, Approval, ApprovalRefusal
from app.payments.facts import PaymentVoided
from app.payments.types import AccountPayment
from app.payments.void_receipt import ReceiptVoided, VoidRefusal
from tests.factories.approvals import ask, state_of, void_request
from tests.factories.closing import close_balanced
from tests.factories.counter import CASHIER, OKAFOR, Counter, open_counter
from tests.factories.ledger import fact_count, read_fact, stored_bytes
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_the_fact_says_what_is_asked_and_what_it_would_change(counter: Counter) -> None:
    command = void_request(counter, note="Paid for the neighbour.")
    asked = ask(counter, command)
    fact = read_fact(counter.services, command.intent)
    body = fact.body
    assert isinstance(body, ApprovalRequested)
    assert (body.kind, body.action, body.subject, body.reason) == (
        "void",
        command.action,
        command.subject,
        "wrong_account",
    )
    assert (body.amount_cents, body.pending, body.policies) == (7415, False, ("approvals/1",))
    assert body.changes == (
        AskedEffect("balance", "10-007733-9", 0, 7415),
        AskedEffect("drawer_cash", "A2", 27415, -7415),
        AskedEffect("payments_in_shift", "A2", 1, -1, True),
    )
    assert (fact.envelope.person, fact.envelope.shift) == (CASHIER.person_id, counter.shift.shift)
    assert asked.changed.kinds == {"ApprovalRequested"} and asked.done is None
    assert state_of(counter, command.intent) is RequestState.WAITING


def test_what_was_typed_stands_in_no_body(counter: Counter) -> None:
    ask(counter, void_request(counter, note="Mrs Alvarez says so."))
    assert b"Mrs Alvarez" not in stored_bytes(counter.services, "private_data")
    assert b"Mrs Alvarez" in stored_bytes(counter.services)


def test_the_same_intent_asks_once(counter: Counter) -> None:
    command = void_request(counter)
    assert [ask(counter, command).again for _ in range(2)] == [False, True]
    assert check(counter.services, thorough=True) == ()


# Each row breaks its own rule and all later ones.
def test_refusals_come_in_order(counter: Counter) -> None:
    small = pay(counter).receipt.fact_id
    standing = void_request(counter, small)
    ask(counter, standing)
    facts = fact_count(counter.services)
    worst: dict[str, object] = {"kind": "loan", "note": "x" * 5000, "intent": small, "reason": "because"}

    def code(**changes: object) -> str:
        return str(refused(lambda: ask(counter, void_request(counter, small, **{**worst, **changes}))))

    assert code() == AskRefusal.KIND_UNKNOWN
    assert code(kind="void") == NoteRefusal.TOO_LONG
    short: dict[str, object] = {"kind": "void", "note": ""}
    assert code(**short) == AskRefusal.INTENT_TAKEN
    assert code(**short, intent="new", action=small) == AskRefusal.INTENT_TAKEN
    new: dict[str, object] = {**short, "intent": "new"}
    assert code(**new, subject="nothing") == VoidRefusal.RECEIPT_UNKNOWN
    assert code(**new) == VoidRefusal.REASON_UNKNOWN
    assert code(**new, reason="entered_twice") == AskRefusal.ASKED_ALREADY
    assert fact_count(counter.services) == facts
    close_balanced(counter)
    assert code(**new, reason="entered_twice") == AskRefusal.NO_SHIFT


def test_nobody_is_asked_where_one_person_is_enough(tmp_path: Path) -> None:
    alone = {"void": {"permission": "payment.void", "second_person": False, "alone_cents_max": 0}}
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=BentPolicies(approvals={"kinds": alone})))
    code = refused(lambda: ask(counter, void_request(counter)))
    counter.services.close()
    assert code is AskRefusal.NOT_NEEDED


def test_every_refusal_is_known_here() -> None:
    names = ["KIND_UNKNOWN", "INTENT_TAKEN", "NO_SHIFT", "NOT_NEEDED", "ASKED_ALREADY"]
    assert [code.name for code in AskRefusal] == names


def test_with_nobody_present_a_small_void_goes_ahead_and_waits_to_be_signed_for(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(OKAFOR, 4000)).receipt.fact_id
    command = void_request(counter, receipt, pending=True)
    asked = ask(counter, command)
    body = read_fact(counter.services, command.action).body
    assert isinstance(body, PaymentVoided) and body.approval == Approval("", PENDING, 4000)
    assert isinstance(asked.done, ReceiptVoided) and asked.done.cash_cents == 4000
    assert state_of(counter, command.intent) is RequestState.UNSIGNED
    close_balanced(counter)
    assert state_of(counter, command.intent) is RequestState.UNSIGNED
    assert check(counter.services, thorough=True) == ()


def test_over_the_cap_nothing_goes_ahead(counter: Counter) -> None:
    command, facts = void_request(counter, pending=True), fact_count(counter.services)
    assert refused(lambda: ask(counter, command)) is ApprovalRefusal.OVER_PENDING_LIMIT
    assert fact_count(counter.services) == facts


def test_a_request_expires_with_its_shift_and_never_blocks_the_close(counter: Counter) -> None:
    command = void_request(counter)
    ask(counter, command)
    close_balanced(counter)
    assert state_of(counter, command.intent) is RequestState.EXPIRED
