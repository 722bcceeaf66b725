"""The test page waits in the queue like any other paper."""

import msgspec

from app.print_jobs.sample_page import SamplePage
from app.print_jobs.sample_page import queue as queue_page
from app.print_jobs.types import JobKind
from app.workplace import Services
from tests.app.print_jobs.conftest import Queue

PAGE = SamplePage("City", "Office", "Counter A2", "screen:", "80mm", 1_795_189_327_000_000, "America/New_York", "en")


def test_page_is_queued(services: Services, queue: Queue) -> None:
    queue_page(services, PAGE, "p1")
    claimed = queue.claim()
    assert claimed.kind is JobKind.TEST_PAGE
    assert msgspec.json.decode(claimed.payload or b"", type=SamplePage) == PAGE
