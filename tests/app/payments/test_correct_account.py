"""A payment put on the account that it was for: from the wrong one, or out of suspense; the tender stays untouched."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import check
from app.identity.approvals import ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import correct_account, refund, returned_payment, void_receipt
from app.payments.correct_account import Moved, MovePayment, MoveRefusal
from app.payments.refund import RefundPayment
from app.payments.suspense import in_suspense
from app.payments.types import AccountPayment, MiscellaneousReceipt, UnidentifiedPayment
from app.payments.undo_facts import PaymentMoved
from app.payments.void_receipt import VoidReceipt
from tests.app.payments.test_refund import APPROVER, taken
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, asked, check_of, line
from tests.factories.counter import CASHIER, OKAFOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.policies import ON


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def ask(counter: Counter, receipt: str, **changes: object) -> MovePayment:
    command = MovePayment(counter.services.ids.new_id(), receipt, 1, OKAFOR, "wrong_account", APPROVER)
    return replace(command, **changes)  # type: ignore[arg-type] # values come by name from the test


def move(counter: Counter, receipt: str, **changes: object) -> Moved:
    return correct_account.record(counter.services, CASHIER, ask(counter, receipt, **changes))


def test_the_right_account_is_paid_and_the_wrong_one_owes_again(counter: Counter) -> None:
    receipt, before = taken(counter, AccountPayment(BAKERY, 7000)), ledger(counter.services)["drawer/A2/cash"]
    move(counter, receipt)
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (25000, 415)
    assert ledger(counter.services)["drawer/A2/cash"] == before
    assert check(counter.services, thorough=True) == ()


def test_more_than_the_other_owes_becomes_its_credit(counter: Counter) -> None:
    move(counter, taken(counter, AccountPayment(BAKERY, 10000)))
    assert line(counter, OKAFOR).balance_cents == 7415 - 10000


def test_money_in_suspense_is_identified(counter: Counter) -> None:
    receipt = taken(counter, MiscellaneousReceipt("369-9000", 100), UnidentifiedPayment(7415, "blue envelope"))
    (item,) = in_suspense(counter.services, CASHIER)
    assert item.key == f"{receipt}#2"
    assert (item.description, item.amount_cents, item.tenders, item.line) == ("blue envelope", 7415, ("cash",), 2)
    done = move(counter, receipt, line=2, reason="found_by_name", approver=None)
    assert (done.body.from_account, done.body.to_number) == ("", "10-007733-9")
    assert in_suspense(counter.services, CASHIER) == [] and "suspense" not in ledger(counter.services)
    assert line(counter, OKAFOR).balance_cents == 0
    assert check(counter.services, thorough=True) == ()


def test_what_was_voided_returned_or_given_back_waits_for_nobody(counter: Counter) -> None:
    void, bounced, back = (
        taken(counter, UnidentifiedPayment(100, f"n{n}"), tenders=(check_of(100),) if n == 1 else ()) for n in range(3)
    )
    command = VoidReceipt(counter.services.ids.new_id(), void, "wrong_amount", APPROVER)
    void_receipt.record(counter.services, CASHIER, command)
    returned_payment.record(counter.services, CASHIER, asked(counter, bounced))
    refunded = RefundPayment(counter.services.ids.new_id(), back, {1: 40}, "other", "cash", APPROVER)
    refund.record(counter.services, CASHIER, refunded)
    assert [(item.description, item.amount_cents) for item in in_suspense(counter.services, CASHIER)] == [("n2", 60)]


def test_a_moved_payment_may_be_moved_on_and_back(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(BAKERY, 7000))
    move(counter, receipt)
    move(counter, receipt, to=BAKERY)
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (18000, 7415)
    assert check(counter.services, thorough=True) == ()


def test_a_check_that_bounces_is_owed_by_whom_it_stands_for(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(BAKERY, 7000), tenders=(check_of(7000),))
    move(counter, receipt)
    done = returned_payment.record(counter.services, CASHIER, asked(counter, receipt, reason="R24", bank_fee_cents=0))
    assert [(a.account, a.account_number) for a in done.body.accounts] == [(OKAFOR, "10-007733-9")]
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (25000, 7415)


def test_the_same_intent_moves_once(counter: Counter) -> None:
    command = ask(counter, taken(counter, AccountPayment(BAKERY, 7000)))
    first, second = (correct_account.record(counter.services, CASHIER, command) for _ in range(2))
    assert not first.again and second.again and first.body == second.body
    body = read_fact(counter.services, command.intent).body
    assert isinstance(body, PaymentMoved) and body.approval.approver == APPROVER.person_id
    assert (body.policies, body.receipt_number) == (("corrections/1", "allocation/1"), "A2-000001")


# Each row breaks its own rule and all later ones.
def test_what_is_not_moved_is_refused_in_order(counter: Counter) -> None:
    paid = taken(counter, AccountPayment(BAKERY, 100), MiscellaneousReceipt("369-9000", 100))
    voided, gone = taken(counter, AccountPayment(OKAFOR, 100)), taken(counter, AccountPayment(OKAFOR, 100))
    void_receipt.record(
        counter.services, CASHIER, VoidReceipt(counter.services.ids.new_id(), voided, "wrong_amount", APPROVER)
    )
    command = RefundPayment(counter.services.ids.new_id(), gone, {1: 100}, "other", "cash", APPROVER)
    refund.record(counter.services, CASHIER, command)
    bounced = taken(counter, AccountPayment(OKAFOR, 100), tenders=(check_of(100),))
    returned_payment.record(counter.services, CASHIER, asked(counter, bounced))
    facts, worst = fact_count(counter.services), {"to": "cis/nobody", "reason": "because", "approver": None}
    rows = [
        (ask(counter, "nothing", line=9, **worst), MoveRefusal.RECEIPT_UNKNOWN),
        (ask(counter, voided, intent=paid, line=9, **worst), MoveRefusal.INTENT_TAKEN),
        (ask(counter, voided, line=9, **worst), MoveRefusal.RECEIPT_VOIDED),
        (ask(counter, bounced, line=9, **worst), MoveRefusal.PAYMENT_RETURNED),
        (ask(counter, paid, line=9, **worst), MoveRefusal.LINE_UNKNOWN),
        (ask(counter, paid, line=2, **worst), MoveRefusal.NOT_MOVABLE),
        (ask(counter, gone, **worst), MoveRefusal.NOTHING_LEFT),
        (ask(counter, paid, **worst), MoveRefusal.REASON_UNKNOWN),
        (ask(counter, paid, to="cis/nobody", approver=None), MoveRefusal.ACCOUNT_UNKNOWN),
        (ask(counter, paid, to=BAKERY, approver=None), MoveRefusal.SAME_ACCOUNT),
        (ask(counter, paid, approver=None), ApprovalRefusal.SECOND_PERSON_MISSING),
    ]
    for asked_for, code in rows:
        assert refused(lambda c=asked_for: correct_account.record(counter.services, CASHIER, c)) is code  # type: ignore[misc] # bound now
    nobody = replace(CASHIER, permissions=frozenset({Permission.PAYMENT_TAKE}))
    assert refused(lambda: correct_account.record(counter.services, nobody, ask(counter, paid))) is (
        IdentityRefusal.NOT_PERMITTED
    )
    assert refused(lambda: in_suspense(counter.services, nobody)) is IdentityRefusal.NOT_PERMITTED
    assert fact_count(counter.services) == facts


def test_a_check_that_comes_back_after_refund_and_move_is_owed_where_each_part_stood(counter: Counter) -> None:
    """20.00 of 70.00 went back and stays the bakery's to pay, 50.00 were moved to Okafor."""
    receipt = taken(counter, AccountPayment(BAKERY, 7000), tenders=(check_of(7000),))
    counter.services.clock.advance(11 * 86_400)  # type: ignore[attr-defined] # the test's own
    back = RefundPayment(counter.services.ids.new_id(), receipt, {1: 2000}, "overpaid", "check_request", APPROVER)
    refund.record(counter.services, CASHIER, back)
    move(counter, receipt)
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (25000, 2415)
    command = asked(counter, receipt, reason="R24", bank_fee_cents=0, returned_on=ON + timedelta(days=11))
    body = returned_payment.record(counter.services, CASHIER, command).body
    assert [(a.account, a.account_number) for a in body.accounts] == [(OKAFOR, "10-007733-9"), (BAKERY, "10-002003-3")]
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (27000, 7415)
    assert check(counter.services, thorough=True) == ()
