"""What a workstation on a stick does not have yet: its office's facts, other offices' activity, everybody's heads.

Facts go by what it holds of each chain and not by a cursor: density is the proof, and a stick may be older than the
centre's last failover. They are read in one snapshot with the heads; activity afterwards, because reading it makes the
centre work out what it left for later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from app.sync.bundle.content import Answer, AnswerContent, Request, Run, bytes_of, moved_of, run_of, written
from app.sync.calls import answer_of, call_of
from app.sync.protocol import (
    FACTS_MAX,
    PROTOCOL,
    START,
    Activity,
    ActivityAnswer,
    ActivityBuckets,
    BucketsAnswer,
    Cursor,
    Fetch,
    FetchActivity,
    Head,
    Heads,
    HeadsAnswer,
    PullActivity,
    PullAnswer,
    PushStatus,
)
from app.sync.protocol import Answer as SqlAnswer
from app.sync.protocol import Request as SqlRequest

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

_WORKED_OUT_BELOW = """
    SELECT coalesce((SELECT least(xid, pg_snapshot_xmin(pg_current_snapshot())) FROM counter.feed
        WHERE NOT published ORDER BY xid LIMIT 1), pg_snapshot_xmin(pg_current_snapshot()))::text::bigint
"""
"""All activity of smaller transactions can be read, for good."""

A = TypeVar("A", bound=SqlAnswer)

ACTIVITY_ROWS = 2_000
"""Read at once."""
TURNS_MAX = 120
"""A minute; what is left then comes with the next answer."""


@dataclass
class _Room:
    """What may still go into the answer."""

    left: int
    complete: bool = True

    def takes(self, size: int) -> bool:
        """Once something did not fit, nothing more does: an answer has no holes."""
        self.complete = self.complete and size <= self.left
        self.left -= size if self.complete else 0
        return self.complete


def answer_request(
    connection: "Connection", request: Request, status: PushStatus, now_us: int, bytes_max: int
) -> tuple[Answer, AnswerContent]:
    """What the workstation lacks, at most `bytes_max` of it. The connection commits each statement."""
    room = _Room(bytes_max)
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        epoch, horizon = connection.execute("SELECT counter.epoch(), counter.horizon()").fetchall()[0]
        heads = ask(connection, Heads(), HeadsAnswer).heads
        runs = tuple(_missing(connection, request, heads, room))
    facts_complete = room.complete
    _work_out_activity(connection)
    activity, end, line = _activity(connection, request, epoch, room)
    answer = Answer(
        PROTOCOL,
        request.workstation,
        request.number,
        now_us,
        status.value,
        epoch,
        request.sent,
        request.epoch,
        horizon,
        heads,
        facts_complete,
        room.complete,
        request.activity,
        request.activity_line,
        end,
        line,
    )
    return answer, AnswerContent(runs, tuple(moved_of(row) for row in activity))


def _missing(connection: "Connection", request: Request, heads: Iterable[Head], room: _Room) -> Iterator[Run]:
    """The facts in scope behind what is held; never those of the chain that the workstation writes itself."""
    held = {(chain.workstation, chain.generation): chain.sequence for chain in request.held}
    for head in heads:
        chain = (head.workstation, head.generation)
        if chain == (request.workstation, request.generation):
            continue
        first = max(held.get(chain, 0) + 1, head.first_sequence)
        while first <= head.sequence:
            last = min(first + FACTS_MAX - 1, head.sequence)
            rows = ask(connection, Fetch(*chain, first, last), PullAnswer).rows
            facts = [row.sealed for row in rows]
            if not facts or not room.takes(bytes_of(facts)):
                break
            yield run_of(*chain, first, facts)
            first += len(facts)


def _work_out_activity(connection: "Connection") -> None:
    """The centre leaves it for later after a long push, and does a little whenever it is asked."""
    for _ in range(TURNS_MAX):
        ask(connection, ActivityBuckets(), BucketsAnswer)
        if connection.execute("SELECT 1 FROM counter.feed WHERE NOT published LIMIT 1").fetchone() is None:
            return


def _activity(
    connection: "Connection", request: Request, epoch: int, room: _Room
) -> tuple[list[Activity], Cursor, int]:
    """Rows, and where the feed goes on: after the request's cursor, or by buckets where that means nothing here."""
    rows: list[Activity] = []
    cursor, line = request.activity, request.activity_line
    if epoch == request.epoch:
        while room.complete:
            page = ask(connection, PullActivity(cursor, line, ACTIVITY_ROWS), ActivityAnswer).rows
            if not page or not room.takes(_bytes_of(page)):
                break
            rows += page
            cursor, line = page[-1].cursor, page[-1].line
        return rows, cursor, line
    below = connection.execute(_WORKED_OUT_BELOW).fetchall()[0][0]
    sums = {held.bucket: (held.rows, held.amount_cents) for held in request.sums}
    for bucket in ask(connection, ActivityBuckets(), BucketsAnswer).buckets:
        if sums.get(bucket.bucket, (0, 0)) != (bucket.rows, bucket.amount_cents):
            rows += _bucket(connection, bucket.bucket, room)
    return rows, Cursor(below), 0


def _bucket(connection: "Connection", bucket: int, room: _Room) -> list[Activity]:
    rows: list[Activity] = []
    cursor, line = START, 0
    while room.complete:
        page = ask(connection, FetchActivity(bucket, cursor, line, ACTIVITY_ROWS), ActivityAnswer).rows
        if not page or not room.takes(_bytes_of(page)):
            break
        rows += page
        cursor, line = page[-1].cursor, page[-1].line
    return rows


def _bytes_of(rows: Iterable[Activity]) -> int:
    return sum(len(written(moved_of(row))) for row in rows)


def ask(connection: "Connection", request: SqlRequest, expected: type[A]) -> A:
    """Sends one request as the workstation on whose behalf this session acts."""
    statement, values = call_of(request)
    rows = connection.execute(statement.encode(), values, binary=True).fetchall()
    answer = answer_of(request, rows)
    if not isinstance(answer, expected):
        raise TypeError(f"{type(request).__name__} is not answered by {type(answer).__name__}")
    return answer
