"""Swapped by its pointer: who is reading goes on with the old one, the next question opens the new."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.errors import Unavailable
from app.store.database import StoreFailure, open_connection
from app.store.reference import POINTER, ReferenceFiles

KEY = b"k" * 32


def build(files: ReferenceFiles, value: int) -> Path:
    path = files.next_path()
    connection = open_connection(path, files.key)
    connection.execute("CREATE TABLE kept (value INTEGER)")
    connection.execute("INSERT INTO kept VALUES (?)", (value,))
    connection.close()
    return path


def value(files: ReferenceFiles) -> object:
    with files.read() as connection:
        return connection.execute(text("SELECT value FROM kept")).scalar()


def test_before_the_first_load_it_says_so(tmp_path: Path) -> None:
    files = ReferenceFiles(tmp_path, KEY)
    assert files.current() is None

    with pytest.raises(Unavailable) as failure, files.read():
        pass
    assert failure.value.code is StoreFailure.NOT_SET_UP
    files.close()


def test_a_pointer_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    files = ReferenceFiles(tmp_path, KEY)
    (tmp_path / POINTER).mkdir()
    with pytest.raises(Unavailable) as failure:
        files.current()
    assert failure.value.code is StoreFailure.DISK_ERROR


def test_what_the_disk_says_while_reading_is_understood(tmp_path: Path) -> None:
    files = ReferenceFiles(tmp_path, KEY)
    files.swap_in(build(files, 1))
    with pytest.raises(Unavailable) as failure, files.read():
        raise OperationalError("SELECT", {}, Exception("database disk image is malformed"))
    assert failure.value.code is StoreFailure.WRONG_KEY_OR_DAMAGED
    files.close()


def test_a_swap_is_seen_at_the_next_question_and_the_old_file_goes_later(tmp_path: Path) -> None:
    files = ReferenceFiles(tmp_path, KEY)
    files.swap_in(build(files, 1))
    with files.read() as connection:
        files.swap_in(build(files, 2))
        assert connection.execute(text("SELECT value FROM kept")).scalar() == 1
    assert value(files) == 2
    files.swap_in(build(files, 3))
    files.close()
    assert [path.name for path in sorted(tmp_path.glob("reference-*.db"))] == ["reference-2.db", "reference-3.db"]


def test_a_crash_before_the_swap_leaves_the_old_one_in_use(tmp_path: Path) -> None:
    files = ReferenceFiles(tmp_path, KEY)
    files.swap_in(build(files, 1))
    build(files, 2)
    (tmp_path / f"{POINTER}.new").write_text("reference-2.db")
    assert value(files) == 1
    assert files.next_path().name == "reference-3.db"
    files.close()
