"""A thing of another capability as a line of the same payment: one commit, one receipt, one drawer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check, open_services, rebuild_read_tables
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import refund, void_receipt
from app.payments.queries import find_receipt, read_receipt
from app.payments.refund import RefundPayment
from app.payments.take_payment import PaymentRefusal
from app.payments.types import AccountPayment, ProductSale
from app.payments.void_receipt import VoidReceipt
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.passes import LATER, MONTH, issued_of, sell
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    yield opened
    opened.services.close()


def things(counter: Counter) -> list[tuple[object, ...]]:
    with counter.services.read_journal() as journal:
        return [tuple(row) for row in journal.exec_driver_sql("SELECT * FROM issued_thing ORDER BY serial")]


def test_beside_a_utility_bill_into_the_same_drawer_and_receipt(counter: Counter) -> None:
    receipt = sell(counter, AccountPayment(OKAFOR, 7415), MONTH)
    assert (receipt.total_cents, [line.kind for line in receipt.lines]) == (11215, ["account", "pass"])
    sums = ledger(counter.services)
    assert sums["general_ledger/344-3010"] == -3800 and sums["drawer/A2/cash"] == 20000 + 11215
    serial = issued_of(receipt, 2).serial
    assert serial == f"{receipt.full_number}-2"
    assert things(counter) == [(serial, receipt.fact_id, 2, "pass", None)]
    assert check(counter.services, thorough=True) == ()


def test_the_fact_holds_what_was_issued_and_which_policy_said_so(counter: Counter) -> None:
    receipt = sell(counter)
    body = read_fact(counter.services, receipt.fact_id).body
    assert body.lines[0].issued == issued_of(receipt)  # type: ignore[attr-defined] # the body of a payment
    assert "passes/1" in body.policies  # type: ignore[attr-defined] # as above
    with counter.services.read_journal() as journal:
        assert find_receipt(journal, receipt.full_number) == receipt.fact_id
        assert read_receipt(journal, counter.services.kinds, receipt.fact_id).lines == receipt.lines


def test_a_rebuild_gives_the_same_rows(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    sell(counter, MONTH, LATER)
    before = things(counter)
    counter.services.close()
    rebuild_read_tables(tmp_path, edges)
    counter.services = open_services(tmp_path, edges)
    after = things(counter)
    counter.services.close()
    assert after == before and len(after) == 2


def test_a_void_turns_its_posting(counter: Counter) -> None:
    receipt = sell(counter).fact_id
    asked = VoidReceipt(counter.services.ids.new_id(), receipt, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, asked)
    assert "general_ledger/344-3010" not in ledger(counter.services)
    assert check(counter.services, thorough=True) == ()


def test_its_seller_says_when_its_money_goes_back(counter: Counter) -> None:
    def back(receipt: str) -> None:
        asked = RefundPayment(counter.services.ids.new_id(), receipt, {2: 500}, "other", "cash", SUPERVISOR)
        refund.record(counter.services, CASHIER, asked)

    bill, begun = AccountPayment(OKAFOR, 100), ProductSale("pass", "day_7/reduced/2026-11-20", 500)
    assert refused(lambda: back(sell(counter, bill, begun).fact_id)).value == "begun"
    back(sell(counter, bill, LATER).fact_id)
    assert ledger(counter.services)["general_ledger/344-3010"] == -500


def test_what_nobody_sells_is_refused(counter: Counter) -> None:
    facts = fact_count(counter.services)
    unknown = ProductSale("balloon", "red", 100)
    assert refused(lambda: pay(counter, unknown)) is PaymentRefusal.NOT_SOLD_HERE
    assert fact_count(counter.services) == facts


def test_without_the_permission_nothing_is_sold(counter: Counter) -> None:
    session = replace(CASHIER, permissions=frozenset(Permission) - {Permission.TRANSIT_SELL})
    asked = Counter(counter.services, session, counter.shift)
    assert refused(lambda: sell(asked)) is IdentityRefusal.NOT_PERMITTED
    assert pay(asked).receipt.number == "A2-000001"
