"""Undoing a receipt: whole, in its own shift, by two people, and only once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers.facts import ShiftOpened
from app.identity.approvals import Approval, ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.journal.append import Author
from app.payments import card_attempt, refund, take_payment, void_receipt
from app.payments.facts import PaymentVoided
from app.payments.queries import is_voided, read_receipt
from app.payments.refund import RefundPayment
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt, TakePayment, UnidentifiedPayment
from app.payments.void_receipt import VoidReceipt, VoidRefusal
from app.workplace import Whereabouts
from tests.factories.counter import ALVAREZ, CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import resume, suspend
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges

CHECK = Tender(kind="check", amount_cents=10000, routing_number="021000021", number="1041")
ORDER = Tender(kind="money_order", amount_cents=500, number="17-220113344")
TRAN = replace(CASHIER, person_id="person-tran", permissions=frozenset({Permission.PAYMENT_TAKE}))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def command(counter: Counter, receipt: str, **changes: object) -> VoidReceipt:
    asked = VoidReceipt(counter.services.ids.new_id(), receipt, "wrong_amount", SUPERVISOR)
    return replace(asked, **changes)  # type: ignore[arg-type] # values come by name from the test


def begin_next_shift(counter: Counter) -> None:
    """Closing comes with the cash-control issue; until then another opening fact stands for it."""
    with counter.services.unit_of_work() as work:
        shift = counter.services.ids.new_id()
        body = ShiftOpened(drawer="A2", float_cents=0, denominations=())
        work.append(body, Author(CASHIER.person_id, shift, "2026-11-21"), fact_id=shift)
        work.commit()


def test_a_void_leaves_the_ledger_as_it_was(counter: Counter) -> None:
    before = ledger(counter.services)
    lines = (AccountPayment(ALVAREZ, 50000), MiscellaneousReceipt("369-9000", 100), UnidentifiedPayment(400, "x"))
    tenders = (CHECK, ORDER, Tender(kind="cash", amount_cents=50000))
    receipt = pay(counter, *lines, tenders=tenders).receipt
    voided = void_receipt.record(counter.services, CASHIER, command(counter, receipt.fact_id))
    assert ledger(counter.services) == before
    assert [(paper.kind, paper.number) for paper in voided.papers] == [
        ("check", CHECK.number),
        ("money_order", ORDER.number),
    ]
    assert (voided.cash_cents, voided.cards) == (40000, ())
    assert voided.changed.kinds == {"PaymentVoided"} and voided.changed.accounts == {ALVAREZ}
    with counter.services.read_journal() as connection:
        assert read_receipt(connection, counter.services.kinds, receipt.fact_id).voided
    again = pay(counter, AccountPayment(ALVAREZ, 4000)).receipt
    assert again.lines[0].balance_after_cents == 34760 and again.number == "A2-000002"


def test_the_fact_names_original_reason_amount_and_both_people(counter: Counter) -> None:
    receipt = pay(counter).receipt
    asked = command(counter, receipt.fact_id, reason="wrong_account")
    void_receipt.record(counter.services, CASHIER, asked)
    fact = read_fact(counter.services, asked.intent)
    assert isinstance(fact.body, PaymentVoided)
    assert (fact.body.receipt, fact.body.reason, fact.body.total_cents) == (receipt.fact_id, "wrong_account", 7415)
    assert fact.body.approval == Approval(SUPERVISOR.person_id, "pin", 7415)
    assert fact.body.policies == ("approvals/1", "void/1")
    assert (fact.envelope.person, fact.envelope.shift) == (CASHIER.person_id, counter.shift.shift)


def test_a_card_has_to_be_reversed_on_the_terminal(counter: Counter) -> None:
    sale = counter.services.ids.new_id()
    attempt = card_attempt.begin(counter.services, CASHIER, sale, 7415).attempt
    card = Tender(kind="card", amount_cents=7415, authorization="083215", last_four="4242", attempt=attempt)
    take_payment.record(
        counter.services, CASHIER, TakePayment(sale, (MiscellaneousReceipt("369-9000", 7415),), (card,))
    )
    voided = void_receipt.record(counter.services, CASHIER, command(counter, sale))
    assert (voided.cards, voided.cash_cents) == ((card,), 0)
    assert check(counter.services, thorough=True) == ()


def test_a_rounded_payment_takes_its_rounding_back(tmp_path: Path) -> None:
    policies = BentPolicies(cash_rounding={"enabled": True})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=policies))
    cash = (Tender(kind="cash", amount_cents=10000),)
    receipt = pay(counter, MiscellaneousReceipt("369-9000", 8742), tenders=cash).receipt
    assert ledger(counter.services)["cash_rounding"] == 2
    voided = void_receipt.record(counter.services, CASHIER, command(counter, receipt.fact_id))
    sums = ledger(counter.services)
    counter.services.close()
    assert voided.cash_cents == 8740
    assert sums == {"drawer/A2/cash": 20000, "safe": -20000}


def test_the_same_intent_voids_once(counter: Counter) -> None:
    receipt = pay(counter).receipt
    asked = command(counter, receipt.fact_id)
    with ThreadPoolExecutor(2) as clicks:
        both = [clicks.submit(void_receipt.record, counter.services, CASHIER, asked) for _ in range(2)]
        results = [click.result() for click in both]
    assert sorted(result.again for result in results) == [False, True]
    assert {result.cash_cents for result in results} == {7415}
    assert check(counter.services, thorough=True) == ()


def test_an_id_that_stands_for_something_else_is_no_void(counter: Counter) -> None:
    """Saying "voided already" would send the cash out of a drawer that still counts it."""
    first, second = pay(counter).receipt.fact_id, pay(counter).receipt.fact_id
    undone = command(counter, first)
    void_receipt.record(counter.services, CASHIER, undone)
    for intent in (second, undone.intent):
        asked = command(counter, second, intent=intent)
        assert refused(lambda asked=asked: void_receipt.record(counter.services, CASHIER, asked)) is (  # type: ignore[misc] # bound now
            VoidRefusal.INTENT_TAKEN
        )
    with counter.services.read_journal() as connection:
        assert not is_voided(connection, second)
    assert check(counter.services, thorough=True) == ()


def test_what_was_put_right_in_part_is_not_void_as_a_whole(counter: Counter) -> None:
    receipt = pay(counter).receipt.fact_id
    approver = replace(SUPERVISOR, roles=("supervisor",))
    part = RefundPayment(counter.services.ids.new_id(), receipt, {1: 1}, "other", "cash", approver)
    refund.record(counter.services, CASHIER, part)
    code = refused(lambda: void_receipt.record(counter.services, CASHIER, command(counter, receipt)))
    assert code is VoidRefusal.UNDONE_IN_PART


# Each row breaks its own rule and all later ones: reason unknown, nobody else there.
def test_what_cannot_be_voided_is_refused_in_order(counter: Counter) -> None:
    voided, taken = pay(counter).receipt.fact_id, pay(counter).receipt.fact_id
    void_receipt.record(counter.services, CASHIER, command(counter, voided))
    facts, worst = fact_count(counter.services), {"reason": "because", "approver": None}

    def code(receipt: str, session: object = TRAN, **changes: object) -> str:
        asked = command(counter, receipt, **{**worst, **changes})
        return str(refused(lambda: void_receipt.record(counter.services, session, asked)))  # type: ignore[arg-type] # a session

    assert code("nothing") == code(counter.shift.shift) == code("x" * 1_000_000) == VoidRefusal.RECEIPT_UNKNOWN
    assert code(taken) == VoidRefusal.SHIFT_OF_ANOTHER
    suspend(counter)
    assert (code(taken), code(taken, CASHIER)) == (VoidRefusal.SHIFT_OF_ANOTHER, VoidRefusal.SHIFT_SUSPENDED)
    resume(counter)
    assert code(taken, CASHIER) == VoidRefusal.REASON_UNKNOWN
    assert code(taken, CASHIER, reason="x" * 10_000_000) == VoidRefusal.REASON_UNKNOWN
    assert code(taken, CASHIER, reason="entered_twice") == ApprovalRefusal.SECOND_PERSON_MISSING
    same = replace(CASHIER, permissions=frozenset())
    assert code(taken, CASHIER, reason="entered_twice", approver=same) == ApprovalRefusal.SECOND_PERSON_IS_THE_SAME
    assert code(taken, CASHIER, reason="entered_twice", approver=TRAN) == ApprovalRefusal.SECOND_PERSON_MAY_NOT
    begin_next_shift(counter)
    assert code(voided) == VoidRefusal.ALREADY_VOIDED
    assert code(taken) == code(taken, CASHIER) == VoidRefusal.NOT_THIS_SHIFT
    here = counter.services.here
    moved = Whereabouts(replace(here.device, generation=2), here.place)
    counter.services = replace(counter.services, here=moved)
    assert code(voided) == VoidRefusal.ALREADY_VOIDED
    assert code(taken) == VoidRefusal.NOT_THIS_WORKSTATION
    assert fact_count(counter.services) == facts + 3


def test_every_refusal_is_known_here() -> None:
    assert [code.name for code in VoidRefusal] == [
        "RECEIPT_UNKNOWN",
        "INTENT_TAKEN",
        "ALREADY_VOIDED",
        "UNDONE_IN_PART",
        "NOT_THIS_WORKSTATION",
        "NOT_THIS_SHIFT",
        "SHIFT_OF_ANOTHER",
        "SHIFT_SUSPENDED",
        "REASON_UNKNOWN",
    ]


def test_without_the_permission_to_take_payments_nothing_is_said_of_the_receipt(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset())
    asked = command(counter, "nothing")
    code = refused(lambda: void_receipt.record(counter.services, nobody, asked))
    assert code is IdentityRefusal.NOT_PERMITTED


def test_where_one_person_is_enough_it_is_one_who_may(tmp_path: Path) -> None:
    alone = {"void": {"permission": "payment.void", "second_person": False, "alone_cents_max": 0}}
    policies = BentPolicies(approvals={"kinds": alone})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=policies))
    first, second = pay(counter).receipt.fact_id, pay(counter).receipt.fact_id
    weak = replace(CASHIER, permissions=frozenset({Permission.PAYMENT_TAKE}))
    asked = command(counter, first, approver=TRAN)
    code = refused(lambda: void_receipt.record(counter.services, weak, asked))
    void_receipt.record(counter.services, CASHIER, asked)
    body = read_fact(counter.services, asked.intent).body
    with counter.services.read_journal() as connection:
        states = [is_voided(connection, first), is_voided(connection, second)]
    counter.services.close()
    assert code is IdentityRefusal.NOT_PERMITTED and states == [True, False]
    assert isinstance(body, PaymentVoided)
    assert body.approval == Approval(CASHIER.person_id, "policy", 7415)
