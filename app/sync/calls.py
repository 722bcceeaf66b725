"""The SQL of each request and the answer that its rows are: what whoever has a connection to the centre sends. Pure.

Placeholders are psycopg's for binary parameters; results are read in binary form too.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import Any, NamedTuple

from app.journal.fact import SealedFact
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

Rows = Sequence[Sequence[Any]]


class Call(NamedTuple):
    """A statement and its parameters."""

    statement: str
    values: tuple[Any, ...]


def call_of(request: Request) -> Call:
    """What to execute for a request."""
    name, casts, _ = _FUNCTIONS[type(request)]
    values = (PROTOCOL, *_values(request))
    places = ", ".join(f"%b{casts.get(place, '')}" for place in range(len(values)))
    return Call(f"SELECT * FROM counter.{name}({places})", values)


def answer_of(request: Request, rows: Rows) -> Answer:
    """What the rows of that statement say."""
    return _FUNCTIONS[type(request)][2](rows)


def _values(request: Request) -> tuple[Any, ...]:
    if isinstance(request, Push):
        facts = request.facts
        columns = (
            [fact.envelope_bytes for fact in facts],
            [fact.body_bytes for fact in facts],
            [fact.hash for fact in facts],
            [fact.signature for fact in facts],
        )
        return request.generation, request.first_sequence, request.previous_hash, *columns
    if isinstance(request, Pull):
        return *astuple(request.cursor), request.limit
    if isinstance(request, PullActivity):
        return *astuple(request.cursor), request.line, request.limit
    if isinstance(request, FetchActivity):
        return request.bucket, *astuple(request.cursor), request.line, request.limit
    return astuple(request)


def _hello(rows: Rows) -> HelloAnswer:
    status, *rest = rows[0]
    return HelloAnswer(HelloStatus(status), *rest)


def _push(rows: Rows) -> PushAnswer:
    status, *rest = rows[0]
    return PushAnswer(PushStatus(status), *rest)


def _facts(rows: Rows) -> PullAnswer:
    return PullAnswer(tuple(PulledFact(Cursor(*row[:4]), SealedFact(*row[4:])) for row in rows))


def _activity(rows: Rows) -> ActivityAnswer:
    return ActivityAnswer(tuple(Activity(Cursor(*row[:4]), *row[4:]) for row in rows))


def _heads(rows: Rows) -> HeadsAnswer:
    return HeadsAnswer(tuple(Head(*row) for row in rows))


def _buckets(rows: Rows) -> BucketsAnswer:
    return BucketsAnswer(tuple(Bucket(*row) for row in rows))


def _generation(rows: Rows) -> GenerationAnswer:
    status, generation = rows[0]
    return GenerationAnswer(GenerationStatus(status), generation)


_ARRAYS = dict.fromkeys(range(4, 8), "::bytea[]")
"""An empty list says nothing of its type."""

_FUNCTIONS: dict[type[Request], tuple[str, dict[int, str], Callable[[Rows], Answer]]] = {
    Hello: ("hello", {}, _hello),
    Push: ("push", _ARRAYS, _push),
    Pull: ("pull", {}, _facts),
    PullActivity: ("pull_activity", {}, _activity),
    Heads: ("heads", {}, _heads),
    Fetch: ("fetch", {}, _facts),
    ActivityBuckets: ("activity_buckets", {}, _buckets),
    FetchActivity: ("fetch_activity", {}, _activity),
    NextGeneration: ("next_generation", {}, _generation),
}
