"""Follows the centre's reference feed: changed rows go into the file in use, in transactions of a few milliseconds.

The file is in WAL mode, so whoever reads is never in the way and never waits. Nothing here touches the journal, its
writer lane or its disk syncs: the file can be loaded again, so a commit need not reach the disk at once.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.accounts.search.update import merge_some
from app.store.database import open_connection, storage_failures
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from app.sync.apply_reference import Applier
from app.sync.reference_place import FeedRow, Followed, Reading, read_place, standing, write_place
from app.sync.reference_questions import Call, changes, newest_load

TRANSACTION_SECONDS = 0.002
"""No row begins after so much of a transaction; with its commit it stays below five milliseconds."""


class ReferenceFollower:
    """One workstation's reader of the feed. Use it on one lane; `close` lets go of the file."""

    def __init__(self, files: ReferenceFiles) -> None:
        self._files = files
        self._opened: tuple[Path, Any] | None = None
        self.applied = 0
        """Transactions that were applied since somebody put this to nought."""

    def follow(self, call: Call, stopping: Callable[[], bool] = lambda: False) -> Followed:
        """Asks for what changed and applies one page of it. Raises NoAnswer (`call`) or Unavailable (the disk).

        Unavailable(ALREADY_OPEN) while a load is being made.
        """
        lock = ProcessLock(self._files.folder, "reference")
        lock.acquire()
        try:
            with storage_failures():
                return self._follow(call, stopping)
        finally:
            lock.release()

    def close(self) -> None:
        """Lets go of the file."""
        if self._opened is not None:
            self._opened[1].close()
            self._opened = None

    def _follow(self, call: Call, stopping: Callable[[], bool]) -> Followed:
        cursor, reading = self._read()
        centre = newest_load(call)
        if reading is not None and reading.begun is not None:
            reading = self._apply(cursor, [reading.begun], reading, lambda: False)
        if reading is None:
            return Followed.LOAD_ANEW if centre.load_id else Followed.NOTHING_THERE
        found = standing(cursor, reading, centre)
        if found is not Followed.MORE:
            return found
        rows, more = changes(call, reading.place)
        reading = self._apply(cursor, rows, reading, stopping)
        if more or stopping():
            return Followed.MORE
        found = standing(cursor, reading, newest_load(call) if rows else centre)
        return Followed.LOAD_ANEW if found is Followed.MORE and not rows else found

    def _read(self) -> tuple[Any, Reading | None]:
        """The file in use, for writing, and its place; nothing before the first load."""
        path = self._files.current()
        if self._opened is not None and self._opened[0] != path:
            self.close()
        if path is None:
            return None, None
        if self._opened is None:
            connection = open_connection(path, self._files.key, read_only=True)
            found = read_place(connection)
            if found is None or found.loading_kind is not None:
                connection.close()
                return None, None
            connection.close()
            connection = open_connection(path, self._files.key)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA wal_autocheckpoint = 0")  # between transactions, not in one: see `_tidy`
            self._opened = (path, connection)
        cursor = self._opened[1].cursor()
        return cursor, read_place(cursor)

    def _apply(self, cursor: Any, rows: list[FeedRow], reading: Reading, stopping: Callable[[], bool]) -> Reading:
        waiting = rows[::-1]
        while waiting and not stopping():
            with transaction(cursor):
                applier = _apply_some(cursor, waiting, reading)
                write_place(cursor, applier.reading)
            reading, self.applied = applier.reading, self.applied + 1
            self._files.forget(None if applier.touched_all else applier.touched)
        self._tidy(cursor, stopping)
        return reading

    def _tidy(self, cursor: Any, stopping: Callable[[], bool]) -> None:
        """What search was given in pieces is put together, little at a time; then the log goes into the file."""
        more = True
        while more and not stopping():
            with transaction(cursor):
                more = merge_some(cursor)
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


@contextmanager
def transaction(cursor: Any) -> Iterator[None]:
    """One of the short ones: all of it, or nothing."""
    cursor.execute("BEGIN IMMEDIATE")
    try:
        yield
        cursor.execute("COMMIT")
    finally:
        if cursor.connection.in_transaction:
            cursor.execute("ROLLBACK")


def _apply_some(cursor: Any, waiting: list[FeedRow], reading: Reading) -> Applier:
    """Takes rows off the end of `waiting` for one short transaction; at least one step is made."""
    applier, until = Applier(cursor, reading), time.perf_counter() + TRANSACTION_SECONDS
    while waiting:
        if applier.step(waiting[-1]):
            waiting.pop()
        if time.perf_counter() >= until:
            break
    return applier
