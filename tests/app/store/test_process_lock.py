"""One process per database; the lock goes when the process does."""

from pathlib import Path

import pytest

from app.errors import Unavailable
from app.store.database import StoreFailure
from app.store.process_lock import ProcessLock


def test_the_second_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = ProcessLock(tmp_path, "journal"), ProcessLock(tmp_path, "journal")
    first.acquire()
    with pytest.raises(Unavailable) as failure:
        second.acquire()
    assert failure.value.code is StoreFailure.ALREADY_OPEN
    first.release()
    first.release()
    second.acquire()
    second.release()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as failure:
        ProcessLock(tmp_path / "nowhere", "journal").acquire()
    assert failure.value.code is StoreFailure.FOLDER_READ_ONLY
