"""A payment that the bank gives back: what is owed again, at which due dates, with which fees, and only once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.types import AlertKind, ServiceCategory
from app.bootstrap import check
from app.identity.approvals import ApprovalRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.journal.fact import Posting
from app.payments import returned_payment, void_receipt
from app.payments.account_lines import AccountLine, account_lines
from app.payments.returned_payment import ReturnPayment, ReturnRefusal, turned_from_the_end
from app.payments.returned_payment_facts import PaymentReturned
from app.payments.returned_payment_queries import return_alerts
from app.payments.tenders import Tender, TenderRefusal
from app.payments.types import AccountPayment, Line, MiscellaneousReceipt, UnidentifiedPayment
from app.payments.void_receipt import VoidReceipt
from app.reports.account_page import account_page
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, NewAccount, NewCharge, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeClock

BAKERY = "cis/100020033"
DAY = date(2026, 11, 20)
# Domain rules §2: check 250 on electric 150, water 60, sewer 40, bank fee 8 → owes 288.00.
BILL = (
    NewCharge(ServiceCategory.ELECTRIC, 15000, "2026-11-23"),
    NewCharge(ServiceCategory.WATER, 6000, "2026-11-23"),
    NewCharge(ServiceCategory.SEWER, 4000, "2026-11-23"),
)
ACCOUNTS = (
    NewAccount("100020033", "10-002003-3", "Dubois Bakery LLC", "3 Elm Ct", BILL),
    NewAccount(
        "100077339", "10-007733-9", "Okafor, Ben", "8 Elm Ct", (NewCharge(ServiceCategory.WATER, 7415, "2026-11-23"),)
    ),
)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def check_of(cents: int, number: str = "1041") -> Tender:
    return Tender(kind="check", amount_cents=cents, routing_number="021000021", number=number)


def asked(counter: Counter, receipt: str, **changes: object) -> ReturnPayment:
    command = ReturnPayment(counter.services.ids.new_id(), receipt, 1, "R01", DAY, 800)
    return replace(command, **changes)  # type: ignore[arg-type] # values come by name from the test


def returned(counter: Counter, *lines: Line, tenders: tuple[Tender, ...] = (), **changes: object) -> PaymentReturned:
    """Pays the bakery's 250.00 by check unless said otherwise, and has it returned."""
    paid = lines or (AccountPayment(BAKERY, 25000),)
    receipt = pay(counter, *paid, tenders=tenders or (check_of(25000),)).receipt.fact_id
    return returned_payment.record(counter.services, CASHIER, asked(counter, receipt, **changes)).body


def line(counter: Counter, account: str = BAKERY, on: date = DAY) -> AccountLine:
    with counter.services.read_journal() as journal:
        return account_lines(journal, counter.services.reference, [account], on)[account]


def test_each_charge_is_owed_again_at_its_due_date_with_both_fees(counter: Counter) -> None:
    before = line(counter)
    body = returned(counter)
    after = line(counter)
    assert (before.balance_cents, after.balance_cents) == (25000, 28800)
    assert sorted((p.service_category, p.open_cents, p.due_on) for p in after.payables) == [
        ("electric", 15000, "2026-11-23"),
        ("other", 800, "2026-12-05"),
        ("other", 3000, "2026-12-05"),
        ("sewer", 4000, "2026-11-23"),
        ("water", 6000, "2026-11-23"),
    ]
    assert (body.fee_cents, body.bank_fee_cents, body.accounts[0].cash_only_until) == (3000, 800, "2027-11-20")
    assert ledger(counter.services)["bank"] == -25800
    assert check(counter.services, thorough=True) == ()


def test_the_fees_can_be_paid_like_any_charge(counter: Counter) -> None:
    returned(counter)
    pay(counter, AccountPayment(BAKERY, 28800))
    settled = line(counter)
    assert (settled.balance_cents, settled.due_cents, settled.payables) == (0, 0, ())
    assert check(counter.services, thorough=True) == ()


def test_the_account_page_shows_return_fees_and_alert(counter: Counter) -> None:
    returned(counter)
    page = account_page(counter.services, CASHIER, BAKERY)
    assert page.balance_cents == 28800 == sum(ages.total_cents for ages in page.ages)
    assert [(row.kind.value, row.undone) for row in page.activity] == [
        ("bill", False),
        ("return", False),
        ("payment", True),
    ]
    raised = page.bills[0]
    assert raised.raised_here and [line.charge.description for line in raised.lines] == [
        "The bank's fee for a return",
        "Fee for a returned payment",
    ]
    assert [alert.kind for alert in page.alerts] == [AlertKind.CASH_ONLY, AlertKind.RETURNED_PAYMENT]


def test_the_next_check_is_refused_and_cash_is_not(counter: Counter) -> None:
    returned(counter)
    again = refused(lambda: pay(counter, AccountPayment(BAKERY, 100), tenders=(check_of(100, "1042"),)))
    assert again is TenderRefusal.CASH_ONLY
    assert pay(counter, AccountPayment(BAKERY, 100)).receipt.total_cents == 100


