"""One workflow's changes: all or nothing, rolled back unless committed once, by name.

Space is tested before anything is written, so a full disk refuses the payment instead of half-taking it.
"""

import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3.dbapi2 import Error as DriverError

from app.errors import Unavailable
from app.store.database import StoreFailure, translated
from app.store.writer_pool import give_back, take

DRIVER_ERRORS = (DBAPIError, DriverError, MemoryError)
"""What ends a transaction from outside: the database's own errors, and no memory left for it or for us."""

MAY_STAND = (StoreFailure.DISK_ERROR, StoreFailure.OUT_OF_MEMORY)
"""Failures of a commit after which only the file itself can say whether it stands."""
FREE_BYTES_MIN = 32 * 1024 * 1024
"""Below this much free space nothing new is begun: room for the write-ahead log, the receipt and the close."""


class UnitOfWork:
    """A transaction on one database. `connection` is there between enter and exit; only `commit` keeps anything."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._connection: Connection | None = None

    @property
    def connection(self) -> Connection:
        """The open connection. Raises RuntimeError outside the `with` block."""
        if self._connection is None:
            raise RuntimeError("this unit of work is not open")
        return self._connection

    def __enter__(self) -> Self:
        free = shutil.disk_usage(self._folder).free
        if free < FREE_BYTES_MIN:
            raise Unavailable(StoreFailure.DISK_FULL, free_bytes=free)
        try:
            self._connection = take(self._engine)
            self._connection.begin()
        except DRIVER_ERRORS as error:
            self._close()
            raise translated(error) or error from error
        return self

    def commit(self) -> None:
        """Makes it durable. Raises Unavailable; nothing is stored then, except that after MAY_BE_STORED it may be.

        A failed fsync does not take back what was written. Nothing here says how to ask the file for it; `JournalWork`
        can.
        """
        try:
            self._commit()
        except Unavailable as failure:
            if failure.code in MAY_STAND:
                raise Unavailable(StoreFailure.MAY_BE_STORED, **failure.values) from failure
            raise

    def _commit(self) -> None:
        """Raises Unavailable; after a DISK_ERROR it may be stored."""
        try:
            self.connection.commit()
        except DRIVER_ERRORS as error:
            self.connection.invalidate()  # the pool would hand it on with its transaction still open
            raise translated(error) or error from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        if isinstance(error, DRIVER_ERRORS):
            meaning = translated(error)
            if meaning is not None:
                raise meaning from error

    def _close(self) -> None:
        if self._connection is not None:
            give_back(self._connection)
            self._connection = None
