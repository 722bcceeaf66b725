"""The paper and the drawer's job stand in the payment's own transaction."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.config import KICK_DRAWER
from app.journal.fact import Envelope, Fact, UnknownBody
from app.journal.tables import private_data
from app.payments import void_receipt
from app.payments.receipt import Receipt
from app.payments.receipt_printing import copy_language, paper_of, print_receipt
from app.payments.void_receipt import VoidReceipt
from app.print_jobs.tables import JOBS
from app.store.settings import write_setting
from app.workplace import Services
from tests.factories.counter import CASHIER, SUPERVISOR, open_counter
from tests.factories.payments import pay
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
        rows = connection.execute(select(JOBS).order_by(JOBS.c.created_at_us, JOBS.c.job_id)).all()
    return [(row.job_id, row.kind, row.requested_by, row.why) for row in rows]


def test_a_job_brings_no_paper_along_but_names_its_fact(services: Services) -> None:
    job = queue(services, receipt(payor_name="José Núñez"), kick=False)
    assert jobs(services) == [(job, "receipt", CASHIER.person_id, None)]
    assert job == f"{receipt().fact_id}/receipt"
    with services.read_journal() as connection:
        assert connection.scalar(select(JOBS.c.payload)) is None


def test_the_paper_is_the_receipt_itself(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    recorded = pay(counter, payor_name="José Núñez")
    paper = paper_of(counter.services, recorded.print_job or "")
    counter.services.close()
    assert paper == msgspec.structs.replace(recorded.receipt, cashier=paper.cashier)


def test_the_paper_of_a_receipt_that_was_voided_or_erased_meanwhile_says_so(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    recorded = pay(counter, payor_name="José Núñez")
    command = VoidReceipt(counter.services.ids.new_id(), recorded.receipt.fact_id, "wrong_amount", SUPERVISOR)
    void_receipt.record(counter.services, CASHIER, command)
    with counter.services.plain_work() as work:
        work.connection.execute(private_data.update().values(value=None, salt=None))
        work.commit()
    paper = paper_of(counter.services, recorded.print_job or "")
    counter.services.close()
    assert paper.voided and paper.payor_name == ""


def test_a_job_of_no_receipt_has_no_paper_here(services: Services) -> None:
    with pytest.raises(KeyError):
        paper_of(services, "0000005a-0000-7000-8000-000000000001")


def test_a_copy_is_made_by_a_copy_alone() -> None:
    fact = Fact(
        Envelope(
            workstation="A2",
            generation=1,
            sequence=1,
            fact_id="f",
            kind="Other",
            schema_version=1,
            recorded_at_us=0,
            office="main",
        ),
        UnknownBody(),
    )
    with pytest.raises(TypeError):
        copy_language(fact)


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
