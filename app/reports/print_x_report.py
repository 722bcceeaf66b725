"""Printing the X report: a job of its own in the print queue. It is no fact: nothing happened to any money."""

from dataclasses import dataclass

import msgspec

from app.identity.permissions import Session
from app.print_jobs.queue import enqueue
from app.print_jobs.types import RECEIPT_PRINTER, JobKind, NewJob
from app.reports.x_report import XReport, x_report
from app.workplace import Services


@dataclass(frozen=True)
class XReportQueued:
    """The report as it prints, and its print job."""

    report: XReport
    print_job: str


def record(services: Services, session: Session) -> XReportQueued:
    """Queues the report as it stands now. Raises Refused(NOT_PERMITTED or NO_SHIFT) or Unavailable."""
    report = x_report(services, session)
    job = NewJob(JobKind.X_REPORT, msgspec.json.encode(report), RECEIPT_PRINTER, requested_by=session.person_id)
    with services.plain_work() as work:
        job_id = enqueue(work.connection, job, services.clock, services.ids)
        work.commit()
    return XReportQueued(report, job_id)
