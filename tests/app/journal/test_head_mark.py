"""The mark follows the journal; a journal that ends before it, or ends otherwise, is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.journal.head_mark import HeadMark, mark_path, refuse_lost_facts, remove_mark, write_mark
from app.journal.read_facts import Execute
from app.store.database import StoreFailure
from app.workplace import Services
from tests.factories.journal import count, open_journal, tamper


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_journal(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def database(services: Services, tmp_path: Path) -> Path:
    """Where the mark is looked for: beside the journal's own, which moves by itself."""
    return tmp_path / "journal.db"


def marked(services: Services, database: Path, before: HeadMark | None = None) -> HeadMark | None:
    with services.read_journal() as connection:
        return write_mark(database, connection.exec_driver_sql, before)


def refuse(services: Services, database: Path) -> None:
    with services.read_journal() as connection:
        refuse_lost_facts(database, connection.exec_driver_sql)


def test_the_mark_follows_and_a_whole_journal_passes(services: Services, database: Path) -> None:
    refuse(services, database)
    first = marked(services, database)
    assert marked(services, database, first) is first
    count(services)
    second = marked(services, database, first)
    assert second is not None
    assert second.position == 2
    refuse(services, database)
    count(services)
    refuse(services, database)


def test_missing_facts_are_counted(services: Services, database: Path) -> None:
    for _ in range(3):
        count(services)
    marked(services, database)
    tamper(services, "DELETE FROM fact WHERE sequence > 2")
    with pytest.raises(Unavailable) as failure:
        refuse(services, database)
    assert failure.value.code is StoreFailure.FACTS_MISSING
    assert failure.value.values == {"missing": 2, "here": 2}
    remove_mark(database)
    remove_mark(database)
    refuse(services, database)


def test_another_fact_in_its_place_is_missing_too(services: Services, database: Path) -> None:
    count(services)
    marked(services, database)
    tamper(services, "UPDATE fact SET hash = zeroblob(32) WHERE sequence = 2")
    with pytest.raises(Unavailable) as failure:
        refuse(services, database)
    assert failure.value.values["missing"] == 1


@pytest.mark.parametrize("content", [b"", b"\xff", b"{}", b'{"position":"x","hash":""}'])
def test_an_unreadable_mark_says_nothing(services: Services, database: Path, content: bytes) -> None:
    mark_path(database).write_bytes(content)
    refuse(services, database)


def test_a_folder_that_takes_no_file_leaves_the_mark_where_it_was(services: Services, tmp_path: Path) -> None:
    assert marked(services, tmp_path / "nowhere" / "journal.db") is None


def test_an_empty_journal_has_no_mark(database: Path) -> None:
    execute: Execute = lambda _sql, _values: [(0,)]  # noqa: E731 - a journal without facts, in one line
    assert write_mark(database, execute, None) is None
