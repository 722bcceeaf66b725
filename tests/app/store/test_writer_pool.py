"""There is one connection that writes: it stays open between units of work, and nobody has to wait for it then."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app.store.database import open_connection, open_engine
from app.store.prepared import driver
from app.store.unit_of_work import UnitOfWork
from app.store.writer_pool import WriterPool, take

KEY = b"k" * 32


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path / "a.db", KEY)
    yield engine
    engine.dispose()


def session_of(engine: Engine, folder: Path, *, commit: bool = True) -> Any:
    """The driver's connection that a unit of work has."""
    with UnitOfWork(engine, folder) as work:
        if commit:
            work.commit()
        return driver(work.connection)


def kept(engine: Engine) -> Any:
    pool = engine.pool
    assert isinstance(pool, WriterPool)
    return pool._kept


@pytest.mark.parametrize("commit", [True, False])
def test_every_unit_of_work_has_the_same_connection(engine: Engine, tmp_path: Path, commit: bool) -> None:
    first = session_of(engine, tmp_path, commit=commit)
    assert (kept(engine) is not None) is commit
    assert session_of(engine, tmp_path) is first


def test_who_asks_the_pool_gets_it_too(engine: Engine, tmp_path: Path) -> None:
    first = session_of(engine, tmp_path)
    with engine.connect() as connection:
        assert driver(connection) is first
    assert session_of(engine, tmp_path) is first


def test_who_waits_for_a_unit_of_work_gets_it_at_its_end(engine: Engine, tmp_path: Path) -> None:
    found: list[object] = []

    def ask() -> None:
        with engine.connect() as connection:
            found.append(driver(connection))

    pool = engine.pool
    assert isinstance(pool, WriterPool)
    with UnitOfWork(engine, tmp_path) as work:
        session = driver(work.connection)
        waiting = threading.Thread(target=ask)
        waiting.start()
        while not pool._asking:
            waiting.join(0.001)
        work.commit()
    waiting.join(10)
    assert found == [session]


def test_disposing_closes_it_and_folds_the_log(engine: Engine, tmp_path: Path) -> None:
    session_of(engine, tmp_path)
    log = tmp_path / "a.db-wal"
    assert log.exists()
    engine.dispose()
    assert kept(engine) is None and not log.exists()


def test_one_whose_commit_failed_is_not_kept(engine: Engine, tmp_path: Path) -> None:
    with UnitOfWork(engine, tmp_path) as work:
        first = driver(work.connection)
        work.connection.invalidate()
    assert kept(engine) is None
    assert session_of(engine, tmp_path) is not first


def test_another_pool_is_asked_as_it_is(tmp_path: Path) -> None:
    """Readers' engines have SQLAlchemy's own."""
    open_connection(tmp_path / "a.db", KEY).close()
    reader = open_engine(tmp_path / "a.db", KEY, read_only=True)
    assert not isinstance(reader.pool, WriterPool)
    with take(reader) as connection:
        assert driver(connection) is not None
    reader.dispose()
