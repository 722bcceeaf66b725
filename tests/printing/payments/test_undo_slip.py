"""The slips of refunds and corrections, as they print."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.payments import correct_account, correct_tender, refund
from app.payments.correct_account import MovePayment
from app.payments.correct_tender import CorrectTender
from app.payments.refund import RefundPayment
from app.payments.types import AccountPayment, MiscellaneousReceipt, UnidentifiedPayment
from app.payments.undo_slip import UndoSlip, slip_of
from app.print_jobs.types import JobKind
from printing.document import Line, Pair
from printing.payments.undo_slip import refund_method, undo_reason, undo_slip_document
from printing.rendering import document_of
from tests.app.payments.test_refund import APPROVER, taken
from tests.app.payments.test_returned_payment import ACCOUNTS
from tests.factories.counter import CASHIER, OKAFOR, Counter, open_counter
from tests.factories.ledger import read_fact


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def slip(counter: Counter, intent: str) -> UndoSlip:
    with counter.services.read_journal() as journal:
        return slip_of(journal, read_fact(counter.services, intent))


def words(paper: UndoSlip, language: str = "en") -> list[str]:
    elements = undo_slip_document(paper, language).elements
    return [
        f"{element.left}: {element.right}" if isinstance(element, Pair) else element.text
        for element in elements
        if isinstance(element, Pair | Line)
    ]


def test_a_refund_lists_its_lines_and_who_signs(counter: Counter) -> None:
    receipt = taken(counter, AccountPayment(OKAFOR, 7415), MiscellaneousReceipt("369-9000", 500))
    command = RefundPayment("r", receipt, {1: 415, 2: 500}, "paid_twice", "cash", APPROVER)
    refund.record(counter.services, CASHIER, command)
    said = words(slip(counter, "r"))
    for part in ("REFUND", "Of receipt: A2-000001", "Reason: Paid twice", "10-007733-9: 4.15", "Other payment: 5.00"):
        assert part in said
    for part in ("TOTAL: 9.15", "Given back as: Cash", "Received by"):
        assert part in said
    assert "REEMBOLSO" in words(slip(counter, "r"), "es")


def test_a_correction_says_what_was_and_what_is(counter: Counter) -> None:
    receipt = taken(counter, UnidentifiedPayment(7415, "envelope"))
    move = MovePayment("m", receipt, 1, OKAFOR, "found_by_name", APPROVER)
    correct_account.record(counter.services, CASHIER, move)
    assert {"Was: Unidentified", "Is: 10-007733-9", "Amount: 74.15", "CORRECTION"} <= set(words(slip(counter, "m")))
    numbers = {"number": "7", "routing_number": "021000021"}
    command = CorrectTender("t", receipt, 1, "check", "wrong_tender", approver=APPROVER, **numbers)
    correct_tender.record(counter.services, CASHIER, command)
    assert {"Was: Cash", "Is: Check", "TENDER CORRECTION"} <= set(words(slip(counter, "t")))


def test_one_person_alone_signs_alone(counter: Counter) -> None:
    receipt = taken(counter, UnidentifiedPayment(7415, "envelope"))
    correct_account.record(counter.services, CASHIER, MovePayment("m", receipt, 1, OKAFOR, "found_by_name", None))
    paper = slip(counter, "m")
    assert paper.second_person == "" and not any("Approved" in line for line in words(paper))
    approved = msgspec.structs.replace(paper, second_person="L. Brandt")
    assert "Approved by L. Brandt" in words(approved)


def test_the_job_prints_what_the_slip_says(counter: Counter) -> None:
    receipt = taken(counter, UnidentifiedPayment(100, "envelope"))
    correct_account.record(counter.services, CASHIER, MovePayment("m", receipt, 1, OKAFOR, "found_by_name", None))
    paper = slip(counter, "m")
    assert document_of(JobKind.UNDO_SLIP, msgspec.json.encode(paper)) == undo_slip_document(paper, "en")


def test_a_city_s_own_codes_are_said_as_they_are() -> None:
    assert (undo_reason("mayor_says_so", "en"), refund_method("gold", "en")) == ("mayor says so", "gold")
