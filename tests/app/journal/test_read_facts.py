"""Facts are read chunk by chunk, in order of arrival or along one chain."""

from pathlib import Path

from app.journal.read_facts import chain_after, facts_after, facts_at, head_position, no_progress, whole_chain
from tests.factories.journal import count, open_journal


def test_chunks_follow_each_other(tmp_path: Path) -> None:
    services = open_journal(tmp_path)
    for _ in range(4):
        count(services)
    with services.read_journal() as connection:
        execute = connection.exec_driver_sql
        assert head_position(execute) == 5
        assert [stored.position for stored in facts_after(execute, 2, 2)] == [3, 4]
        assert [stored.sequence for stored in chain_after(execute, ("A2", 1), 3)] == [4, 5]
        assert [len(chunk) for chunk in whole_chain(execute, ("A2", 1))] == [5]
        assert list(whole_chain(execute, ("B1", 1))) == []
    services.close()
    no_progress("step", 1, 2)


def test_facts_come_in_the_order_in_which_they_are_asked_for(tmp_path: Path) -> None:
    services = open_journal(tmp_path)
    for _ in range(3):
        count(services)
    with services.read_journal() as connection:
        found = facts_at(connection.exec_driver_sql, (4, 99, 2))
    assert [stored.position for stored in found] == [4, 2]
    services.close()
