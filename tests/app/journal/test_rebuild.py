"""The read tables made anew are those that were there; a crash leaves the old file whole; differences are named."""

from pathlib import Path

import pytest

from app import bootstrap
from app.bootstrap import KINDS, open_services, rebuild_read_tables
from app.errors import Unavailable
from app.journal.rebuild import Difference, compare_with_rebuild, read_tables, rebuild
from app.store.database import StoreFailure
from tests.factories.counter import open_counter
from tests.factories.journal import count, open_journal, tamper
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges


def test_a_rebuild_gives_the_same_rows_and_keeps_everything_else(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    for _ in range(5):
        pay(counter, payor_name="Maria Alvarez")
    before = _rows(counter.services.folder, edges.keys.load())
    counter.services.close()
    steps: list[tuple[str, int, int]] = []
    rebuilt = rebuild_read_tables(tmp_path, edges, lambda *step: steps.append(step))
    assert _rows(tmp_path, edges.keys.load()) == before
    assert rebuilt.facts == 7
    assert rebuilt.rows["receipt"] == 5
    assert steps[-1] == ("project", 7, 7)
    services = open_services(tmp_path, edges)
    assert bootstrap.check(services, thorough=True) == ()
    services.close()


def test_read_tables_that_were_altered_are_named_and_mended(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    pay(counter)
    tamper(
        counter.services,
        "UPDATE receipt SET total_cents = 1",
        "DELETE FROM shift",
        "INSERT INTO receipt_copy VALUES ('r', 1, 'f')",
    )
    key = counter.services.key
    compared = compare_with_rebuild(tmp_path / "journal.db", key, KINDS)
    assert set(compared) == {
        Difference("receipt", missing=1, too_many=1),
        Difference("shift", missing=1, too_many=0),
        Difference("receipt_copy", missing=0, too_many=1),
    }
    counter.services.close()
    rebuild_read_tables(tmp_path, edges)
    assert compare_with_rebuild(tmp_path / "journal.db", key, KINDS) == ()


def test_a_comparison_goes_on_while_payments_are_taken(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    pay(counter)

    def pay_meanwhile(_step: str, done: int, _total: int) -> None:
        if not done:
            pay(counter)

    assert compare_with_rebuild(tmp_path / "journal.db", counter.services.key, KINDS, pay_meanwhile) == ()
    counter.services.close()


class _Crash(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", ["copy", "project"])
def test_a_crash_in_a_rebuild_leaves_the_old_file_whole(tmp_path: Path, step: str) -> None:
    edges = fake_edges()
    services = open_journal(tmp_path, edges)
    count(services)
    services.close()

    def crash(at: str, _done: int, _total: int) -> None:
        if at == step:
            raise _Crash

    with pytest.raises(_Crash):
        rebuild_read_tables(tmp_path, edges, crash)
    assert list(tmp_path.glob("journal.db.aside-*"))
    services = open_services(tmp_path, edges)
    assert not list(tmp_path.glob("journal.db.aside-*"))
    with services.read_journal() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM posting").scalar() == 2
    services.close()


def test_a_fact_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    edges = fake_edges()
    services = open_journal(tmp_path, edges)
    count(services)
    tamper(services, "UPDATE fact SET body = x'00' WHERE sequence = 2")
    services.close()
    with pytest.raises(Unavailable) as failure:
        rebuild(tmp_path / "journal.db", edges.keys.load() or b"", services.kinds)
    assert failure.value.code is StoreFailure.CHAIN_BROKEN
    assert failure.value.values["position"] == 2


def test_a_rebuild_needs_the_folder_for_itself(tmp_path: Path) -> None:
    edges = fake_edges()
    services = open_journal(tmp_path, edges)
    with pytest.raises(Unavailable) as failure:
        rebuild_read_tables(tmp_path, edges)
    assert failure.value.code is StoreFailure.ALREADY_OPEN
    services.close()


def _rows(folder: Path, key: bytes | None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, sorted, by table; read by a connection of its own."""
    from app.store.database import open_connection

    connection = open_connection(folder / "journal.db", key or b"", read_only=True)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = {
        name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in names
        if name != "sqlite_stat1"
    }
    rows["schema"] = sorted(connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall(), key=repr)
    connection.close()
    assert {table.name for table in read_tables()} <= set(rows)
    return rows
