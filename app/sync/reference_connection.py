"""The connection of a bulk load: its own, for some minutes, so that payments are exchanged meanwhile as ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.sync.central.connection import central_failures, open_connection
from app.sync.protocol import PROTOCOL
from app.sync.reference_rows import copied_rows

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

_COPY = "COPY (SELECT * FROM counter.reference_rows(%s, %s, %s, %s)) TO STDOUT"
"""A login that may execute the function may copy from it, and from nothing else."""


class ReferenceConnection:
    """`reference_questions.ReferenceCentre` over PostgreSQL. Raises Unavailable(CentralFailure)."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    def call(self, function: str, *values: object) -> list[Any]:
        """The rows of a function of the centre."""
        marks = ", ".join("%s" for _ in (PROTOCOL, *values))
        statement = f"SELECT * FROM counter.{function}({marks})"
        return self._connection.execute(statement.encode(), (PROTOCOL, *values)).fetchall()

    def copy(self, kind: str, first_key: int, last_key: int) -> list[list[str]]:
        """The rows of a table whose first key lies between the two, both included."""
        with self._connection.cursor().copy(_COPY, (PROTOCOL, kind, first_key, last_key)) as copy:
            return copied_rows(b"".join(copy))


@contextmanager
def reference_connection(dsn: str) -> Iterator[ReferenceConnection]:
    """A connection for one load. psycopg is imported with it: not on the UI thread or a payment's path."""
    with central_failures(), open_connection(dsn) as connection:
        connection.autocommit = True
        yield ReferenceConnection(connection)
