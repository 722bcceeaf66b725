"""A bank's file is posted entry by entry, each once; what fits no check waits for a person."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from sqlalchemy import update

from app.bootstrap import check
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.journal.tables import private_data
from app.payments import returned_payment
from app.payments.load_returns import ReturnsLoaded, load_returns
from app.payments.nacha_returns import NachaRefusal
from app.payments.returned_payment import ReturnPayment
from app.payments.returned_payment_queries import waiting_returns
from app.payments.types import AccountPayment
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, DAY, check_of, line
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.ledger import fact_count
from tests.factories.nacha import NachaEntry, nacha_file
from tests.factories.outcomes import refused
from tests.factories.payments import pay


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def paid(counter: Counter, cents: int, number: str) -> str:
    return pay(counter, AccountPayment(BAKERY, cents), tenders=(check_of(cents, number),)).receipt.fact_id


def load(counter: Counter, *entries: NachaEntry) -> ReturnsLoaded:
    return load_returns(counter.services, CASHIER, nacha_file(*entries))


def waiting(counter: Counter) -> list[str]:
    with counter.services.read_journal() as journal:
        return [found.trace for found in waiting_returns(journal)]


def test_an_entry_finds_its_check_by_amount_number_and_bank(counter: Counter) -> None:
    paid(counter, 5000, "0001041")
    paid(counter, 5000, "77")
    loaded = load(counter, NachaEntry(5000, "1041"))
    assert len(loaded.posted) == 1 and (loaded.already, loaded.unmatched, loaded.again) == (0, (), False)
    assert {"PaymentReturned", "ReturnFileLoaded"} <= loaded.changed.kinds and BAKERY in loaded.changed.accounts
    assert line(counter).balance_cents == 15000 + 5000 + 2500
    assert check(counter.services, thorough=True) == ()


def test_no_file_posts_twice_not_even_in_another_file(counter: Counter) -> None:
    paid(counter, 5000, "1041")
    paid(counter, 600, "7")
    first, second = NachaEntry(5000, "1041"), NachaEntry(600, "7", trace="021000020000002")
    load(counter, first)
    facts = fact_count(counter.services)
    same, overlapping = load(counter, first), load(counter, first, second)
    assert (same.again, same.already, same.posted) == (True, 1, ())
    assert (overlapping.again, overlapping.already, len(overlapping.posted)) == (False, 1, 1)
    assert fact_count(counter.services) == facts + 2
    assert check(counter.services, thorough=True) == ()


def test_a_check_that_a_person_recorded_already_is_not_posted_again(counter: Counter) -> None:
    command = ReturnPayment(counter.services.ids.new_id(), paid(counter, 5000, "1041"), 1, "R01", DAY)
    returned_payment.record(counter.services, CASHIER, command)
    assert load(counter, NachaEntry(5000, "1041")).already == 1


@pytest.mark.parametrize(
    "entry",
    [
        NachaEntry(5001, "1041"),
        NachaEntry(5000, "1042"),
        NachaEntry(5000, "1041", routing_number="063100277"),
        NachaEntry(5000, ""),
        NachaEntry(5000, "1041", reason="R61"),
    ],
)
def test_what_fits_no_check_waits_for_a_person(counter: Counter, entry: NachaEntry) -> None:
    receipt = paid(counter, 5000, "1041")
    loaded = load(counter, entry)
    assert [found.trace for found in loaded.unmatched] == [entry.trace] == waiting(counter)
    command = ReturnPayment(counter.services.ids.new_id(), receipt, 1, "R01", DAY, trace=entry.trace)
    returned_payment.record(counter.services, CASHIER, command)
    assert waiting(counter) == []


def test_two_checks_that_fit_are_left_to_a_person(counter: Counter) -> None:
    for _ in range(2):
        paid(counter, 5000, "1041")
    assert len(load(counter, NachaEntry(5000, "1041")).unmatched) == 1


def test_a_bank_that_was_erased_hinders_nothing(counter: Counter) -> None:
    paid(counter, 5000, "1041")
    with counter.services.plain_work() as work:
        erase = update(private_data).where(private_data.c.field == "routing_number").values(value=None, salt=None)
        work.connection.execute(erase)
        work.commit()
    assert len(load(counter, NachaEntry(5000, "1041")).posted) == 1


def test_a_malformed_file_posts_nothing_at_all(counter: Counter) -> None:
    paid(counter, 5000, "1041")
    facts, content = fact_count(counter.services), nacha_file(NachaEntry(5000, "1041"))
    broken = content.replace(b"9000001", b"9000002", 1)
    assert refused(lambda: load_returns(counter.services, CASHIER, broken)) is NachaRefusal.COUNT_WRONG
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_RETURN})
    assert refused(lambda: load_returns(counter.services, nobody, broken)) is IdentityRefusal.NOT_PERMITTED
    assert fact_count(counter.services) == facts


def test_two_people_who_load_one_file_at_once_keep_it_once(counter: Counter) -> None:
    """Both have found it new and wait for the writer lane; the second then finds the first one's fact."""
    facts, content, free = fact_count(counter.services), nacha_file(NachaEntry(9, "9")), Event()
    counter.services.lanes.write(lambda: free.wait(10))
    with ThreadPoolExecutor(2) as desks:
        loads = [desks.submit(load_returns, counter.services, CASHIER, content) for _ in range(2)]
        sleep(0.3)
        free.set()
        results = [load.result() for load in loads]
    assert fact_count(counter.services) == facts + 1
    assert sorted(result.again for result in results) == [False, True]
