"""A drawer opened without a sale leaves who and why behind."""

from app.print_jobs.open_drawer import kick
from app.print_jobs.types import JobKind
from app.workplace import Services
from tests.app.print_jobs.conftest import Queue


def test_kick_is_queued_with_who_and_why(services: Services, queue: Queue) -> None:
    row = queue.row(kick(services, "p1", "no_sale"))
    assert (row.kind, row.requested_by, row.why) == (JobKind.KICK, "p1", "no_sale")
    assert queue.claim().payload == b""
