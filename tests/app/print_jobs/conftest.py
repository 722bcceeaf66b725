"""A workstation with an empty print queue and a clock that the test moves."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.print_jobs.queries import job
from app.print_jobs.queue import claim_next, enqueue
from app.print_jobs.types import RECEIPT_PRINTER, ClaimedJob, JobKind, JobRow, NewJob
from app.workplace import Services
from tests.factories.workstation import open_workstation
from tests.fakes.clock import FakeClock


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_workstation(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def clock(services: Services) -> FakeClock:
    assert isinstance(services.clock, FakeClock)
    return services.clock


class Queue:
    """The queue as the tests use it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def add(self, kind: JobKind = JobKind.RECEIPT, **changes: str | None) -> str:
        values: dict[str, str | None] = {"printer": RECEIPT_PRINTER, "requested_by": "p1", **changes}
        with self._services.plain_work() as work:
            new = NewJob(kind, b"{}", **values)  # type: ignore[arg-type] # values come by name from the test
            job_id = enqueue(work.connection, new, self._services.clock, self._services.ids)
            work.commit()
        return job_id

    def claim(self) -> ClaimedJob:
        claimed = claim_next(self._services, RECEIPT_PRINTER)
        assert claimed is not None
        return claimed

    def row(self, job_id: str) -> JobRow:
        with self._services.read_journal() as connection:
            return job(connection, job_id)


@pytest.fixture
def queue(services: Services) -> Queue:
    return Queue(services)


Answer = Callable[[Services, str, str], None]
