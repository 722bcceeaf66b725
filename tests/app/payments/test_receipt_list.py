"""Receipts in a list: newest first, found by number, account or book."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.identity.mapping_facts import Subject
from app.payments import void_receipt
from app.payments.receipt_list import newest_receipts, search_receipts
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, BackEntry, MiscellaneousReceipt
from app.print_jobs.types import JobState
from app.store.reference import POINTER
from tests.factories.counter import ALVAREZ, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.mapped import same_at_the_centre
from tests.factories.payments import pay
from tests.factories.reports import put_tender_right, refund_line

CHECK = Tender(kind="check", amount_cents=10000, routing_number="021000021", number="1041")


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    counter = open_counter(tmp_path_factory.mktemp("receipts"))
    pay(counter)
    pay(
        counter,
        AccountPayment(ALVAREZ, 20000),
        MiscellaneousReceipt("369-9000", 100),
        tenders=(CHECK, Tender(kind="cash", amount_cents=10100)),
    )
    third = pay(counter, back_entry=BackEntry("12", "000345", counter.services.clock.now_us() - 60_000_000))
    void_receipt.record(
        counter.services,
        counter.session,
        void_receipt.VoidReceipt(counter.services.ids.new_id(), third.receipt.fact_id, "wrong_amount", SUPERVISOR),
    )
    yield counter
    counter.services.close()


def test_the_newest_stand_first_with_what_they_are_for(counter: Counter) -> None:
    found = newest_receipts(counter.services, counter.shift.shift, 2)
    assert [entry.number for entry in found] == ["A2-000002", "A2-000001"]
    assert found[0].accounts == ("10-004512-7", "miscellaneous")
    assert found[0].tenders == ("check", "cash")
    assert found[0].paper is not None and found[0].paper.state is JobState.QUEUED
    assert (found[0].voided, found[0].back_entered, found[0].total_cents) == (False, False, 20100)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", ["A2-000002", "A2-000001", "A2-000003"]),
        ("A2-000002", ["A2-000002"]),
        ("a2-000002", ["A2-000002"]),
        ("2", ["A2-000002"]),
        ("000345", ["A2-000003"]),
        ("10-007733-9", ["A2-000001", "A2-000003"]),
        ("B7-000002", []),
        ("nobody", []),
        ("\0", []),
        ("9" * 30, []),
    ],
)
def test_a_receipt_is_found_by_what_stands_on_it(counter: Counter, typed: str, numbers: list[str]) -> None:
    assert [entry.number for entry in search_receipts(counter.services, typed)] == numbers


def test_an_account_that_the_city_has_no_more_is_found_by_its_number(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    pay(counter, AccountPayment(ALVAREZ, 100))
    (counter.services.folder / POINTER).unlink()
    assert [entry.number for entry in search_receipts(counter.services, "10-004512-7")] == ["A2-000001"]
    assert search_receipts(counter.services, "10-007733-9") == []
    counter.services.close()


def test_a_back_entered_and_voided_one_says_so(counter: Counter) -> None:
    (entry,) = search_receipts(counter.services, "000345")
    assert entry.voided and entry.back_entered
    assert entry.shift == counter.shift.shift


def test_another_shift_has_none(counter: Counter) -> None:
    assert newest_receipts(counter.services, "another", 5) == []
    assert [entry.accounts for entry in search_receipts(counter.services, "1")] == [("10-007733-9",)]
    assert OKAFOR.endswith("39")


def test_receipts_of_before_the_enrolment_are_found_by_the_citys_number(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    pay(counter)
    same_at_the_centre(counter.services, Subject.ACCOUNT, OKAFOR, ALVAREZ)
    assert [entry.number for entry in search_receipts(counter.services, "10-004512-7")] == ["A2-000001"]
    counter.services.close()


def test_what_was_given_back_or_put_right_says_so(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    _same, less, other = (pay(counter).receipt.fact_id for _ in range(3))
    refund_line(counter, less, 100)
    put_tender_right(counter, other)
    found = newest_receipts(counter.services, counter.shift.shift, 3)
    counter.services.close()
    assert {entry.number: entry.changed for entry in found} == {
        "A2-000001": False,
        "A2-000002": True,
        "A2-000003": True,
    }
