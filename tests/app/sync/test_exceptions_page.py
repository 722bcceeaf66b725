"""How many exceptions wait: for whoever may settle them, at a counter that has a center."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from app.identity.permissions import Permission
from app.sync.conflicts import Decision, SettleConflict, open_conflicts, settle
from app.sync.exceptions_page import exceptions_waiting
from app.sync.tables import sync_centre
from app.workplace import Services
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.workstation import open_workstation
from tests.ui.sync.test_exceptions_page import take_in

NOBODY = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_CORRECT})


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """Okafor's bill was paid here and at B1."""
    counter, other = open_counter(tmp_path / "a2"), open_counter(tmp_path / "b1")
    pay(counter)
    pay(other)
    take_in(counter, other)
    other.services.close()
    yield counter
    counter.services.close()


def join(services: Services) -> None:
    with services.plain_work() as work:
        centre = (1, "db.city.gov", "ws_a2_civic", "secret", "main", 1, bytes(32), bytes(32))
        work.connection.execute(insert(sync_centre).values(centre))
        work.commit()


def test_one_waits_until_it_is_settled(counter: Counter) -> None:
    services = counter.services
    assert exceptions_waiting(services, CASHIER) == 0  # it works alone
    join(services)
    assert exceptions_waiting(services, CASHIER) == 1 and exceptions_waiting(services, NOBODY) == 0
    with services.read() as reading:
        (conflict,) = open_conflicts(reading, services.kinds)
    decision = SettleConflict(services.ids.new_id(), conflict.key, conflict.amount_cents, Decision.LEFT_AS_CREDIT)
    settle(services, CASHIER, decision)
    assert exceptions_waiting(services, CASHIER) == 0


def test_before_the_city_s_data_are_here_nothing_waits(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    join(services)
    assert exceptions_waiting(services, CASHIER) == 0
    services.close()
