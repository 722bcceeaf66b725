"""Opening the drawer without a sale. Who and why stand in the queue for good, whether or not the drawer moved."""

from app.lanes import Priority
from app.print_jobs.queue import enqueue
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob
from app.workplace import Services


def kick(services: Services, by: str, why: str) -> str:
    """Queues one pulse, which expires within seconds; gives the job's id. The caller has tested the permission."""
    job = NewJob(JobKind.KICK, b"", RECEIPT_PRINTER, requested_by=by, why=why)

    def write() -> str:
        with services.plain_work() as work:
            job_id = enqueue(work.connection, job, services.clock, services.ids)
            work.commit()
            return job_id

    return services.lanes.write_now(write, Priority.SPOOL)
