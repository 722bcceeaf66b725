"""The pool of the one connection that writes a file: what a unit of work used stays at hand for the next one.

To hand a connection back to SQLAlchemy and to ask for it again costs a payment twice what its BEGIN costs the database.
Whoever asks the pool itself (`Engine.connect`) gets the same connection, as soon as no unit of work uses it.
"""

import threading
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool


class WriterPool(QueuePool):
    """A pool of one, with the connection that is kept for the next unit of work."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._guard = threading.Lock()
        self._kept: Connection | None = None
        self._asking = 0
        """How many wait for the connection: while anybody does, it is not kept."""

    def take(self) -> Connection | None:
        """The kept connection, which is the caller's from now on."""
        with self._guard:
            kept, self._kept = self._kept, None
            return kept

    def keep(self, connection: Connection) -> None:
        """Keeps a connection that is in no transaction, unless somebody waits for it."""
        with self._guard:
            if not self._asking:
                self._kept = connection
                return
        connection.close()

    def dispose(self) -> None:
        """Closes the connection, kept or not."""
        self._let_go()
        super().dispose()

    def _do_get(self) -> ConnectionPoolEntry:
        with self._guard:
            self._asking += 1
        try:
            self._let_go()
            return super()._do_get()
        finally:
            with self._guard:
                self._asking -= 1

    def _let_go(self) -> None:
        kept = self.take()
        if kept is not None:
            kept.close()


def take(engine: Engine) -> Connection:
    """The writer's connection, for one unit of work."""
    kept = engine.pool.take() if isinstance(engine.pool, WriterPool) else None
    return kept or engine.connect()


def give_back(connection: Connection) -> None:
    """Ends the unit of work's use of it: kept after a commit, else rolled back and handed back to the pool."""
    pool = connection.engine.pool
    if isinstance(pool, WriterPool) and not connection.invalidated and not connection.in_transaction():
        pool.keep(connection)
    else:
        connection.close()
