"""One connection to the centre, and its functions as requests and answers. Not for the UI thread or a payment's path.

psycopg is imported with the first request: it takes 118 ms. Whatever goes wrong on the way is `NoAnswer`, and the
connection is given up; the next request makes a new one.
"""

import time
from collections.abc import Callable, Generator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from app.sync.calls import answer_of, call_of, function_call
from app.sync.exchange import NoAnswer
from app.sync.protocol import Answer, Hello, HelloAnswer, HelloStatus, Request

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")
CONNECT_SECONDS, ANSWER_SECONDS = 10, 30
_KEEPALIVE = {"keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 5, "keepalives_count": 3}
_NO_LOGIN = "not permitted to log in"
"""What a server says whose administrator revoked this workstation; libpq gives no code for it."""


class PostgresLink:
    """Asks the centre. `dsn` is given at each connection, so that a changed password or host is taken up."""

    def __init__(self, dsn: Callable[[], str], *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._dsn, self._answer_seconds = dsn, answer_seconds
        self._connection: psycopg.Connection[Any] | None = None

    def ask(self, request: Request) -> Answer:
        """The centre's answer. Raises NoAnswer: whether the centre did it is unknown."""
        import psycopg

        try:
            return _answer(request, self._rows(request))
        except psycopg.Error as error:
            self.close()
            if isinstance(request, Hello) and _NO_LOGIN in str(error):
                return HelloAnswer(HelloStatus.REVOKED, epoch=0, now_us=0)
            raise NoAnswer(str(error).partition("\n")[0]) from error

    def call(self, function: str, *values: object) -> list[Any]:
        """The rows of a function that is no part of the exchange (`reference_questions`). Raises NoAnswer."""
        import psycopg

        try:
            return self._fetch(*function_call(function, *values))
        except psycopg.Error as error:
            self.close()
            raise NoAnswer(str(error).partition("\n")[0]) from error

    def close(self) -> None:
        """Lets go of the connection, whatever state it is in."""
        if self._connection is not None:
            self._connection.pgconn.finish()
        self._connection = None

    def _rows(self, request: Request) -> list[Any]:
        return self._fetch(*call_of(request))

    def _fetch(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        if self._connection is None:
            self._connection = _timed_connection().connect(
                self._dsn(),
                autocommit=True,
                connect_timeout=CONNECT_SECONDS,
                application_name="civic-counter",
                options=f"-c statement_timeout={int(self._answer_seconds * 1000)}",
                **_KEEPALIVE,  # type: ignore[arg-type] # libpq's own names
            )
        self._connection.deadline = time.monotonic() + self._answer_seconds  # type: ignore[attr-defined] # ours
        return self._connection.execute(sql, values, binary=True).fetchall()


@cache
def _timed_connection() -> "type[psycopg.Connection[Any]]":
    """psycopg's connection, whose waits end: a stopped server or a black hole must not hold the lane for ever."""
    import psycopg

    class TimedConnection(psycopg.Connection[Any]):
        """Gives up with an error once `deadline` (monotonic seconds) is past."""

        deadline = float("inf")

        def wait(self, gen: "Generator[Any, Any, T]", interval: float = 0.1, timeout: float | None = None) -> T:
            """As psycopg waits, until the deadline at the latest."""
            left = max(0.0, self.deadline - time.monotonic())
            return super().wait(gen, interval, left if timeout is None else min(left, timeout))

    return TimedConnection


def _answer(request: Request, rows: list[Any]) -> Answer:
    """Raises NoAnswer for what no centre of ours says."""
    try:
        return answer_of(request, rows)
    except (ValueError, TypeError, IndexError) as error:
        raise NoAnswer(f"the center's answer to {type(request).__name__} cannot be read") from error
