"""A log of another database is refused before it can do harm; one's own, torn or whole, is not; a pause folds it."""

import shutil
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.store.database import StoreFailure, open_connection
from app.store.write_ahead_log import LONG_LOG_BYTES, PauseFolder, pages_in_log, refuse_foreign_log

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
FIRST_FRAME = 32 + 24


def crashed(path: Path, key: bytes = KEY, change: str = "INSERT INTO kept VALUES (2)") -> Path:
    """A database as a crash leaves it: one change stands in the log only. Gives the log."""
    whole = path.with_suffix(".whole")
    connection = open_connection(whole, key)
    connection.execute("CREATE TABLE kept (value INTEGER)")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute(change)
    shutil.copy(whole, path)
    shutil.copy(f"{whole}-wal", f"{path}-wal")
    connection.close()
    return Path(f"{path}-wal")


@pytest.mark.parametrize("change", ["INSERT INTO kept VALUES (2)", "PRAGMA user_version = 5"])
def test_its_own_log_is_taken(tmp_path: Path, change: str) -> None:
    """The second change has page 1 in its first frame, whose HMAC leaves the salt out."""
    crashed(tmp_path / "a.db", change=change)
    refuse_foreign_log(tmp_path / "a.db", KEY)


@pytest.mark.parametrize("key", [KEY, OTHER_KEY])
def test_a_foreign_log_is_refused_and_nothing_is_touched(tmp_path: Path, key: bytes) -> None:
    log = crashed(tmp_path / "a.db")
    shutil.copy(crashed(tmp_path / "b.db", key), log)
    before = (tmp_path / "a.db").read_bytes(), log.read_bytes()
    with pytest.raises(Unavailable) as failure:
        refuse_foreign_log(tmp_path / "a.db", KEY)
    assert failure.value.code is StoreFailure.FOREIGN_LOG
    assert ((tmp_path / "a.db").read_bytes(), log.read_bytes()) == before


@pytest.mark.parametrize("place", [0, 8, 16, 24, 32, 40, FIRST_FRAME, FIRST_FRAME + 1000])
def test_a_log_that_sqlite_leaves_out_is_no_matter(tmp_path: Path, place: int) -> None:
    log = crashed(tmp_path / "a.db")
    shutil.copy(crashed(tmp_path / "b.db", OTHER_KEY), log)
    content = bytearray(log.read_bytes())
    content[place] ^= 1
    log.write_bytes(content)
    refuse_foreign_log(tmp_path / "a.db", KEY)


@pytest.mark.parametrize("length", [0, 20, 40, 500])
def test_a_log_cut_off_in_its_first_frame_is_no_matter(tmp_path: Path, length: int) -> None:
    log = crashed(tmp_path / "a.db")
    log.write_bytes(log.read_bytes()[:length])
    refuse_foreign_log(tmp_path / "a.db", KEY)


def test_without_a_log_or_with_another_key_it_says_nothing(tmp_path: Path) -> None:
    refuse_foreign_log(tmp_path / "nothing.db", KEY)
    log = crashed(tmp_path / "a.db")
    refuse_foreign_log(tmp_path / "a.db", OTHER_KEY)
    log.unlink()
    refuse_foreign_log(tmp_path / "a.db", KEY)


def test_a_log_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    log = crashed(tmp_path / "a.db")
    log.unlink()
    log.mkdir()
    with pytest.raises(Unavailable) as failure:
        refuse_foreign_log(tmp_path / "a.db", KEY)
    assert failure.value.code is StoreFailure.DISK_ERROR


def grown(path: Path, folder: PauseFolder) -> list[bool]:
    """Whether each of three looks changed the file itself."""
    sizes = [path.stat().st_mtime_ns]
    for _ in range(3):
        folder.work()
        sizes.append(path.stat().st_mtime_ns)
    return [before != after for before, after in pairwise(sizes)]


def test_a_long_log_is_folded_once_in_a_pause(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    folder = PauseFolder(path, KEY)
    folder.work()
    assert not path.exists()
    with closing(open_connection(path, KEY)) as writer:
        writer.execute("CREATE TABLE kept (value BLOB)")
        assert grown(path, folder) == [False, False, False]  # it is short
        writer.execute("INSERT INTO kept VALUES (?)", (bytes(LONG_LOG_BYTES),))
        assert grown(path, folder) == [False, True, False]
        assert path.stat().st_size > LONG_LOG_BYTES
        writer.execute("INSERT INTO kept VALUES (1)")
        assert grown(path, folder) == [False, True, False]


def test_a_disk_that_fails_in_a_pause_is_the_next_commits_to_say(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_connection(path, KEY)) as writer:
        writer.execute("CREATE TABLE kept (value BLOB)")
        writer.execute("INSERT INTO kept VALUES (?)", (bytes(LONG_LOG_BYTES),))
        assert grown(path, PauseFolder(path, OTHER_KEY)) == [False, False, False]
        assert writer.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_the_pages_of_a_log_are_those_of_its_last_beginning(tmp_path: Path) -> None:
    """Frames of an earlier round stand behind it with other salts, and say nothing."""
    log = crashed(tmp_path / "a.db", change="INSERT INTO kept VALUES (2)")
    assert pages_in_log(tmp_path / "a.db") == {2}
    content = bytearray(log.read_bytes())
    content[FIRST_FRAME - 16] ^= 1
    log.write_bytes(content)
    assert pages_in_log(tmp_path / "a.db") == frozenset()
    log.write_bytes(content[:20])
    assert pages_in_log(tmp_path / "a.db") == frozenset()
    log.unlink()
    assert pages_in_log(tmp_path / "a.db") == frozenset()


def test_a_log_whose_pages_cannot_be_asked_is_said(tmp_path: Path) -> None:
    log = crashed(tmp_path / "a.db")
    log.unlink()
    log.mkdir()
    with pytest.raises(Unavailable) as failure:
        pages_in_log(tmp_path / "a.db")
    assert failure.value.code is StoreFailure.DISK_ERROR
