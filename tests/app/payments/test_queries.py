"""What is known of receipts afterwards, from facts and rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.payments import queries, reprint, void_receipt
from app.payments.reprint import Reprint
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, BackEntry, MiscellaneousReceipt, UnidentifiedPayment
from app.payments.void_receipt import VoidReceipt
from tests.factories.counter import ALVAREZ, CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import read_fact
from tests.factories.payments import pay

CHECK = Tender(kind="check", amount_cents=10000, routing_number="021000021", number="1041")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_the_last_receipts_of_a_shift_newest_first(counter: Counter) -> None:
    pay(counter)
    first = pay(counter).receipt
    tenders = (CHECK, Tender(kind="cash", amount_cents=5000), Tender(kind="cash", amount_cents=5100))
    lines = (AccountPayment(ALVAREZ, 20000), MiscellaneousReceipt("369-9000", 60), UnidentifiedPayment(40, "x"))
    pay(counter, *lines, tenders=tenders)
    void_receipt.record(
        counter.services, CASHIER, VoidReceipt(counter.services.ids.new_id(), first.fact_id, "wrong_amount", SUPERVISOR)
    )
    with counter.services.read_journal() as connection:
        newest, older = queries.last_receipts(connection, counter.shift.shift, 2)
        assert queries.last_receipts(connection, "another shift") == []
    assert (newest.number, newest.total_cents, newest.voided) == ("A2-000003", 20100, False)
    assert newest.accounts == ("10-004512-7", "miscellaneous", "suspense") and newest.tenders == ("check", "cash")
    assert (older.number, older.fact_id, older.voided) == ("A2-000002", first.fact_id, True)


def test_a_receipt_is_found_by_its_number(counter: Counter) -> None:
    receipt = pay(counter).receipt
    wrong_signs = receipt.full_number[:-4] + ("ZZZZ" if not receipt.full_number.endswith("ZZZZ") else "0000")
    with counter.services.read_journal() as connection:
        for written in (receipt.number, receipt.full_number, receipt.number.lower(), "A2-1", f" {receipt.number} "):
            assert queries.find_receipt(connection, written) == receipt.fact_id
        for written in ("A2-000002", "B7-000001", "A2-2-000001", wrong_signs, "", "\0", "x" * 1_000_000):
            assert queries.find_receipt(connection, written) is None


def test_a_hand_written_receipt_is_found_until_it_is_voided(counter: Counter) -> None:
    entry = BackEntry("12", "000345", counter.services.clock.now_us())
    receipt = pay(counter, back_entry=entry).receipt
    with counter.services.read_journal() as connection:
        assert queries.find_hand_written(connection, "12", "000345") == receipt.number
        assert queries.find_hand_written(connection, "13", "000345") is None
    command = VoidReceipt(counter.services.ids.new_id(), receipt.fact_id, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, command)
    with counter.services.read_journal() as connection:
        assert queries.find_hand_written(connection, "12", "000345") is None


def test_copies_and_voids_are_counted(counter: Counter) -> None:
    receipt = pay(counter).receipt.fact_id
    reprint.record(counter.services, CASHIER, Reprint(receipt, "en"))
    with counter.services.read_journal() as connection:
        assert (queries.copies_made(connection, receipt), queries.copies_made(connection, "another")) == (1, 0)
        assert not queries.is_voided(connection, receipt)


def test_what_is_no_receipt_is_none(counter: Counter) -> None:
    kinds = counter.services.kinds
    with counter.services.read_journal() as connection:
        assert queries.read_payment(connection, kinds, counter.shift.shift) is None
        with pytest.raises(KeyError):
            queries.read_receipt(connection, kinds, counter.shift.shift)
    with pytest.raises(TypeError, match="ShiftOpened is not a receipt"):
        queries.receipt_of(read_fact(counter.services, counter.shift.shift), {}, counter.services.place, "M. Reyes")


def test_erased_values_leave_the_rest_of_the_receipt(counter: Counter) -> None:
    lines = (AccountPayment(OKAFOR, 100), MiscellaneousReceipt("369-9000", 1, "for Ada"), UnidentifiedPayment(1, "Ada"))
    fact = read_fact(counter.services, pay(counter, *lines, payor_name="Ada").receipt.fact_id)
    erased = queries.receipt_of(fact, {}, counter.services.place, "M. Reyes")
    assert erased.payor_name == "" and erased.lines[0].service_address == ""
    assert [line.description for line in erased.lines] == [None, "Other receipts", None]
    assert erased.lines[0].account_number == "10-007733-9"
