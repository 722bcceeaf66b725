"""The SQL of each request, and the answer that its rows are: what whoever has a connection to the centre sends. Pure.

Placeholders are psycopg's for binary parameters; rows are read in binary form too.
"""

from typing import Any

from app.journal.fact import SealedFact, ValueBeside
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


def call_of(request: Request) -> tuple[str, tuple[object, ...]]:
    """The function and its arguments, in the order of the request's fields."""
    match request:
        case Hello(generation, nonce, next_nonce):
            return function_call("hello", generation, nonce, next_nonce)
        case Push(generation, first_sequence, previous_hash, facts):
            named, values = ("push_with_values", _values(facts)) if any(fact.values for fact in facts) else ("push", ())
            return function_call(named, generation, first_sequence, previous_hash, *_arrays(facts), *values)
        case Pull(cursor, limit):
            return function_call("pull_with_values", *_place(cursor), limit)
        case PullActivity(cursor, line, limit):
            return function_call("pull_activity", *_place(cursor), line, limit)
        case Heads():
            return function_call("heads")
        case Fetch(workstation, generation, first, last):
            return function_call("fetch_with_values", workstation, generation, first, last)
        case ActivityBuckets():
            return function_call("activity_buckets")
        case FetchActivity(bucket, cursor, line, limit):
            return function_call("fetch_activity", bucket, *_place(cursor), line, limit)
        case NextGeneration(wanted, public_key, nonce):
            return function_call("next_generation", wanted, public_key, nonce)


def function_call(name: str, *arguments: object) -> tuple[str, tuple[object, ...]]:
    """The statement that calls a function of the centre, and its values; an empty list says nothing of its type."""
    marks = ", ".join(_mark(argument) for argument in (PROTOCOL, *arguments))
    return f"SELECT * FROM counter.{name}({marks})", (PROTOCOL, *arguments)


def _mark(argument: object) -> str:
    if isinstance(argument, list) and not any(isinstance(each, int | str) for each in argument):
        return "%b::bytea[]"
    return "%b"


def _place(cursor: Cursor) -> tuple[int, str, int, int]:
    return cursor.xid, cursor.workstation, cursor.generation, cursor.sequence


def _arrays(facts: tuple[SealedFact, ...]) -> tuple[list[bytes], ...]:
    return (
        [fact.envelope_bytes for fact in facts],
        [fact.body_bytes for fact in facts],
        [fact.hash for fact in facts],
        [fact.signature for fact in facts],
    )


def _values(facts: tuple[SealedFact, ...]) -> tuple[list[Any], ...]:
    """(place of its fact from 1, digest, field, salt, value in UTF-8) of each value, column by column."""
    rows = [
        (place, each.digest, each.field, each.salt, None if each.value is None else each.value.encode())
        for place, fact in enumerate(facts, 1)
        for each in fact.values
    ]
    return tuple(list(column) for column in zip(*rows, strict=True))


def _sealed(row: Any) -> SealedFact:
    """A row's fact, with what goes beside it."""
    *content, digests, fields, salts, values = row
    beside = zip(digests or (), fields or (), salts or (), values or (), strict=True)
    told = (ValueBeside(d, f, s, None if v is None else bytes(v).decode()) for d, f, s, v in beside)
    return SealedFact(*content, values=tuple(told))


def answer_of(request: Request, rows: list[Any]) -> Answer:
    """What the rows of a request say. Raises ValueError, TypeError or IndexError for what no centre of ours says."""
    match request:
        case Hello():
            return HelloAnswer(HelloStatus(rows[0][0]), *rows[0][1:])
        case Push():
            return PushAnswer(PushStatus(rows[0][0]), *rows[0][1:])
        case NextGeneration():
            return GenerationAnswer(GenerationStatus(rows[0][0]), rows[0][1] or 0)
        case Pull() | Fetch():
            return PullAnswer(tuple(PulledFact(Cursor(*row[:4]), _sealed(row[4:])) for row in rows))
        case PullActivity() | FetchActivity():
            return ActivityAnswer(tuple(Activity(Cursor(*row[:4]), *row[4:]) for row in rows))
        case Heads():
            return HeadsAnswer(tuple(Head(*row) for row in rows))
        case ActivityBuckets():
            return BucketsAnswer(tuple(Bucket(*row) for row in rows))
