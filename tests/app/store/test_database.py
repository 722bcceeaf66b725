"""Opening an encrypted file: durable pragmas, wrong keys, unsafe libraries, and what SQLite's errors mean."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlcipher3.dbapi2 import OperationalError as DriverError

from app.errors import Unavailable
from app.store.database import (
    StoreFailure,
    check_library,
    open_connection,
    open_engine,
    storage_failures,
    sync_file,
    sync_folder,
    translated,
)

KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def made(folder: Path) -> Path:
    """A database with one table and one row."""
    connection = open_connection(folder / "a.db", KEY)
    connection.execute("CREATE TABLE kept (value TEXT)")
    connection.execute("INSERT INTO kept VALUES ('Maria Alvarez')")
    connection.close()
    return folder / "a.db"


def code_of(folder: Path, key: bytes = KEY, **options: bool) -> object:
    with pytest.raises(Unavailable) as failure:
        open_connection(folder / "a.db", key, **options).execute("SELECT * FROM kept")
    return failure.value.code


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("mmap_size", 0), ("fullfsync", 1)],
)
def test_a_writer_is_durable(tmp_path: Path, pragma: str, value: object) -> None:
    """Synchronous 2 is FULL: with NORMAL a power cut loses acknowledged sales."""
    with open_engine(tmp_path / "a.db", KEY).connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
        connection.engine.dispose()


def test_the_file_is_encrypted_and_opens_with_its_key_only(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert b"Maria" not in path.read_bytes()
    assert b"SQLite" not in path.read_bytes()
    assert code_of(tmp_path, OTHER_KEY) is StoreFailure.WRONG_KEY_OR_DAMAGED
    path.write_bytes(b"a text file, not a database, of some length" * 100)
    assert code_of(tmp_path) is StoreFailure.WRONG_KEY_OR_DAMAGED


def test_a_reader_does_not_write_or_make_a_file(tmp_path: Path) -> None:
    assert code_of(tmp_path, read_only=True) is StoreFailure.FOLDER_READ_ONLY
    made(tmp_path)
    engine = open_engine(tmp_path / "a.db", KEY, read_only=True)
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("DELETE FROM kept"))
    engine.dispose()


def test_a_key_has_256_bits(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_engine(tmp_path / "a.db", b"short")


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_an_sqlite_that_can_corrupt_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(Unavailable) as failure:
        check_library(version)
    assert failure.value.code is StoreFailure.LIBRARY_UNSAFE


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("database or disk is full", StoreFailure.DISK_FULL),
        ("file is not a database", StoreFailure.WRONG_KEY_OR_DAMAGED),
        ("database disk image is malformed", StoreFailure.WRONG_KEY_OR_DAMAGED),
        ("attempt to write a readonly database", StoreFailure.FOLDER_READ_ONLY),
        ("unable to open database file", StoreFailure.FOLDER_READ_ONLY),
        ("disk I/O error", StoreFailure.DISK_ERROR),
        ("database is locked", StoreFailure.ALREADY_OPEN),
    ],
)
def test_what_sqlite_says_is_understood(words: str, code: StoreFailure) -> None:
    failure = translated(OperationalError("COMMIT", {}, Exception(words)))
    assert failure is not None
    assert failure.code is code


def test_a_disk_error_for_lack_of_memory_is_no_fault_of_the_disk() -> None:
    said = DriverError("disk I/O error")
    said.sqlite_errorname = "SQLITE_IOERR_NOMEM"
    failure = translated(OperationalError("COMMIT", {}, said))
    assert failure is not None
    assert failure.code is StoreFailure.OUT_OF_MEMORY


def test_our_own_mistakes_are_not_taken_for_the_disks(tmp_path: Path) -> None:
    connection = open_connection(tmp_path / "a.db", KEY)
    with pytest.raises(Exception, match="no such table"), storage_failures():
        connection.execute("SELECT * FROM nowhere")
    connection.close()


def test_files_and_folders_reach_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    sync_file(tmp_path / "a")
    sync_folder(tmp_path)
    with pytest.raises(OSError, match="nothing"):
        sync_file(tmp_path / "nothing")
