"""One connection to the centre, and its functions as requests and answers. Not for the UI thread or a payment's path.

psycopg is imported with the first request: it takes 118 ms. Whatever goes wrong on the way is `NoAnswer`, and the
connection is given up; the next request makes a new one.
"""

import time
from collections.abc import Callable, Generator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from app.journal.fact import SealedFact
from app.sync.exchange import NoAnswer
from app.sync.protocol import (
    PROTOCOL,
    Activity,
    ActivityAnswer,
    ActivityBuckets,
    Answer,
    Bucket,
    BucketsAnswer,
    Cursor,
    Fetch,
    FetchActivity,
    GenerationAnswer,
    GenerationStatus,
    Head,
    Heads,
    HeadsAnswer,
    Hello,
    HelloAnswer,
    HelloStatus,
    NextGeneration,
    Pull,
    PullActivity,
    PullAnswer,
    PulledFact,
    Push,
    PushAnswer,
    PushStatus,
    Request,
)

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
            return self._fetch(*_function(function, *values))
        except psycopg.Error as error:
            self.close()
            raise NoAnswer(str(error).partition("\n")[0]) from error

    def close(self) -> None:
        """Lets go of the connection, whatever state it is in."""
        if self._connection is not None:
            self._connection.pgconn.finish()
        self._connection = None

    def _rows(self, request: Request) -> list[Any]:
        return self._fetch(*_call(request))

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


def _call(request: Request) -> tuple[str, tuple[object, ...]]:
    """The function and its arguments, in the order of the request's fields."""
    match request:
        case Hello(generation, nonce, next_nonce):
            return _function("hello", generation, nonce, next_nonce)
        case Push(generation, first_sequence, previous_hash, facts):
            return _function("push", generation, first_sequence, previous_hash, *_arrays(facts))
        case Pull(cursor, limit):
            return _function("pull", *_place(cursor), limit)
        case PullActivity(cursor, line, limit):
            return _function("pull_activity", *_place(cursor), line, limit)
        case Heads():
            return _function("heads")
        case Fetch(workstation, generation, first, last):
            return _function("fetch", workstation, generation, first, last)
        case ActivityBuckets():
            return _function("activity_buckets")
        case FetchActivity(bucket, cursor, line, limit):
            return _function("fetch_activity", bucket, *_place(cursor), line, limit)
        case NextGeneration(wanted, public_key, nonce):
            return _function("next_generation", wanted, public_key, nonce)


def _function(name: str, *arguments: object) -> tuple[str, tuple[object, ...]]:
    marks = ", ".join("%b::bytea[]" if isinstance(argument, list) else "%b" for argument in (PROTOCOL, *arguments))
    return f"SELECT * FROM counter.{name}({marks})", (PROTOCOL, *arguments)


def _place(cursor: Cursor) -> tuple[int, str, int, int]:
    return cursor.xid, cursor.workstation, cursor.generation, cursor.sequence


def _arrays(facts: tuple[SealedFact, ...]) -> tuple[list[bytes], ...]:
    return (
        [fact.envelope_bytes for fact in facts],
        [fact.body_bytes for fact in facts],
        [fact.hash for fact in facts],
        [fact.signature for fact in facts],
    )


def _answer(request: Request, rows: list[Any]) -> Answer:
    """Raises NoAnswer for what no centre of ours says."""
    try:
        return _read(request, rows)
    except (ValueError, TypeError, IndexError) as error:
        raise NoAnswer(f"the centre's answer to {type(request).__name__} cannot be read") from error


def _read(request: Request, rows: list[Any]) -> Answer:
    match request:
        case Hello():
            return HelloAnswer(HelloStatus(rows[0][0]), *rows[0][1:])
        case Push():
            return PushAnswer(PushStatus(rows[0][0]), *rows[0][1:])
        case NextGeneration():
            return GenerationAnswer(GenerationStatus(rows[0][0]), rows[0][1] or 0)
        case Pull() | Fetch():
            return PullAnswer(tuple(PulledFact(Cursor(*row[:4]), SealedFact(*row[4:])) for row in rows))
        case PullActivity() | FetchActivity():
            return ActivityAnswer(tuple(Activity(Cursor(*row[:4]), *row[4:]) for row in rows))
        case Heads():
            return HeadsAnswer(tuple(Head(*row) for row in rows))
        case ActivityBuckets():
            return BucketsAnswer(tuple(Bucket(*row) for row in rows))
