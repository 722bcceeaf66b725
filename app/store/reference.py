"""The replaceable reference database: files `reference-<n>.db`; the file `reference.current` names the one in use.

A full load is built aside in a new file and swapped in by replacing that one small file, which is atomic on every
platform; readers open the new file at their next question. No open file is ever replaced.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine

from app.errors import Unavailable
from app.store.database import StoreFailure, open_engine, storage_failures, sync_file, sync_folder

POINTER = "reference.current"
REMEMBERED_MAX = 256

T = TypeVar("T")
Name = tuple[str, str]
"""What is remembered, and of which account (its key as text)."""


class ReferenceFiles:
    """Finds, opens and swaps the reference databases of one data folder."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder, self.key, self._pointer = folder, key, folder / POINTER
        self._guard = threading.Lock()
        self._pointed: tuple[tuple[int, int], Path] | None = None
        self._opened: tuple[str, Engine] | None = None
        self._remembered_of: Path | None = None
        self._remembered: OrderedDict[Name, object] = OrderedDict()
        self._being_read: dict[Name, object] = {}

    def current(self) -> Path | None:
        """The file in use; None before the first load. Raises Unavailable where the folder cannot be read now."""
        try:
            status = self._pointer.stat()
            stamp = (status.st_ino, status.st_mtime_ns)
            if self._pointed is None or self._pointed[0] != stamp:
                self._pointed = (stamp, self.folder / self._pointer.read_text("utf-8").strip())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable(StoreFailure.DISK_ERROR, detail=error.strerror) from error
        return self._pointed[1]

    def next_path(self) -> Path:
        """Where the next load is built: a name that is not taken."""
        taken = [int(path.stem.removeprefix("reference-")) for path in self.folder.glob("reference-*.db")]
        return self.folder / f"reference-{max(taken, default=0) + 1}.db"

    def swap_in(self, built: Path) -> None:
        """Makes `built` the file in use, durably, and removes older ones.

        The one that was in use stays until the next swap: a question that is being answered goes on reading it.
        """
        before = self.current()
        sync_file(built)
        waiting = self.folder / f"{POINTER}.new"
        waiting.write_text(built.name, "utf-8")
        sync_file(waiting)
        waiting.replace(self.folder / POINTER)
        sync_folder(self.folder)
        self.remove_others(built, before or built)

    def remove_others(self, *keep: Path) -> None:
        """Removes loads other than those to `keep`; one that is still open (Windows) goes at the next swap."""
        for path in self.folder.glob("reference-*.db*"):
            if not path.name.startswith(tuple(kept.name for kept in keep)):
                with suppress(OSError):
                    path.unlink()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A read-only connection to the file in use. Raises Unavailable, NOT_SET_UP before the first load."""
        with storage_failures(), self._engine().connect() as connection:
            yield connection

    def remembered(self, name: Name, load: Callable[[Connection], T]) -> T:
        """What `load` reads from the file in use, kept while that file is in use (the last few hundred names).

        What was shown before the payment need not be read again for it. Whoever changes rows of the file in use says so
        (`forget`), also to a reading that has just begun.
        """
        path, mine = self.current(), object()
        with self._guard:
            if self._remembered_of != path:
                self._forget_all()
                self._remembered_of = path
            if name in self._remembered:
                self._remembered.move_to_end(name)
                return cast(T, self._remembered[name])
            self._being_read[name] = mine
        try:
            with self.read() as connection:
                value = load(connection)
        finally:
            with self._guard:
                valid = self._being_read.get(name) is mine and self._being_read.pop(name) is mine
        with self._guard:
            if valid and self._remembered_of == path:
                self._remembered[name] = value
                if len(self._remembered) > REMEMBERED_MAX:
                    self._remembered.popitem(last=False)
        return value

    def forget(self, accounts: Collection[str] | None) -> None:
        """Rows of these accounts (keys as text) have changed in the file in use; None: of any account."""
        with self._guard:
            if accounts is None:
                self._forget_all()
                return
            for kept in (self._remembered, self._being_read):
                for name in [name for name in kept if name[1] in accounts]:
                    del kept[name]

    def _forget_all(self) -> None:
        self._remembered.clear()
        self._being_read.clear()

    def close(self) -> None:
        """Lets go of the open file."""
        with self._guard:
            if self._opened is not None:
                self._opened[1].dispose()
                self._opened = None

    def _engine(self) -> Engine:
        path = self.current()
        if path is None:
            raise Unavailable(StoreFailure.NOT_SET_UP, missing="reference")
        with self._guard:
            if self._opened is None or self._opened[0] != path.name:
                if self._opened is not None:
                    self._opened[1].dispose()
                self._opened = (path.name, open_engine(path, self.key, read_only=True))
            return self._opened[1]
