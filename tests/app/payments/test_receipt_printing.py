"""The paper and the drawer's job stand in the payment's own transaction."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.config import KICK_DRAWER
from app.payments.receipt import Receipt
from app.payments.receipt_printing import print_receipt
from app.print_jobs.tables import print_job
from app.store.settings import write_setting
from app.workplace import Services
from tests.factories.counter import CASHIER
from tests.factories.receipts import receipt
from tests.factories.workstation import open_workstation


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = open_workstation(tmp_path)
    yield services
    services.close()


def queue(services: Services, paper: Receipt, *, kick: bool, commit: bool = True) -> str:
    with services.unit_of_work() as work:
        job = print_receipt(work, paper, CASHIER, kick=kick)
        if commit:
            work.commit()
        return job


def jobs(services: Services) -> list[tuple[str, str, str | None, str | None]]:
    with services.read_journal() as connection:
        rows = connection.execute(select(print_job).order_by(print_job.c.position)).all()
    return [(row.job_id, row.kind, row.requested_by, row.why) for row in rows]


def test_the_paper_is_the_receipt_itself(services: Services) -> None:
    job = queue(services, receipt(payor_name="José Núñez"), kick=False)
    assert jobs(services) == [(job, "receipt", CASHIER.person_id, None)]
    with services.read_journal() as connection:
        payload = connection.scalar(select(print_job.c.payload)) or b""
    assert msgspec.json.decode(payload, type=Receipt) == receipt(payor_name="José Núñez")


def test_a_copy_is_a_job_of_its_own_kind(services: Services) -> None:
    queue(services, receipt(copy_number=2), kick=False)
    assert [kind for _, kind, _, _ in jobs(services)] == ["copy"]


def test_the_drawer_opens_for_cash_by_its_own_job_that_says_why(services: Services) -> None:
    queue(services, receipt(), kick=True)
    assert [(kind, why) for _, kind, _, why in jobs(services)] == [("kick", "cash"), ("receipt", None)]


def test_a_counter_without_a_kicked_drawer_queues_none(services: Services) -> None:
    with services.plain_work() as work:
        write_setting(work.connection, KICK_DRAWER, False)
        work.commit()
    queue(services, receipt(), kick=True)
    assert [kind for _, kind, _, _ in jobs(services)] == ["receipt"]


def test_without_the_commit_there_is_no_paper(services: Services) -> None:
    queue(services, receipt(), kick=True, commit=False)
    assert jobs(services) == []
