"""Opening the drawer without a sale: a fact with its reason, and one kick."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.drawers import open_without_sale
from app.drawers.movement_facts import DrawerOpenedWithoutSale
from app.drawers.open_without_sale import NoSaleRefusal, OpenWithoutSale
from app.drawers.own_shift import ShiftRefusal
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.print_jobs.queries import jobs_of_fact
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.ledger import fact_count, ledger, read_fact
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.workstation import open_workstation

INTENT = "0000005a-0000-7000-8000-000000000001"
OPEN = OpenWithoutSale(INTENT, "give_change")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_the_opening_is_a_fact_and_one_kick(counter: Counter) -> None:
    before = ledger(counter.services)
    moved = open_without_sale.record(counter.services, CASHIER, OPEN)
    again = open_without_sale.record(counter.services, CASHIER, OPEN)
    fact = read_fact(counter.services, INTENT)
    assert isinstance(fact.body, DrawerOpenedWithoutSale)
    assert (fact.body.drawer, fact.body.reason, fact.envelope.shift) == ("A2", "give_change", counter.shift.shift)
    assert moved.slip.reason_names["en"] == "Change for a customer" and again.again and again.slip == moved.slip
    with counter.services.read_journal() as journal:
        assert [(job.kind.value, job.why) for job in jobs_of_fact(journal, INTENT)] == [("kick", "no_sale")]
    assert ledger(counter.services) == before


def test_whoever_accepts_drawers_may_open_another_s(counter: Counter) -> None:
    lead = replace(SUPERVISOR, permissions=frozenset(Permission) - {Permission.DRAWER_ACCEPT})
    code = refused(lambda: open_without_sale.record(counter.services, lead, OPEN))
    assert code is ShiftRefusal.SHIFT_OF_ANOTHER
    assert open_without_sale.record(counter.services, SUPERVISOR, OPEN).slip.business_date == "2026-11-20"


def test_a_drawer_without_a_shift_opens_too(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    moved = open_without_sale.record(services, CASHIER, OPEN)
    envelope = read_fact(services, INTENT).envelope
    services.close()
    assert (envelope.shift, envelope.business_date, moved.slip.business_date) == (None, "2026-11-20", "2026-11-20")


def test_refusals_come_in_order(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.DRAWER_OPEN_WITHOUT_SALE})
    receipt, facts = pay(counter).receipt.fact_id, fact_count(counter.services)
    wrong = OpenWithoutSale(receipt, "wine")
    calls = [(nobody, wrong), (CASHIER, wrong), (CASHIER, replace(wrong, intent=INTENT))]
    codes = [refused(lambda c=c: open_without_sale.record(counter.services, *c)) for c in calls]  # type: ignore[misc] # bound now
    assert codes == [IdentityRefusal.NOT_PERMITTED, *NoSaleRefusal]
    assert fact_count(counter.services) == facts
