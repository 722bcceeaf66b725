"""The X report as a print job: queued as it stands, and no fact."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments.take_payment import PaymentRefusal
from app.print_jobs.queries import job
from app.print_jobs.queue import claim_next
from app.print_jobs.types import RECEIPT_PRINTER, JobKind
from app.reports import print_x_report
from app.reports.x_report import XReport
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.workstation import open_workstation


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def _facts(counter: Counter) -> int:
    with counter.services.read_journal() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM fact").scalar_one())


def test_it_is_queued_as_it_stands_and_is_no_fact(counter: Counter) -> None:
    before = _facts(counter)
    queued = print_x_report.record(counter.services, counter.session)
    with counter.services.read_journal() as connection:
        row = job(connection, queued.print_job)
    assert (row.kind, row.printer, row.requested_by) == (JobKind.X_REPORT, RECEIPT_PRINTER, CASHIER.person_id)
    claimed = claim_next(counter.services, RECEIPT_PRINTER)
    assert claimed is not None and msgspec.json.decode(claimed.payload or b"", type=XReport) == queued.report
    assert _facts(counter) == before


def test_not_without_leave(counter: Counter) -> None:
    blind = replace(counter.session, permissions=frozenset(Permission) - {Permission.DRAWER_SEE_EXPECTED})
    assert refused(lambda: print_x_report.record(counter.services, blind)) is IdentityRefusal.NOT_PERMITTED


def test_not_without_a_shift(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    assert refused(lambda: print_x_report.record(services, CASHIER)) is PaymentRefusal.NO_SHIFT
    services.close()
