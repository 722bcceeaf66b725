"""What the drawer page shows, with and without a shift, with and without leave to see what is expected."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.identity.permissions import Permission
from app.payments import card_attempt, void_receipt
from app.payments.card_attempt import AttemptState
from app.payments.tenders import Tender
from app.payments.types import AccountPayment
from app.reports.drawer_page import drawer_page
from tests.factories.counter import ALVAREZ, CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.workstation import open_workstation

BLIND = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_no_shift(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    page = drawer_page(services, CASHIER)
    assert (page.drawer, page.counter, page.shift, page.receipts, page.expected) == ("A2", "Counter A2", None, (), None)
    assert page.denominations_cents == (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1)
    assert not page.own and page.on.isoformat() == "2026-11-20"
    services.close()


def test_the_tape_and_what_is_expected(counter: Counter) -> None:
    pay(counter, tenders=(Tender(kind="cash", amount_cents=8000),))
    check = Tender(kind="check", amount_cents=5000, routing_number="021000021", number="1042")
    second = pay(counter, AccountPayment(ALVAREZ, 5000), tenders=(check,))
    command = void_receipt.VoidReceipt("void-1", second.receipt.fact_id, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, counter.session, command)
    page = drawer_page(counter.services, counter.session)
    assert [(row.number, row.voided) for row in page.receipts] == [("A2-000002", True), ("A2-000001", False)]
    assert page.own and page.shift is not None and page.shift.float_cents == 20000
    assert page.expected is not None
    assert dict(page.expected.expected) == {"cash": 27415, "check": 0, "money_order": 0, "card": 0}
    assert (page.expected.receipts, page.expected.voids) == (2, 1)


def test_a_blind_count_hides_what_is_expected_and_nothing_else(counter: Counter) -> None:
    pay(counter)
    page = drawer_page(counter.services, BLIND)
    assert page.expected is None and len(page.receipts) == 1


def test_cards_of_unknown_outcome_are_shown_to_everybody(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, "sale", 5720).attempt
    assert drawer_page(counter.services, BLIND).unknown_cards == ()
    card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.UNKNOWN)
    assert [card.amount_cents for card in drawer_page(counter.services, BLIND).unknown_cards] == [5720]


def test_the_drawer_of_somebody_else(counter: Counter) -> None:
    assert not drawer_page(counter.services, SUPERVISOR).own
