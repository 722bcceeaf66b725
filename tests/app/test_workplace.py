"""What every workflow is given, and what it lets go of at its end."""

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, wait
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from app.bootstrap import open_services
from app.errors import Unavailable
from app.store.database import StoreFailure
from app.workplace import Services
from tests.factories.counter import open_counter
from tests.factories.workstation import fake_edges, open_workstation


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = open_workstation(tmp_path)
    yield services
    services.close()


def test_readers_cannot_write(services: Services) -> None:
    with services.read_journal() as connection, pytest.raises(DBAPIError):
        connection.exec_driver_sql("DELETE FROM setting")


def test_a_disk_that_does_not_answer_a_reader_is_no_bug(services: Services) -> None:
    with pytest.raises(Unavailable) as failure, services.read_journal():
        raise OperationalError("SELECT", {}, Exception("disk I/O error"))
    assert failure.value.code is StoreFailure.DISK_ERROR


def test_before_the_first_import_there_is_nothing_to_read_beside_the_journal(services: Services) -> None:
    with pytest.raises(Unavailable) as failure, services.read():
        pass
    assert failure.value.code is StoreFailure.NOT_SET_UP


def test_both_files_have_one_key_and_are_read_together(tmp_path: Path) -> None:
    services = open_counter(tmp_path).services
    with services.read() as reading:
        assert reading.journal.exec_driver_sql("SELECT count(*) FROM fact").scalar_one() > 0
        assert reading.reference.exec_driver_sql("SELECT count(*) FROM account").scalar_one() == 2
    assert services.key == services.reference.key and len(services.key) == 32
    services.close()


def test_what_is_not_committed_is_gone(services: Services) -> None:
    with services.plain_work() as work:
        work.connection.exec_driver_sql("INSERT INTO setting VALUES ('theme', 'dark')")
    with services.read_journal() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting WHERE key = 'theme'").scalar_one() == 0


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_a_question_that_nobody_waits_for_is_interrupted(services: Services) -> None:
    begun = threading.Event()

    def ask() -> None:
        with services.read_journal() as connection:
            begun.set()
            connection.exec_driver_sql(ENDLESS)

    task = services.lanes.read(ask)
    assert begun.wait(10)
    for _ in range(1000):  # an interrupt before the question has begun stops nothing
        task.interrupt()
        if wait([task.future], 0.01).done:
            break
    with pytest.raises(CancelledError):
        task.future.result(0)


def test_closing_lets_the_next_process_in(tmp_path: Path) -> None:
    edges = fake_edges()
    services = open_workstation(tmp_path, edges)
    with pytest.raises(Unavailable) as failure:
        open_services(tmp_path, edges)
    services.close()
    assert failure.value.code is StoreFailure.ALREADY_OPEN
    open_services(tmp_path, edges).close()
