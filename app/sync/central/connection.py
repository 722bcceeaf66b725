"""An administrator's connection to the centre. psycopg is imported with the first one: it takes 118 ms."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.errors import Unavailable

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[Any]

CONNECT_SECONDS = 10


class CentralFailure(StrEnum):
    """Why the centre cannot be used now."""

    UNREACHABLE = "unreachable"
    """No server answers there, or it lets nobody in with this name and password."""
    NOT_A_CENTRE = "not_a_centre"
    """The database holds nothing of ours: `central init` makes it one."""
    SCHEMA_NEWER = "schema_newer"
    NOT_ALLOWED = "not_allowed"
    """This login may not do that here."""
    LOST = "lost"
    """The connection ended in the middle; what was not committed is not there."""


@contextmanager
def connected(dsn: str) -> "Iterator[Connection]":
    """A connection in one transaction, committed at the end. Raises Unavailable(CentralFailure)."""
    with central_failures(), open_connection(dsn) as connection:
        yield connection


def open_connection(dsn: str) -> "Connection":
    """A connection that begins a transaction with the first statement. Raises Unavailable(UNREACHABLE)."""
    import psycopg

    try:
        return psycopg.connect(dsn, connect_timeout=CONNECT_SECONDS, application_name="civic-counter")
    except psycopg.Error as error:
        raise Unavailable(CentralFailure.UNREACHABLE, detail=_first_line(error)) from error


@contextmanager
def central_failures() -> Iterator[None]:
    """Turns what the driver says of the server into Unavailable; a mistake in our SQL stays what it is."""
    import psycopg
    from psycopg import errors

    try:
        yield
    except (errors.UndefinedTable, errors.InvalidSchemaName, errors.UndefinedFunction) as error:
        raise Unavailable(CentralFailure.NOT_A_CENTRE, detail=_first_line(error)) from error
    except errors.InsufficientPrivilege as error:
        raise Unavailable(CentralFailure.NOT_ALLOWED, detail=_first_line(error)) from error
    except psycopg.OperationalError as error:
        raise Unavailable(CentralFailure.LOST, detail=_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
