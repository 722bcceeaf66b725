"""Who writes begins at once and shuts other writers out; who reads begins without asking anybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.store.database import open_connection, open_engine, translated
from app.store.prepared import driver

KEY = b"k" * 32


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path / "a.db", KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (value INTEGER)")
    yield engine
    engine.dispose()


def test_a_transaction_begins_with_the_first_statement_and_ends_by_name(writer: Engine) -> None:
    with writer.connect() as connection:
        assert not driver(connection).in_transaction
        connection.exec_driver_sql("SELECT * FROM kept")
        assert driver(connection).in_transaction
        connection.commit()
        assert not driver(connection).in_transaction


def test_two_writers_cannot_begin(writer: Engine, tmp_path: Path) -> None:
    other = open_connection(tmp_path / "a.db", KEY)
    other.execute("BEGIN IMMEDIATE")
    with writer.connect() as connection:
        driver(connection).execute("PRAGMA busy_timeout = 1")
        with pytest.raises(DBAPIError) as failure:
            connection.begin()
        assert translated(failure.value) is not None
    other.close()


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(writer: Engine, tmp_path: Path) -> None:
    reader = open_engine(tmp_path / "a.db", KEY, read_only=True)
    with reader.connect() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM kept").scalar()
        with writer.begin() as change:
            change.exec_driver_sql("INSERT INTO kept VALUES (1)")
        assert connection.exec_driver_sql("SELECT count(*) FROM kept").scalar() == before == 0
    reader.dispose()


def test_no_statement_is_watched_by_anybody(writer: Engine) -> None:
    """Else each would cost more: that is why the dialect begins, not a listener."""
    assert not writer._has_events