def test_after_its_months_a_warning_is_left_and_then_nothing(counter: Counter) -> None:
    returned(counter)
    kinds = [
        [alert.kind for alert in line(counter, on=on).alerts]
        for on in (date(2027, 11, 20), date(2027, 11, 21), date(2028, 11, 20), date(2028, 11, 21))
    ]
    both, warning = [AlertKind.CASH_ONLY, AlertKind.RETURNED_PAYMENT], [AlertKind.RETURNED_PAYMENT]
    assert kinds == [both, warning, warning, []]


def test_a_rule_of_two_returns_leaves_the_first_with_a_warning(tmp_path: Path) -> None:
    rule = {"returns": 2, "within_months": 6, "months": 12}
    policies = BentPolicies(returned_payments={"cash_only": rule})
    counter = open_counter(tmp_path, ACCOUNTS, edges=replace(fake_edges(), policies=policies))
    first = returned(counter, AccountPayment(BAKERY, 5000), tenders=(check_of(5000),))
    kinds = [alert.kind for alert in line(counter).alerts]
    second = returned(counter, AccountPayment(BAKERY, 5000), tenders=(check_of(5000, "7"),))
    counter.services.close()
    assert first.accounts[0].cash_only_until is None and kinds == [AlertKind.RETURNED_PAYMENT]
    assert second.accounts[0].cash_only_until == "2027-11-20"


def test_beside_good_cash_the_last_paid_is_owed_again(counter: Counter) -> None:
    """Cash 200 and check 50: electric and water, first in turn, stay paid as far as the cash goes."""
    body = returned(
        counter, tenders=(check_of(5000), Tender(kind="cash", amount_cents=20000)), tender=1, bank_fee_cents=0
    )
    restored = sum(paid.amount_cents for paid in body.accounts[0].restored)
    assert restored == 5000 and len(body.accounts[0].restored) < 3
    assert line(counter).balance_cents == 5000 + 2500


def test_two_checks_of_one_receipt_come_back_one_after_the_other(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(BAKERY, 25000), tenders=(check_of(20000), check_of(5000, "9"))).receipt
    for tender in (1, 2):
        command = asked(counter, receipt.fact_id, tender=tender, reason="R24", bank_fee_cents=0)
        returned_payment.record(counter.services, CASHIER, command)
    after = line(counter)
    assert after.balance_cents == 25000 and {p.open_cents for p in after.payables} == {15000, 6000, 4000}
    assert check(counter.services, thorough=True) == ()


def test_two_accounts_credit_and_other_money_on_one_check(counter: Counter) -> None:
    """The fee goes to the account that owes most; what was nobody's, or another ledger account's, is turned too."""
    lines = (
        AccountPayment(OKAFOR, 8000),
        AccountPayment(BAKERY, 25000),
        MiscellaneousReceipt("369-9000", 1000),
        UnidentifiedPayment(500, "envelope"),
    )
    body = returned(counter, *lines, tenders=(check_of(34500),))
    assert [(a.account, a.account_number, a.credit_cents) for a in body.accounts] == [
        (BAKERY, "10-002003-3", 0),
        (OKAFOR, "10-007733-9", 585),
    ]
    sums = ledger(counter.services)
    assert "suspense" not in sums and "customer_credit" not in sums
    assert sums["general_ledger/369-9000"] == -4000
    assert (line(counter).balance_cents, line(counter, OKAFOR).balance_cents) == (25000 + 4000 + 800, 7415)


def test_a_check_for_nobody_s_account_has_no_fee(counter: Counter) -> None:
    body = returned(counter, MiscellaneousReceipt("369-9000", 1000), tenders=(check_of(1000),))
    assert (body.accounts, body.fee_cents, body.bank_fee_cents) == ((), 0, 0)
    assert ledger(counter.services)["bank"] == -1000


def test_the_same_return_is_recorded_once(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(BAKERY, 25000), tenders=(check_of(25000),)).receipt.fact_id
    command = asked(counter, receipt)
    first, second = (returned_payment.record(counter.services, CASHIER, command) for _ in range(2))
    assert not first.again and second.again and second.body == first.body
    assert line(counter).balance_cents == 28800


