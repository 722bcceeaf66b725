"""All or nothing, committed once by name; a full disk refuses before anything is written."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError

from app.errors import Unavailable
from app.store import unit_of_work
from app.store.database import StoreFailure, open_connection, open_engine
from app.store.unit_of_work import UnitOfWork

KEY = b"k" * 32


@pytest.fixture
def work(tmp_path: Path) -> UnitOfWork:
    engine = open_engine(tmp_path / "a.db", KEY)
    with UnitOfWork(engine, tmp_path) as first:
        first.connection.execute(text("CREATE TABLE kept (value INTEGER UNIQUE)"))
        first.commit()
    return UnitOfWork(engine, tmp_path)


def insert(work: UnitOfWork) -> None:
    work.connection.execute(text("INSERT INTO kept VALUES (1)"))


def rows(work: UnitOfWork) -> int:
    with work:
        return int(work.connection.execute(text("SELECT count(*) FROM kept")).scalar_one())


def test_only_a_commit_keeps_anything(work: UnitOfWork) -> None:
    with work:
        insert(work)
    assert rows(work) == 0
    with work:
        insert(work)
        work.commit()
    assert rows(work) == 1


def test_an_error_rolls_back_and_is_our_own(work: UnitOfWork) -> None:
    with pytest.raises(Exception, match="UNIQUE"), work:
        insert(work)
        insert(work)
    assert rows(work) == 0


def test_outside_its_block_there_is_no_connection(work: UnitOfWork) -> None:
    with pytest.raises(RuntimeError):
        _ = work.connection


def test_a_full_disk_refuses_before_anything_is_written(work: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_of_work, "FREE_BYTES_MIN", 1 << 60)
    with pytest.raises(Unavailable) as failure, work:
        pytest.fail("the block was entered")
    assert failure.value.code is StoreFailure.DISK_FULL


def test_another_writer_is_said(work: UnitOfWork, tmp_path: Path) -> None:
    with work:
        work.connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    other = open_connection(tmp_path / "a.db", KEY)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as failure, work:
        pytest.fail("the block was entered")
    assert failure.value.code is StoreFailure.ALREADY_OPEN
    other.close()


def test_a_failed_commit_hands_no_open_transaction_on(work: UnitOfWork) -> None:
    engine = work._engine

    def fail(_connection: object) -> None:
        event.remove(engine, "commit", fail)
        raise OperationalError("COMMIT", {}, Exception("database is locked"))

    event.listen(engine, "commit", fail)
    with pytest.raises(Unavailable), work:
        insert(work)
        work.commit()
    assert rows(work) == 0


def test_after_a_disk_error_in_the_commit_nobody_says_that_nothing_is_stored(work: UnitOfWork) -> None:
    """An fsync that fails does not take back what was written."""
    engine = work._engine

    def fail(connection: Connection) -> None:
        event.remove(engine, "commit", fail)
        connection.exec_driver_sql("COMMIT")
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    event.listen(engine, "commit", fail)
    with pytest.raises(Unavailable) as failure, work:
        insert(work)
        work.commit()
    assert failure.value.code is StoreFailure.MAY_BE_STORED
    assert rows(work) == 1


def test_what_the_disk_says_inside_the_block_is_understood(work: UnitOfWork) -> None:
    with pytest.raises(Unavailable) as failure, work:
        raise OperationalError("SELECT", {}, Exception("disk I/O error"))
    assert failure.value.code is StoreFailure.DISK_ERROR
