"""Papers that wait and papers that need an answer."""

from pathlib import Path

from app.print_jobs import queue
from app.print_jobs.sample_page import SamplePage
from app.print_jobs.sample_page import queue as queue_sample
from app.print_jobs.types import RECEIPT_PRINTER, JobState
from app.reports.print_queue import print_queue
from tests.factories.workstation import open_workstation

PAGE = SamplePage("City", "Office", "A2", "usb:", "80mm", 0, "UTC", "en")


def test_one_waits_and_one_asks(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    first = queue_sample(services, PAGE, None)
    queue.claim_next(services, RECEIPT_PRINTER)
    queue.expire_stale(services)
    queue_sample(services, PAGE, None)
    found = print_queue(services)
    services.close()
    assert found.waiting.count == 1
    assert [(row.job_id, row.state) for row in found.to_answer] == [(first, JobState.SENT_UNCONFIRMED)]