# Each row breaks its own rule and all later ones.
def test_what_cannot_be_returned_is_refused_in_order(counter: Counter) -> None:
    taken, voided = (
        pay(
            counter, AccountPayment(OKAFOR, 100), tenders=(check_of(60, str(n)), Tender(kind="cash", amount_cents=40))
        ).receipt.fact_id
        for n in range(2)
    )
    void = VoidReceipt(counter.services.ids.new_id(), voided, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, void)
    back = pay(counter, AccountPayment(OKAFOR, 100), tenders=(check_of(100),)).receipt.fact_id
    returned_payment.record(counter.services, CASHIER, asked(counter, back))
    facts = fact_count(counter.services)
    worst = {"reason": "R99", "returned_on": date(2026, 11, 21), "bank_fee_cents": -1}
    rows = [
        (asked(counter, "nothing", tender=9, **worst), ReturnRefusal.RECEIPT_UNKNOWN),
        (asked(counter, taken, tender=3, **worst), ReturnRefusal.TENDER_UNKNOWN),
        (asked(counter, taken, tender=2, **worst), ReturnRefusal.NOT_RETURNABLE),
        (asked(counter, back, intent=taken, **worst), ReturnRefusal.INTENT_TAKEN),
        (asked(counter, back, **worst), ReturnRefusal.ALREADY_RETURNED),
        (asked(counter, voided, **worst), ReturnRefusal.RECEIPT_VOIDED),
        (asked(counter, taken, **worst), ReturnRefusal.REASON_UNKNOWN),
        (asked(counter, taken, **{**worst, "reason": "R01"}), ReturnRefusal.RETURNED_IN_THE_FUTURE),
        (
            asked(counter, taken, bank_fee_cents=-1, returned_on=date(2020, 1, 1)),
            ReturnRefusal.RETURNED_BEFORE_PAID,
        ),
        (asked(counter, taken, bank_fee_cents=10001), ReturnRefusal.BANK_FEE_NOT_POSSIBLE),
        (asked(counter, taken, bank_fee_cents=-1), ReturnRefusal.BANK_FEE_NOT_POSSIBLE),
    ]
    for command, code in rows:
        assert refused(lambda c=command: returned_payment.record(counter.services, CASHIER, c)) is code  # type: ignore[misc] # bound now
    assert fact_count(counter.services) == facts


def test_a_return_of_long_ago_is_refused(tmp_path: Path) -> None:
    clock = FakeClock()
    policies = BentPolicies(returned_payments={"returned_days_max": 3})
    edges = replace(fake_edges(), policies=policies, clock=clock)
    counter = open_counter(tmp_path, ACCOUNTS, edges=edges)
    receipt = pay(counter, AccountPayment(BAKERY, 100), tenders=(check_of(100),)).receipt.fact_id
    clock.advance(5 * 86_400)
    code = refused(lambda: returned_payment.record(counter.services, CASHIER, asked(counter, receipt)))
    counter.services.close()
    assert code is ReturnRefusal.RETURNED_TOO_LONG_AGO


def test_it_needs_the_permission_and_where_the_policy_says_a_second_person(tmp_path: Path) -> None:
    kind = {"returned_payment": {"permission": "payment.return", "second_person": True, "alone_cents_max": 0}}
    edges = replace(fake_edges(), policies=BentPolicies(approvals={"kinds": kind}))
    counter = open_counter(tmp_path, ACCOUNTS, edges=edges)
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_RETURN})
    receipt = pay(counter, AccountPayment(BAKERY, 100), tenders=(check_of(100),)).receipt.fact_id
    codes = [
        refused(lambda who=who: returned_payment.record(counter.services, who, asked(counter, receipt)))  # type: ignore[misc] # bound now
        for who in (nobody, CASHIER)
    ]
    supervisor = replace(SUPERVISOR, roles=("supervisor",))
    done = returned_payment.record(counter.services, CASHIER, asked(counter, receipt, approver=supervisor))
    counter.services.close()
    assert codes == [IdentityRefusal.NOT_PERMITTED, ApprovalRefusal.SECOND_PERSON_MISSING]
    assert (done.body.approval.approver, done.body.approval.approved_by) == (SUPERVISOR.person_id, "pin")


def test_the_fact_stands_alone(counter: Counter) -> None:
    receipt = pay(counter, AccountPayment(BAKERY, 25000), tenders=(check_of(25000),)).receipt.fact_id
    command = asked(counter, receipt, trace="021000020000001")
    returned_payment.record(counter.services, CASHIER, command)
    body = read_fact(counter.services, command.intent).body
    assert isinstance(body, PaymentReturned)
    assert (body.receipt, body.tender, body.reason, body.trace) == (receipt, 1, "R01", "021000020000001")
    assert body.policies == ("returned_payments/1",) and body.accounts[0].warned_until == "2028-11-20"


def test_nothing_is_said_of_an_account_without_returns(counter: Counter) -> None:
    with counter.services.read_journal() as journal:
        assert return_alerts(journal, OKAFOR, DAY) == ()


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 500)), min_size=1, max_size=8, unique_by=lambda p: p[0]),
    st.data(),
)
def test_parts_that_come_back_are_never_more_than_was_paid(lines: list[tuple[str, int]], data: st.DataObject) -> None:
    """Whatever comes back one after the other: together just its sum, from the end, each line at most once."""
    total = sum(cents for _, cents in lines)
    paid = [Posting(ledger_account="receivable/water", amount_cents=-cents, charge=name) for name, cents in lines]
    first = data.draw(st.integers(0, total))
    back = list(turned_from_the_end(paid, [], first))
    rest = list(turned_from_the_end(paid, back, total - first))
    assert sum(p.amount_cents for p in back) == first and sum(p.amount_cents for p in rest) == total - first
    both = {name: sum(p.amount_cents for p in (*back, *rest) if p.charge == name) for name, _ in lines}
    assert both == dict(lines)
