"""One process per database: an advisory lock that the operating system drops when the process ends, however it ends."""

import sys
from pathlib import Path
from typing import IO

from app.errors import Unavailable
from app.store.database import StoreFailure


class ProcessLock:
    """Holds `<name>.lock` in a data folder until `release`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.lock"
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Raises Unavailable(ALREADY_OPEN) when another process holds it, FOLDER_READ_ONLY when it cannot be made."""
        try:
            file = self._path.open("ab")
        except OSError as error:
            raise Unavailable(StoreFailure.FOLDER_READ_ONLY, folder=str(self._path.parent)) from error
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise Unavailable(StoreFailure.ALREADY_OPEN, folder=str(self._path.parent)) from error
        self._file = file

    def release(self) -> None:
        """Lets the next process in."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
