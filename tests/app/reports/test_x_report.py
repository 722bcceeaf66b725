"""The X report adds up with the drawer beside it, and making it changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import card_attempt, take_payment, void_receipt
from app.payments.card_attempt import AttemptState
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt, TakePayment
from app.payments.void_receipt import VoidReceipt
from app.reports.x_report import x_report
from tests.factories.counter import ALVAREZ, CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.workstation import open_workstation

CHECK = Tender(kind="check", amount_cents=10000, routing_number="021000021", number="1041")
ORDER = Tender(kind="money_order", amount_cents=500, number="17-220113344")
CARD_SALE = "0000005a-0000-7000-8000-000000000001"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def cash(cents: int) -> Tender:
    return Tender(kind="cash", amount_cents=cents)


def test_before_the_first_receipt_there_is_only_the_float(counter: Counter) -> None:
    report = x_report(counter.services, CASHIER)
    assert (report.receipts, report.voids, report.first_receipt, report.last_receipt) == (0, 0, None, None)
    assert report.taken == () and report.float_cents == 20000
    assert report.expected == (("cash", 20000), ("check", 0), ("money_order", 0), ("card", 0))
    assert (report.drawer, report.business_date, report.counter) == ("A2", "2026-11-20", "Counter A2")


def test_it_adds_up(counter: Counter) -> None:
    services = counter.services
    attempt = card_attempt.begin(services, CASHIER, CARD_SALE, 2000).attempt
    card = Tender(kind="card", amount_cents=2000, authorization="083215", last_four="4242", attempt=attempt)
    pay(counter, AccountPayment(ALVAREZ, 20000), tenders=(CHECK, ORDER, cash(10000)))
    pay(counter, tenders=(cash(5000), cash(2500)))
    lines = (MiscellaneousReceipt("369-9000", 2000),)
    take_payment.record(services, CASHIER, TakePayment(CARD_SALE, lines, (card,)))
    voided = pay(counter, tenders=(cash(10000),)).receipt
    command = VoidReceipt(services.ids.new_id(), voided.fact_id, "wrong_amount", SUPERVISOR)
    void_receipt.record(services, CASHIER, command)
    facts, report = fact_count(services), x_report(services, CASHIER)
    assert fact_count(services) == facts
    assert (report.receipts, report.voids) == (4, 1)
    assert (report.first_receipt, report.last_receipt) == ("A2-000001", "A2-000004")
    cash_cents = 10000 - 500 + 7415
    assert report.taken == (
        ("card", 1, 2000),
        ("cash", 3, cash_cents),
        ("check", 1, 10000),
        ("money_order", 1, 500),
    )
    expected = dict(report.expected)
    assert expected == {"cash": 20000 + cash_cents, "check": 10000, "money_order": 500, "card": 2000}
    assert sum(cents for _, _, cents in report.taken) == 20000 + 7415 + 2000
    assert sum(cents for _, cents in report.ledger) == 0
    assert dict(report.ledger)["drawer/A2/cash"] == expected["cash"]


def test_cards_that_nobody_could_answer_stand_beside_what_was_taken(counter: Counter) -> None:
    for cents in (5720, 1200):
        attempt = card_attempt.begin(counter.services, CASHIER, CARD_SALE, cents).attempt
        card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.UNKNOWN)
    report = x_report(counter.services, CASHIER)
    assert (report.unknown_cards, report.unknown_cards_cents) == (2, 6920)
    assert dict(report.expected)["card"] == 0


def test_who_may_not_see_what_is_expected_gets_none(counter: Counter) -> None:
    blind = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
    assert refused(lambda: x_report(counter.services, blind)) is IdentityRefusal.NOT_PERMITTED


def test_without_a_shift_there_is_nothing_to_report(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    assert refused(lambda: x_report(services, CASHIER)) is PaymentRefusal.NO_SHIFT
    services.close()
