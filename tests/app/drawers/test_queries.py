"""What should be in a drawer is the sum of its postings in its shift."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.drawers.queries import SHIFT_SUMS, DrawerContent, drawer_content, open_shift, shift_sums
from app.payments import void_receipt
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt
from app.payments.void_receipt import VoidReceipt
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.payments import pay

CHECK = Tender(kind="check", amount_cents=10000, routing_number="021000021", number="1041")
ORDER = Tender(kind="money_order", amount_cents=500, number="17-220113344")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def content(counter: Counter) -> DrawerContent:
    with counter.services.read_journal() as connection:
        return drawer_content(connection, counter.shift)


def test_float_and_cash_less_change_less_voids(counter: Counter) -> None:
    other = MiscellaneousReceipt("369-9000", 348_235)
    pay(counter, other, tenders=(Tender(kind="cash", amount_cents=350_000),))
    assert content(counter) == DrawerContent(20000 + 348_235, 0, 0, 0)
    receipt = pay(counter, other, tenders=(CHECK, ORDER, Tender(kind="cash", amount_cents=340_000))).receipt
    assert content(counter) == DrawerContent(20000 + 348_235 + 337_735, 10000, 500, 0)
    command = VoidReceipt(counter.services.ids.new_id(), receipt.fact_id, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, command)
    assert content(counter) == DrawerContent(20000 + 348_235, 0, 0, 0)


def test_the_sums_of_a_shift_are_those_of_its_postings(counter: Counter) -> None:
    pay(counter, MiscellaneousReceipt("369-9000", 100))
    with counter.services.read_journal() as connection:
        sums = shift_sums(connection, counter.shift.shift)
        assert shift_sums(connection, "another") == {}
    assert sums == {"drawer/A2/cash": 20100, "safe": -20000, "general_ledger/369-9000": -100}


def test_only_this_workstation_s_shift_is_open_here(counter: Counter) -> None:
    with counter.services.read_journal() as connection:
        assert open_shift(connection, "A2") == counter.shift
        assert open_shift(connection, "B7") is None


def test_what_a_drawer_holds_is_found_behind_its_opening(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    with counter.services.read_journal() as journal:
        asked = f"EXPLAIN QUERY PLAN {SHIFT_SUMS}"
        plan = [str(row[3]) for row in journal.exec_driver_sql(asked, {"shift": counter.shift.shift})]
    counter.services.close()
    assert (
        "SEARCH posting USING INDEX sqlite_autoindex_posting_1 (workstation=? AND generation=? AND sequence>?)" in plan
    )
    assert not any(step.startswith("SCAN posting") for step in plan)
