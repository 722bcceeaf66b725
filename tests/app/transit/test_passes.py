"""Which passes hold no more: a join of what happened to their receipts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.payments import refund, returned_payment, void_receipt
from app.payments.refund import RefundPayment
from app.payments.returned_payment import ReturnPayment
from app.payments.tenders import Tender
from app.payments.types import AccountPayment
from app.payments.void_receipt import VoidReceipt
from app.transit.passes import Denied, deny_list, find_pass, why_denied
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.passes import LATER, MONTH, issued_of, replacement, sell
from tests.factories.policies import ON


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    yield opened
    opened.services.close()


def void(counter: Counter, receipt: str) -> None:
    asked = VoidReceipt(counter.services.ids.new_id(), receipt, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, asked)


def denied(counter: Counter, serial: str) -> Denied | None:
    with counter.services.read_journal() as journal:
        return why_denied(journal, serial)


def listed(counter: Counter) -> list[tuple[str, Denied]]:
    with counter.services.read_journal() as journal:
        return deny_list(journal)


def test_a_pass_is_found_by_its_number_small_letters_too(counter: Counter) -> None:
    receipt = sell(counter, AccountPayment(OKAFOR, 100), MONTH)
    serial = issued_of(receipt, 2).serial
    with counter.services.read_journal() as journal:
        known = find_pass(journal, counter.services.kinds, f" {serial.lower()} ")
        assert find_pass(journal, counter.services.kinds, receipt.full_number) is None
    assert known is not None
    assert (known.receipt, known.place, known.issued.serial) == (receipt.fact_id, 2, serial)


def test_the_void_of_a_receipt_voids_its_passes_and_no_other(counter: Counter) -> None:
    receipt, other = sell(counter, MONTH, LATER), sell(counter)
    void(counter, receipt.fact_id)
    assert [denied(counter, issued_of(receipt, place).serial) for place in (1, 2)] == [Denied.VOIDED] * 2
    assert denied(counter, issued_of(other).serial) is None
    assert listed(counter) == [(issued_of(receipt, place).serial, Denied.VOIDED) for place in (1, 2)]


def test_a_refund_denies_its_line_alone(counter: Counter) -> None:
    receipt = sell(counter, MONTH, LATER)
    asked = RefundPayment(counter.services.ids.new_id(), receipt.fact_id, {2: 500}, "other", "cash", SUPERVISOR)
    refund.record(counter.services, CASHIER, asked)
    assert denied(counter, issued_of(receipt, 1).serial) is None
    assert denied(counter, issued_of(receipt, 2).serial) is Denied.REFUNDED


def test_a_new_paper_denies_the_lost_one_until_it_is_void_itself(counter: Counter) -> None:
    lost = issued_of(sell(counter)).serial
    new = sell(counter, replacement(lost))
    assert (denied(counter, lost), denied(counter, issued_of(new).serial)) == (Denied.REPLACED, None)
    void(counter, new.fact_id)
    assert (denied(counter, lost), denied(counter, issued_of(new).serial)) == (None, Denied.VOIDED)


def test_a_refunded_fee_gives_the_lost_one_back_too(counter: Counter) -> None:
    lost = issued_of(sell(counter)).serial
    new = sell(counter, replacement(lost))
    asked = RefundPayment(counter.services.ids.new_id(), new.fact_id, {1: 300}, "other", "cash", SUPERVISOR)
    refund.record(counter.services, CASHIER, asked)
    assert (denied(counter, lost), denied(counter, issued_of(new).serial)) == (None, Denied.REFUNDED)


def test_a_payment_that_the_bank_gave_back_denies_what_it_bought(counter: Counter) -> None:
    check = Tender(kind="check", amount_cents=3800, routing_number="063100277", number="77")
    receipt = sell(counter, tenders=(check,))
    command = ReturnPayment(counter.services.ids.new_id(), receipt.fact_id, 1, "R01", ON)
    returned_payment.record(counter.services, CASHIER, command)
    assert denied(counter, issued_of(receipt).serial) is Denied.RETURNED
