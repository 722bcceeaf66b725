"""Bulk load: a new workstation gets all the city's rows from the centre, into a file aside that is then swapped in.

Rows come by COPY in chunks of keys; each chunk and how far it reaches are one transaction, so what breaks off, is
cancelled or is killed goes on where it stood, today or tomorrow. What changed meanwhile is read from the feed before
the indexes are made: the feed's place was asked before the first chunk. Only then the file is in force, and the feed
goes on from there (`reference_feed.py`).
"""

from dataclasses import replace
from typing import Any

from app.accounts import reference_file
from app.accounts.import_plan import Cancel, Progress, guarded, unavailable
from app.accounts.import_types import ImportProgress, ImportSettings
from app.accounts.search import index
from app.accounts.search.update import keep_short
from app.errors import Unavailable
from app.store.database import StoreFailure, open_connection, storage_failures
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from app.sync.copy_reference import INDEXING, ReferenceCopy
from app.sync.reference_place import Followed, Place, Reading, read_place, standing, write_place
from app.sync.reference_questions import ReferenceCentre, extent, newest_load
from resources.texts import text

LOADING = "reference.loading"
"""The file that is being made; its name keeps it from being taken for one in force or left over."""

_AFTER_ROWS = 0.3
"""The work after the last row, as a share of that before: indexes, search (measured)."""


def load_reference(
    centre: ReferenceCentre,
    files: ReferenceFiles,
    progress: Progress = lambda _: None,
    cancel: Cancel = lambda: False,
    settings: ImportSettings | None = None,
) -> bool:
    """Loads everything and puts it in force; False where the centre has nothing yet.

    Raises Refused(CANCELLED), Unavailable (the disk; ALREADY_OPEN while another load is made) and what `centre` raises:
    what is loaded so far stays, and the next call goes on with it.
    """
    settings = settings or ImportSettings()
    lock = ProcessLock(files.folder, "reference")
    lock.acquire()
    try:
        with storage_failures():
            return _Load(centre, files, settings, guarded(files.folder, settings, progress, cancel)).run()
    except OSError as error:
        raise unavailable(error) from error
    finally:
        lock.release()


class _Load:
    """One attempt, from what the last one left."""

    def __init__(
        self, centre: ReferenceCentre, files: ReferenceFiles, settings: ImportSettings, report: Progress
    ) -> None:
        self._centre, self._files, self._settings, self._report = centre, files, settings, report
        self._path = files.folder / LOADING
        self._total, self._at = 1, 0.0
        self._connection: Any = None

    def run(self) -> bool:
        if newest_load(self._centre.call).load_id == 0:
            return False
        try:
            reading = self._fill(self._begin())
            if standing(self._cursor, reading, newest_load(self._centre.call)) is Followed.LOAD_ANEW:
                reading = self._fill(self._begin_anew())  # the centre lost what the last attempt had
            self._finish(reading)
        finally:
            self._close()
        self._put_in_force()
        return True

    def _begin(self) -> Reading:
        """Where the last attempt stood, or a new beginning."""
        reading = None
        try:
            with storage_failures():
                self._connect()
                reading = read_place(self._cursor)
        except Unavailable as failure:
            if failure.code is not StoreFailure.WRONG_KEY_OR_DAMAGED:
                raise
        return reading or self._begin_anew()

    def _begin_anew(self) -> Reading:
        self._close()
        for path in self._files.folder.glob(f"{LOADING}*"):
            path.unlink()
        self._connect()
        reading = Reading(
            Place(newest_load(self._centre.call).horizon), loading_kind=next(iter(extent(self._centre.call)))
        )
        self._cursor.execute("BEGIN")
        reference_file.create_tables(self._cursor)
        write_place(self._cursor, reading)
        self._cursor.execute("COMMIT")
        return reading

    def _connect(self) -> None:
        """For rows in great numbers, and yet whole after a crash or a power cut: a journal, synced at each commit."""
        self._connection = open_connection(self._path, self._files.key, durable=False)
        self._cursor = self._connection.cursor()
        self._cursor.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._cursor.execute("PRAGMA journal_mode = TRUNCATE")
        self._cursor.execute("PRAGMA synchronous = FULL")
        self._cursor.execute(f"PRAGMA cache_size = -{self._settings.cache_bytes // 1024}")

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _fill(self, reading: Reading) -> Reading:
        copy = ReferenceCopy(self._centre, self._cursor, self._tell)
        if reading.loading_kind != INDEXING:
            reading = copy.copy_all(reading)
        return copy.catch_up(reading)

    def _tell(self, kind: str, done: int, total: int) -> None:
        self._total = round(total * (1 + _AFTER_ROWS))
        self._report(ImportProgress(text("Rows from the center"), min(done, total), self._total))

    def _finish(self, reading: Reading) -> None:
        """Indexes and search, in one transaction; then the file becomes one that is read while it is written."""
        self._at = self._total / (1 + _AFTER_ROWS)
        self._cursor.execute("BEGIN")
        reference_file.create_indexes(self._cursor, lambda share: self._step(text("Building indexes"), 0.4 * share))
        index.rebuild(self._cursor, lambda share: self._step(text("Building the search index"), 0.6 * share))
        keep_short(self._cursor)
        write_place(self._cursor, replace(reading, loading_kind=None, loading_key=0))
        self._cursor.execute("COMMIT")
        self._cursor.execute("PRAGMA locking_mode = NORMAL")
        self._cursor.execute("PRAGMA journal_mode = WAL")

    def _step(self, step: str, share: float) -> None:
        self._at = min(self._total, self._at + share * self._total * _AFTER_ROWS / (1 + _AFTER_ROWS))
        self._report(ImportProgress(step, round(self._at), self._total))

    def _put_in_force(self) -> None:
        path = self._files.next_path()
        self._path.rename(path)
        self._files.swap_in(path)
