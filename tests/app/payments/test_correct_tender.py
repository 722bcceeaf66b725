"""A tender keyed as the wrong kind is put right while its drawer is open; nothing else moves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.drawers.facts import ShiftOpened
from app.identity.approvals import ApprovalRefusal
from app.journal.append import Author
from app.payments import correct_tender, refund, returned_payment, void_receipt
from app.payments.correct_tender import Corrected, CorrectTender, CorrectTenderRefusal
from app.payments.refund import RefundPayment, RefundRefusal
from app.payments.shift_receipts import papers_in
from app.payments.tenders import Tender, TenderRefusal
from app.payments.types import AccountPayment
from app.payments.undo_facts import TenderCorrected
from app.payments.void_receipt import VoidReceipt
from app.reports.report import ReportKind
from app.reports.x_report import x_report
from tests.app.payments.test_refund import APPROVER, taken
from tests.app.payments.test_returned_payment import ACCOUNTS, asked, check_of
from tests.factories.counter import CASHIER, OKAFOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact, stored_bytes
from tests.factories.outcomes import refused
from tests.factories.policies import BentPolicies
from tests.factories.reports import ask as make_ask
from tests.factories.reports import part
from tests.factories.workstation import fake_edges

CHECK = {"number": "1041", "routing_number": "021000021"}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def ask(counter: Counter, receipt: str, kind: str, **changes: object) -> CorrectTender:
    command = CorrectTender(counter.services.ids.new_id(), receipt, 1, kind, "wrong_tender", approver=APPROVER)  # type: ignore[arg-type] # a kind from the test
    return replace(command, **changes)  # type: ignore[arg-type] # values come by name from the test


def correct(counter: Counter, receipt: str, kind: str, **changes: object) -> Corrected:
    return correct_tender.record(counter.services, CASHIER, ask(counter, receipt, kind, **changes))


def test_cash_that_was_a_check_counts_without_its_change(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 7415), tenders=(Tender(kind="cash", amount_cents=8000),))
    body = correct(counter, receipt, "check", **CHECK).body
    sums = ledger(counter.services)
    assert body.amount_cents == 7415 and (sums["drawer/A2/cash"], sums["drawer/A2/check"]) == (20000, 7415)
    assert check(counter.services, thorough=True) == ()


def test_a_check_that_was_a_card_goes_to_the_terminal(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 7415), tenders=(check_of(7415),))
    correct(counter, receipt, "card", authorization="083215", last_four="4242")
    sums = ledger(counter.services)
    assert sums["card_clearing"] == 7415 and "drawer/A2/check" not in sums
    correct(counter, receipt, "cash")
    assert ledger(counter.services)["drawer/A2/cash"] == 27415


def test_what_it_truly_was_counts_from_then_on(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 7415))
    correct(counter, receipt, "check", **CHECK)
    back = RefundPayment(counter.services.ids.new_id(), receipt, {1: 1}, "other", "cash", APPROVER)
    assert refused(lambda: refund.record(counter.services, CASHIER, back)) is RefundRefusal.METHOD_NOT_POSSIBLE
    done = returned_payment.record(counter.services, CASHIER, asked(counter, receipt))
    assert done.body.amount_cents == 7415


def test_reports_and_the_count_s_list_have_it_where_it_belongs(counter: Counter) -> None:
    cash = Tender(kind="cash", amount_cents=8000)
    receipt = taken(counter, AccountPayment(OKAFOR, 7415), tenders=(cash,))
    taken(counter, AccountPayment(OKAFOR, 100))
    correct(counter, receipt, "check", **CHECK)
    assert x_report(counter.services, CASHIER).taken == (("cash", 1, 100), ("check", 1, 7415))
    sums = part(make_ask(counter, ReportKind.TENDER_LIST), "by_tender")
    assert [row.cells for row in sums.rows] == [("cash", 1, 100), ("check", 1, 7415)]
    with counter.services.read_journal() as journal:
        (paper,) = papers_in(journal, counter.services.kinds, counter.shift.shift)
    assert (paper.number, paper.amount_cents, paper.receipt) == ("1041", 7415, receipt)


def test_the_bank_s_number_stays_out_of_the_fact(counter: Counter) -> None:
    command = ask(counter, taken(counter, AccountPayment(OKAFOR, 7415)), "check", **CHECK)
    correct_tender.record(counter.services, CASHIER, command)
    body = read_fact(counter.services, command.intent).body
    assert isinstance(body, TenderCorrected) and len(body.now.routing_number or "") == 64
    assert b"021000021" not in stored_bytes(counter.services, "private_data")


def test_the_same_intent_corrects_once(counter: Counter) -> None:
    command = ask(counter, taken(counter, AccountPayment(OKAFOR, 7415)), "check", **CHECK)
    first, second = (correct_tender.record(counter.services, CASHIER, command) for _ in range(2))
    assert not first.again and second.again and first.body == second.body


# Each row breaks its own rule and all later ones.
def test_what_is_not_corrected_is_refused_in_order(counter: Counter) -> None:
    paid, voided = (taken(counter, AccountPayment(OKAFOR, 100)) for _ in range(2))
    void_receipt.record(
        counter.services, CASHIER, VoidReceipt(counter.services.ids.new_id(), voided, "wrong_amount", APPROVER)
    )
    bounced = taken(counter, AccountPayment(OKAFOR, 100), tenders=(check_of(100),))
    returned_payment.record(counter.services, CASHIER, asked(counter, bounced))
    tran = replace(CASHIER, person_id="person-tran")
    facts, worst = fact_count(counter.services), {"tender": 9, "reason": "because", "approver": None}
    code = CorrectTenderRefusal
    rows = [
        (ask(counter, "nothing", "cash", **worst), code.RECEIPT_UNKNOWN),
        (ask(counter, voided, "cash", intent=paid, **worst), code.INTENT_TAKEN),
        (ask(counter, voided, "cash", **worst), code.RECEIPT_VOIDED),
        (ask(counter, bounced, "cash", **worst), code.PAYMENT_RETURNED),
        (ask(counter, paid, "cash", **worst), code.TENDER_UNKNOWN),
        (ask(counter, paid, "cash", reason="because", approver=None), code.SAME_TENDER),
        (ask(counter, paid, "check", reason="because", approver=None), code.REASON_UNKNOWN),
        (ask(counter, paid, "check", approver=None), TenderRefusal.ROUTING_NUMBER_WRONG),
        (ask(counter, paid, "check", approver=None, **CHECK), ApprovalRefusal.SECOND_PERSON_MISSING),
    ]
    for command, expected in rows:
        assert refused(lambda c=command: correct_tender.record(counter.services, CASHIER, c)) is expected  # type: ignore[misc] # bound now
    other = refused(lambda: correct_tender.record(counter.services, tran, ask(counter, paid, "check", **CHECK)))
    assert other is code.SHIFT_OF_ANOTHER
    assert fact_count(counter.services) == facts


def test_after_its_shift_it_is_too_late(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 100))
    with counter.services.unit_of_work() as work:
        shift = counter.services.ids.new_id()
        body = ShiftOpened(drawer="A2", float_cents=0, denominations=())
        work.append(body, Author(CASHIER.person_id, shift, "2026-11-21"), fact_id=shift)
        work.commit()
    assert refused(lambda: correct(counter, receipt, "check", **CHECK)) is CorrectTenderRefusal.SHIFT_OVER


def test_change_is_taken_off_once_however_often_a_tender_is_corrected(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 7415), tenders=(Tender(kind="cash", amount_cents=8000),))
    correct(counter, receipt, "check", **CHECK)
    assert correct(counter, receipt, "cash").body.amount_cents == 7415
    assert ledger(counter.services)["drawer/A2/cash"] == 27415
    back = RefundPayment(counter.services.ids.new_id(), receipt, {1: 7415}, "other", "cash", APPROVER)
    refund.record(counter.services, CASHIER, back)
    assert ledger(counter.services)["drawer/A2/cash"] == 20000


def test_change_comes_out_of_the_last_cash_alone(counter: Counter) -> None:
    """Of 50.00 and 30.00 for 74.15 the check was the 50.00: it was handed over whole."""
    heaps = (Tender(kind="cash", amount_cents=5000), Tender(kind="cash", amount_cents=3000))
    receipt = taken(counter, AccountPayment(OKAFOR, 7415), tenders=heaps)
    assert correct(counter, receipt, "check", **CHECK).body.amount_cents == 5000
    assert correct(counter, receipt, "money_order", tender=2, number="17-2201").body.amount_cents == 2415
    sums = ledger(counter.services)
    held = tuple(sums[f"drawer/A2/{kind}"] for kind in ("cash", "check", "money_order"))
    assert held == (20000, 5000, 2415)


def test_a_check_keyed_as_cash_and_rounded_up_comes_back_whole(tmp_path: Path) -> None:
    """74.15 would not round; 74.13 was paid with 74.15, and the bank gives all of that back."""
    edges = replace(fake_edges(), policies=BentPolicies(cash_rounding={"enabled": True}))
    small = replace(ACCOUNTS[1], charges=(replace(ACCOUNTS[1].charges[0], amount_cents=7413),))
    counter = open_counter(tmp_path, (ACCOUNTS[0], small), edges=edges)
    receipt = taken(counter, AccountPayment(OKAFOR, 7413), tenders=(Tender(kind="cash", amount_cents=7415),))
    correct(counter, receipt, "check", **CHECK)
    done = returned_payment.record(counter.services, CASHIER, asked(counter, receipt, reason="R24", bank_fee_cents=0))
    sums = ledger(counter.services)
    assert (done.body.amount_cents, sums["bank"]) == (7415, -7415) and "cash_rounding" not in sums
    assert check(counter.services, thorough=True) == ()
    counter.services.close()
