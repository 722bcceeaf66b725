"""A count in progress: kept a shift and person, replaced as it grows, told from a damaged one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.drawers import count_draft
from app.drawers.count_draft import CountDraft, is_counting, keep, kept
from app.drawers.count_drawer_facts import FoundPaper
from app.errors import Unavailable
from tests.factories.closing import count
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_the_last_one_of_a_person_is_kept(counter: Counter) -> None:
    services, shift = counter.services, counter.shift.shift
    with services.read_journal() as journal:
        assert kept(journal, shift, CASHIER.person_id) is None and not is_counting(journal, shift)
    keep(services, CASHIER, shift, CountDraft("intent", {"2000": "5"}))
    draft = CountDraft("intent", {"2000": "5+5"}, (FoundPaper("check", 5000, "r", 1),), {"check": "12"}, "40")
    keep(services, CASHIER, shift, draft)
    with services.read_journal() as journal:
        assert kept(journal, shift, CASHIER.person_id) == draft and is_counting(journal, shift)
        assert kept(journal, shift, SUPERVISOR.person_id) is None
    with services.plain_work() as work:
        count_draft.remove(work.connection, shift, CASHIER.person_id)
        work.commit()
    with services.read_journal() as journal:
        assert not is_counting(journal, shift)


def test_what_is_kept_after_its_count_was_stored_is_too_late(counter: Counter) -> None:
    services, shift, stored = counter.services, counter.shift.shift, count(counter, {2000: 10})
    keep(services, CASHIER, shift, CountDraft(stored, {"2000": "10"}))
    with services.read_journal() as journal:
        assert not is_counting(journal, shift)


def test_a_damaged_one_is_said(counter: Counter) -> None:
    services, shift = counter.services, counter.shift.shift
    keep(services, CASHIER, shift, CountDraft("intent", {}))
    with services.plain_work() as work:
        work.connection.exec_driver_sql("UPDATE count_draft SET content = x'00'")
        work.commit()
    with services.read_journal() as journal, pytest.raises(Unavailable):
        kept(journal, shift, CASHIER.person_id)
