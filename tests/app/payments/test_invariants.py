"""Each invariant of receipts finds what breaks it, and nothing in a sound journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import check
from app.payments import card_attempt, void_receipt
from app.payments.invariants import INVARIANTS
from app.payments.types import AccountPayment
from app.payments.void_receipt import VoidReceipt
from tests.factories.counter import ALVAREZ, CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.journal import tamper
from tests.factories.payments import pay

SEQUENCE_OF_VOID = "(SELECT sequence FROM fact WHERE kind = 'PaymentVoided')"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    pay(counter)
    voided = pay(counter, AccountPayment(ALVAREZ, 5000)).receipt.fact_id
    command = VoidReceipt(counter.services.ids.new_id(), voided, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, command)
    pay(counter, AccountPayment(ALVAREZ, 5000))
    card_attempt.begin(counter.services, CASHIER, "0000005a-0000-7000-8000-000000000001", 100)
    yield counter
    counter.services.close()


def found(counter: Counter) -> dict[str, dict[str, object]]:
    names = {invariant.name for invariant in INVARIANTS}
    findings = check(counter.services, thorough=True)
    return {finding.invariant: dict(finding.values) for finding in findings if finding.invariant in names}


def test_a_sound_journal_has_no_findings(counter: Counter) -> None:
    assert check(counter.services, thorough=True) == ()


@pytest.mark.parametrize(
    ("statement", "invariant", "said"),
    [
        ("DELETE FROM receipt WHERE number = 2", "receipt_numbers_gap_free", {"receipts": 2, "highest": 3}),
        ("UPDATE receipt SET number = number + 5", "receipt_numbers_gap_free", {"lowest": 6, "highest": 8}),
        ("UPDATE receipt SET change_cents = 5 WHERE number = 1", "tenders_pay_the_total", {"off_by_cents": -5}),
        ("UPDATE receipt SET tenders = '[]'", "tenders_pay_the_total", {"off_by_cents": -5000}),
        ("INSERT INTO receipt_void SELECT receipt, 'x' FROM receipt_void", "receipts_are_voided_once", {"times": 2}),
        (
            f"UPDATE posting SET amount_cents = amount_cents + 1 WHERE line = 1 AND sequence = {SEQUENCE_OF_VOID}",
            "voids_undo_their_receipts",
            {"ledger_account": "drawer/A2/cash", "off_by_cents": 1},
        ),
        ("UPDATE card_attempt SET state = 'used'", "used_cards_are_in_receipts", {}),
    ],
)
def test_what_breaks_an_invariant_is_found(
    counter: Counter, statement: str, invariant: str, said: dict[str, object]
) -> None:
    tamper(counter.services, statement)
    assert said.items() <= found(counter)[invariant].items()


def test_each_invariant_is_broken_above() -> None:
    assert [invariant.name for invariant in INVARIANTS] == [
        "receipt_numbers_gap_free",
        "tenders_pay_the_total",
        "receipts_are_voided_once",
        "voids_undo_their_receipts",
        "used_cards_are_in_receipts",
    ]
