"""Money of a receipt given back: line by line, the way it came, never more than was paid, and only once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap import check
from app.identity.approvals import ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.journal.fact import Posting
from app.payments import card_attempt, correct_account, refund, returned_payment, take_payment, void_receipt
from app.payments.correct_account import MovePayment
from app.payments.refund import Refunded, RefundPayment, RefundRefusal
from app.payments.standing import less, taken_from_the_end
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, Line, MiscellaneousReceipt, TakePayment, UnidentifiedPayment
from app.payments.undo_facts import PaymentRefunded
from app.payments.void_receipt import VoidReceipt
from app.print_jobs.queries import jobs_of_fact
from app.workplace import Whereabouts
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, asked, check_of, line
from tests.factories.closing import close, count
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.movements import pay_out
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges

APPROVER = replace(SUPERVISOR, roles=("supervisor",))
TEN_DAYS_SECONDS = 10 * 86_400


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def ask(counter: Counter, receipt: str, amounts: dict[int, int], **changes: object) -> RefundPayment:
    command = RefundPayment(counter.services.ids.new_id(), receipt, amounts, "overpaid", "cash", APPROVER)
    return replace(command, **changes)  # type: ignore[arg-type] # values come by name from the test


def back(counter: Counter, receipt: str, amounts: dict[int, int], **changes: object) -> Refunded:
    return refund.record(counter.services, CASHIER, ask(counter, receipt, amounts, **changes))


def taken(counter: Counter, *lines: Line, tenders: tuple[Tender, ...] = ()) -> str:
    return pay(counter, *(lines or (AccountPayment(BAKERY, 20000),)), tenders=tenders).receipt.fact_id


def test_what_was_paid_last_is_owed_again(counter: Counter) -> None:
    """200.00 paid electric 150.00 (last in rank) and others first; 30.00 back reopens what was paid last."""
    receipt = taken(counter)
    before = line(counter).balance_cents
    done = back(counter, receipt, {1: 3000})
    assert line(counter).balance_cents == before + 3000
    assert [posting.service_category for posting in done.body.lines[0].taken_back] == ["electric"]
    assert ledger(counter.services)["drawer/A2/cash"] == 20000 + 20000 - 3000
    assert check(counter.services, thorough=True) == ()


def test_account_credit_goes_first(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 10000))
    body = back(counter, receipt, {1: 2585}).body
    assert [(p.ledger_account, p.amount_cents) for p in body.lines[0].taken_back] == [("customer_credit", 2585)]
    assert line(counter, OKAFOR).balance_cents == 0


def test_several_lines_of_every_kind(counter: Counter) -> None:
    lines = (MiscellaneousReceipt("369-9000", 1000), UnidentifiedPayment(500, "envelope"), AccountPayment(OKAFOR, 7415))
    receipt = taken(counter, *lines)
    back(counter, receipt, {1: 400, 2: 500, 3: 15})
    sums = ledger(counter.services)
    assert sums["general_ledger/369-9000"] == -600 and "suspense" not in sums
    assert line(counter, OKAFOR).balance_cents == 15
    assert check(counter.services, thorough=True) == ()


def test_all_that_is_given_back_is_never_more_than_was_paid(counter: Counter) -> None:
    receipt = taken(counter)
    back(counter, receipt, {1: 15000})
    assert refused(lambda: back(counter, receipt, {1: 5001})) is RefundRefusal.OVER_PAID
    back(counter, receipt, {1: 5000})
    assert refused(lambda: back(counter, receipt, {1: 1})) is RefundRefusal.OVER_PAID
    assert line(counter).balance_cents == 25000


def test_a_refund_is_no_receipt_and_is_not_refunded(counter: Counter) -> None:
    command = ask(counter, taken(counter), {1: 100})
    refund.record(counter.services, CASHIER, command)
    assert refused(lambda: back(counter, command.intent, {1: 100})) is RefundRefusal.RECEIPT_UNKNOWN


def test_the_same_intent_gives_back_once(counter: Counter) -> None:
    command = ask(counter, taken(counter), {1: 100})
    first, second = (refund.record(counter.services, CASHIER, command) for _ in range(2))
    assert not first.again and second.again and second.body == first.body
    assert ledger(counter.services)["drawer/A2/cash"] == 39900


def test_cash_opens_the_drawer_and_a_slip_prints(counter: Counter) -> None:
    command = ask(counter, taken(counter), {1: 100})
    refund.record(counter.services, CASHIER, command)
    body = read_fact(counter.services, command.intent).body
    assert isinstance(body, PaymentRefunded) and body.approval.approver == SUPERVISOR.person_id
    with counter.services.read_journal() as journal:
        kinds = {job.kind.value for job in jobs_of_fact(journal, command.intent)}
    assert kinds == {"kick", "undo_slip"}


def test_a_check_goes_back_by_the_city_s_check_after_its_hold(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, ACCOUNTS, edges=edges)
    receipt = taken(counter, tenders=(check_of(20000),))
    early = refused(lambda: back(counter, receipt, {1: 100}, method="check_request"))
    cash = refused(lambda: back(counter, receipt, {1: 100}))
    edges.clock.advance(TEN_DAYS_SECONDS)  # type: ignore[attr-defined] # the fake's own
    back(counter, receipt, {1: 100}, method="check_request")
    sums = ledger(counter.services)
    counter.services.close()
    assert (early, cash) == (RefundRefusal.CHECK_TOO_NEW, RefundRefusal.METHOD_NOT_POSSIBLE)
    assert sums["general_ledger/202-0000"] == -100 and sums["drawer/A2/check"] == 20000


def test_a_card_goes_back_on_the_terminal(counter: Counter) -> None:
    sale = counter.services.ids.new_id()
    attempt = card_attempt.begin(counter.services, CASHIER, sale, 1000).attempt
    card = Tender(kind="card", amount_cents=1000, authorization="083215", last_four="4242", attempt=attempt)
    cash = Tender(kind="cash", amount_cents=500)
    lines = (MiscellaneousReceipt("369-9000", 1500),)
    take_payment.record(counter.services, CASHIER, TakePayment(sale, lines, (card, cash)))
    assert refused(lambda: back(counter, sale, {1: 1001}, method="card")) is RefundRefusal.OVER_METHOD
    back(counter, sale, {1: 1000}, method="card")
    assert refused(lambda: back(counter, sale, {1: 1}, method="card")) is RefundRefusal.OVER_METHOD
    back(counter, sale, {1: 500})
    sums = ledger(counter.services)
    assert "card_clearing" not in sums and sums["drawer/A2/cash"] == 20000


# Each row breaks its own rule and all later ones.
def test_what_is_not_given_back_is_refused_in_order(counter: Counter) -> None:
    cash, voided = taken(counter, AccountPayment(OKAFOR, 100)), taken(counter, AccountPayment(OKAFOR, 100))
    void_receipt.record(
        counter.services, CASHIER, VoidReceipt(counter.services.ids.new_id(), voided, "wrong_amount", APPROVER)
    )
    bounced = taken(counter, AccountPayment(OKAFOR, 100), tenders=(check_of(100),))
    returned_payment.record(counter.services, CASHIER, asked(counter, bounced))
    facts, worst = fact_count(counter.services), {"reason": "because", "method": "coins", "approver": None}
    rows: list[tuple[RefundPayment, object]] = [
        (ask(counter, "nothing", {}, **worst), RefundRefusal.RECEIPT_UNKNOWN),
        (ask(counter, voided, {}, intent=cash, **worst), RefundRefusal.INTENT_TAKEN),
        (ask(counter, voided, {}, **worst), RefundRefusal.RECEIPT_VOIDED),
        (ask(counter, bounced, {}, **worst), RefundRefusal.PAYMENT_RETURNED),
        (ask(counter, cash, {}, **worst), RefundRefusal.NOTHING_CHOSEN),
        (ask(counter, cash, {1: 0, 2: 0}, **worst), RefundRefusal.LINE_UNKNOWN),
        (ask(counter, cash, {1: 0}, **worst), RefundRefusal.AMOUNT_NOT_POSITIVE),
        (ask(counter, cash, {1: 101}, **worst), RefundRefusal.OVER_PAID),
        (ask(counter, cash, {1: 100}, **worst), RefundRefusal.REASON_UNKNOWN),
        (ask(counter, cash, {1: 100}, **{**worst, "reason": "other"}), RefundRefusal.METHOD_NOT_POSSIBLE),
        (ask(counter, cash, {1: 100}, approver=None), ApprovalRefusal.SECOND_PERSON_MISSING),
    ]
    for command, code in rows:
        assert refused(lambda c=command: refund.record(counter.services, CASHIER, c)) is code  # type: ignore[misc] # bound now
    assert fact_count(counter.services) == facts


def test_another_workstation_s_receipt_is_refunded_there(counter: Counter) -> None:
    receipt = taken(counter)
    elsewhere = replace(
        counter.services, here=Whereabouts(replace(counter.services.device, code="B7"), counter.services.place)
    )
    code = refused(lambda: refund.record(elsewhere, CASHIER, ask(counter, receipt, {1: 1})))
    assert code is RefundRefusal.NOT_THIS_WORKSTATION


def test_cash_comes_out_of_one_s_own_open_drawer(tmp_path: Path) -> None:
    policies = BentPolicies(refund={"cash_cents_max": 10000})
    counter = open_counter(tmp_path, ACCOUNTS, edges=replace(fake_edges(), policies=policies), float_pieces={})
    receipt = taken(counter)
    tran = replace(CASHIER, person_id="person-tran")
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_TAKE})
    codes = [
        refused(lambda: back(counter, receipt, {1: 10001})),
        refused(lambda: refund.record(counter.services, tran, ask(counter, receipt, {1: 1}))),
        refused(lambda: refund.record(counter.services, nobody, ask(counter, receipt, {1: 1}))),
    ]
    counter.services.close()
    assert codes == [
        RefundRefusal.OVER_CASH_LIMIT,
        RefundRefusal.SHIFT_OF_ANOTHER,
        IdentityRefusal.NOT_PERMITTED,
    ]


def test_no_more_cash_than_the_drawer_holds_and_none_without_a_shift(tmp_path: Path) -> None:
    counter = open_counter(tmp_path, ACCOUNTS, float_pieces={})
    receipt = taken(counter, AccountPayment(OKAFOR, 10000))
    pay_out(counter, 9000)
    short = refused(lambda: back(counter, receipt, {1: 1001}))
    close(counter, count(counter, {1000: 1}), "7")
    codes = [short, refused(lambda: back(counter, receipt, {1: 1}))]
    back(counter, receipt, {1: 1}, method="check_request")
    counter.services.close()
    assert codes == [RefundRefusal.NOT_IN_THE_DRAWER, RefundRefusal.NO_SHIFT]


def test_a_moved_payment_is_refunded_from_where_it_stands(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(BAKERY, 7415))
    move = MovePayment(counter.services.ids.new_id(), receipt, 1, OKAFOR, "wrong_account", APPROVER)
    correct_account.record(counter.services, CASHIER, move)
    back(counter, receipt, {1: 7415})
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (25000, 7415)
    assert check(counter.services, thorough=True) == ()


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 500)), min_size=1, max_size=6, unique_by=lambda p: p[0]),
    st.lists(st.integers(0, 800), max_size=6),
)
def test_parts_taken_back_add_up_whatever_their_order(lines: list[tuple[str, int]], parts: list[int]) -> None:
    credits = [Posting(ledger_account="receivable/water", amount_cents=-cents, charge=name) for name, cents in lines]
    total, gone, left = sum(cents for _, cents in lines), 0, tuple(credits)
    for part in parts:
        took = taken_from_the_end(left, part)
        assert sum(p.amount_cents for p in took) == min(part, total - gone)
        gone += sum(p.amount_cents for p in took)
        left = less(left, took)
        assert -sum(p.amount_cents for p in left) == total - gone
        assert all(p.amount_cents < 0 for p in left)
