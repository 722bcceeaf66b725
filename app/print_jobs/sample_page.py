"""The printer's test page: asked for in the first-run wizard and in the settings, queued like any other paper."""

import msgspec

from app.lanes import Priority
from app.print_jobs.queue import enqueue
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob
from app.workplace import Services


class SamplePage(msgspec.Struct, frozen=True):
    """What the page says: where it was sent and when (UTC µs)."""

    city: str
    office: str
    counter: str
    printer: str
    profile: str
    printed_at_us: int
    time_zone: str
    language: str


def queue(services: Services, page: SamplePage, by: str | None) -> str:
    """Queues the page on this counter's printer; gives the job's id."""
    job = NewJob(JobKind.TEST_PAGE, msgspec.json.encode(page), RECEIPT_PRINTER, requested_by=by)

    def write() -> str:
        with services.plain_work() as work:
            job_id = enqueue(work.connection, job, services.clock, services.ids)
            work.commit()
            return job_id

    return services.lanes.write_now(write, Priority.SPOOL)
