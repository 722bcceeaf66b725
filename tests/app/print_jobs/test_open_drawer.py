"""A drawer that is opened leaves who and why behind; without a drawer on the printer nothing is queued."""

from pathlib import Path

import pytest

from app.config import KICK_DRAWER
from app.print_jobs.open_drawer import kick
from app.print_jobs.queries import jobs_of_fact
from app.print_jobs.types import JobKind
from app.store.settings import write_setting
from tests.factories.counter import CASHIER
from tests.factories.workstation import open_workstation


@pytest.mark.parametrize(("wired", "kicks"), [(True, [(JobKind.KICK, "person-reyes", "no_sale")]), (False, [])])
def test_a_kick_is_queued_with_who_and_why(tmp_path: Path, wired: bool, kicks: list[tuple[JobKind, str, str]]) -> None:
    services = open_workstation(tmp_path)
    with services.unit_of_work() as work:
        write_setting(work.connection, KICK_DRAWER, wired)
        kick(work, "fact-1", CASHIER.person_id, "no_sale")
        work.commit()
    with services.read_journal() as journal:
        jobs = jobs_of_fact(journal, "fact-1")
    services.close()
    assert [(job.kind, job.requested_by, job.why) for job in jobs] == kicks
