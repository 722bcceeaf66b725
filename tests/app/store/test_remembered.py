"""What the writer remembers holds exactly as long as nothing that it was read from changes."""

from pathlib import Path

from sqlalchemy import Connection, func, select

from app.config import KICK_DRAWER
from app.drawers.queries import open_shift, shift_here
from app.journal.append import JournalWork
from app.journal.tables import fact, posting
from app.print_jobs.open_drawer import pulses
from app.store.prepared import insert_all
from app.store.remembered import Remembered, remembered
from app.store.settings import setting_table, write_setting
from tests.factories.counter import open_counter
from tests.factories.journal import Counted, count, open_journal
from tests.factories.movements import resume, suspend


def test_a_value_is_loaded_once() -> None:
    values = iter((1, 2))
    known = Remembered()
    assert [known.get("n", (fact,), lambda: next(values)) for _ in range(3)] == [1, 1, 1]


def test_a_row_in_one_of_its_tables_ends_it() -> None:
    known = Remembered()
    known.put("both", (fact, posting), "old")
    known.put("other", (setting_table,), "kept")
    known.forget(posting)
    assert known.get("both", (fact, posting), lambda: "new") == "new"
    assert known.get("other", (setting_table,), lambda: "new") == "kept"


def test_clear_ends_all() -> None:
    known = Remembered()
    known.put("n", (fact,), 1)
    known.clear()
    assert known.get("n", (fact,), lambda: 2) == 2


def test_inserting_forgets_what_was_read_from_the_table(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    writer = counter.services.writer
    remembered(writer).put("n", (setting_table,), 1)
    with counter.services.plain_work() as work:
        insert_all(work.connection, {setting_table: [("a", "b")]})
    assert remembered(writer).get("n", (setting_table,), lambda: 2) == 2
    counter.services.close()


def test_a_setting_is_known_anew_after_it_was_changed(tmp_path: Path) -> None:
    """Also by a work that remembers nothing itself."""
    counter = open_counter(tmp_path)
    for wired in (True, False, True):
        with counter.services.plain_work() as change:
            write_setting(change.connection, KICK_DRAWER, wired)
            change.commit()
        with counter.services.unit_of_work() as work:
            assert bool(pulses(work, "fact-1", "person-reyes", "no_sale")) is wired
            work.commit()
    counter.services.close()


def test_a_transaction_given_up_leaves_the_chain_as_it_was(tmp_path: Path) -> None:
    """Its fact was never stored: the next one takes its place and continues the same hash."""
    services = open_journal(tmp_path)
    with services.unit_of_work() as work:
        before = work.head
        work.append(Counted())
        assert work.head[0] == before[0] + 1
    assert count(services).envelope.sequence == before[0] + 1
    services.close()


def test_a_shift_is_known_anew_after_each_thing_that_becomes_of_it(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    for change, suspended in ((suspend, True), (resume, False), (suspend, True)):
        change(counter)
        with counter.services.unit_of_work() as work:
            known, asked = shift_here(work), open_shift(work.connection, work.device.code)
        assert known == asked and known is not None and known.suspended is suspended
    counter.services.close()


def test_what_follows_facts_is_carried_on_by_each_that_is_appended(tmp_path: Path) -> None:
    """It is loaded once; a transaction that is given up takes it back to what the file says."""
    services, loads = open_journal(tmp_path), []

    def load(connection: Connection) -> int:
        loads.append(connection)
        return connection.scalar(select(func.count()).select_from(fact)) or 0

    def known(work: JournalWork) -> int:
        return work.follow("facts", (fact,), load, lambda facts, _fact: facts + 1)

    with services.unit_of_work() as work:
        before = known(work)
        work.append(Counted())
        work.append(Counted())
        assert known(work) == before + 2
        work.commit()
    with services.unit_of_work() as work:
        work.append(Counted())
        assert known(work) == before + 3 and len(loads) == 1
    with services.unit_of_work() as work:
        assert known(work) == before + 2 and len(loads) == 2
    services.close()
