"""Replays what the model of the centre was asked against a real PostgreSQL, and compares every answer and the tables.

Transactions that overlapped in the model overlap here: each workstation has a session that writes, committed when the
model committed, and one that reads. A failover is another database that got all but the lost commits.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg

from app.sync.calls import answer_of, call_of
from app.sync.protocol import (
    START,
    Activity,
    ActivityAnswer,
    Answer,
    Cursor,
    FetchActivity,
    HelloAnswer,
    NextGeneration,
    Pull,
    PullActivity,
    PullAnswer,
    Push,
    Request,
)
from tests.factories.central import Central, fresh_centre
from tests.simulation.sync.world import Observed

FAR = 1 << 60
TRIES = 40
"""A snapshot elsewhere on the server may hold the horizon back for a moment."""


class Differs(AssertionError):
    """PostgreSQL said something else than the model."""


@dataclass
class Session:
    """One workstation's connections."""

    writing: psycopg.Connection[Any]
    reading: psycopg.Connection[Any]


@dataclass
class Replay:
    """One trace. `committed`: what a failover may lose from the end, with the epoch in which it was asked; the first
    `enrolled` of it are never lost."""

    central: Central
    stack: ExitStack
    epoch: int = 1
    sessions: dict[str, Session] = field(default_factory=dict)
    enrolled: int = 0
    begun: dict[int, Observed] = field(default_factory=dict)
    committed: list[tuple[int, Observed]] = field(default_factory=list)
    xids: dict[int, int] = field(default_factory=dict)
    compared: int = 0

    def run(self, trace: list[Observed]) -> int:
        """How many answers were compared. Raises Differs."""
        for place, seen in enumerate(trace):
            try:
                getattr(self, seen.step)(seen)
            except Differs as wrong:
                wrong.add_note(f"at {place} of {len(trace)}: {seen.step} {seen.workstation} {seen.request!r:.200}")
                raise
        return self.compared

    # Steps

    def enrol(self, seen: Observed) -> None:
        """A workstation with the nonce and key of the trace."""
        self._enrol(seen)
        self.committed.append((self.epoch, seen))
        self.enrolled = len(self.committed)

    def read(self, seen: Observed) -> None:
        """A question on its own; the horizon may lag behind for a moment."""
        for _ in range(TRIES):
            answer = self._ask(self.sessions[seen.workstation].reading, seen)
            if _alike(answer, seen.answer):
                break
            time.sleep(0.02)
        self._compare(answer, seen)

    def begin(self, seen: Observed) -> None:
        """Executed, not committed."""
        self.begun[seen.number] = seen
        answer = self._ask(self.sessions[seen.workstation].writing, seen)
        if isinstance(answer, HelloAnswer) and isinstance(seen.answer, HelloAnswer):
            self.xids[seen.answer.horizon] = answer.horizon
        self._compare(answer, seen)

    def commit(self, seen: Observed) -> None:
        """Seen by everybody now."""
        begun = self.begun.pop(seen.number)
        self.sessions[seen.workstation].writing.commit()
        self._learn_xid(begun)
        if begun.changes:
            self.committed.append((self.epoch, begun))

    def end(self, seen: Observed) -> None:
        """The backend died."""
        del self.begun[seen.number]
        self.sessions[seen.workstation].writing.rollback()

    def revoke(self, seen: Observed) -> None:
        """By an administrator."""
        self._admin("UPDATE counter.workstation SET revoked_at = now() WHERE workstation = %s", seen.workstation)

    def readmit(self, seen: Observed) -> None:
        """By an administrator."""
        self._admin("UPDATE counter.workstation SET revoked_at = NULL WHERE workstation = %s", seen.workstation)

    def pace(self, seen: Observed) -> None:
        """Backpressure."""
        self._admin("UPDATE counter.centre SET facts_max = %s, retry_after_ms = %s", seen.number, seen.lost)

    def fail_over(self, seen: Observed) -> None:
        """Another server, with what it has."""
        paced = self._row("SELECT facts_max, retry_after_ms FROM counter.centre")
        revoked = self._row("SELECT array_agg(workstation) FROM counter.workstation WHERE revoked_at IS NOT NULL")[0]
        kept = self.committed[: max(self.enrolled, len(self.committed) - seen.lost)]
        for session in self.sessions.values():
            session.writing.close()
            session.reading.close()
        self.central = self.stack.enter_context(fresh_centre(self.central.cluster))
        self.committed, self.begun, self.xids = [], {}, {}
        self.epoch = 1
        for epoch, begun in kept:
            self._move_to(epoch)
            self._again(begun)
            self.committed.append((epoch, begun))
        self._move_to(max([epoch for epoch, _ in self.committed], default=1) + 1 + seen.number)
        self._admin("UPDATE counter.centre SET facts_max = %s, retry_after_ms = %s", *paced)
        self._admin("UPDATE counter.workstation SET revoked_at = now() WHERE workstation = ANY(%s)", revoked or [])

    # Helpers

    def _again(self, begun: Observed) -> None:
        if begun.step == "enrol":
            self._enrol(begun)
            return
        self._ask(self.sessions[begun.workstation].writing, begun)
        self.sessions[begun.workstation].writing.commit()
        self._learn_xid(begun)

    def _move_to(self, epoch: int) -> None:
        if epoch != self.epoch:
            self._admin("UPDATE counter.centre SET restored = %s", epoch)
            self.epoch = epoch

    def _enrol(self, seen: Observed) -> None:
        asked = seen.request
        if not isinstance(asked, NextGeneration):
            raise TypeError(seen)
        dsn = self.central.enrol(seen.workstation, seen.office, asked.public_key, asked.nonce, office_days=0)
        patient = "-c idle_in_transaction_session_timeout=0"  # this machine may be busy between two steps
        writing = self.stack.enter_context(psycopg.connect(dsn, options=patient))
        reading = self.stack.enter_context(psycopg.connect(dsn, autocommit=True))
        self.sessions[seen.workstation] = Session(writing, reading)

    def _ask(self, connection: psycopg.Connection[Any], seen: Observed) -> Answer | None:
        if seen.request is None:
            raise TypeError(seen)
        sql, values = call_of(self._translated(seen.request))
        try:
            rows = connection.execute(sql, (0 if seen.outdated else 1, *values[1:]), binary=True).fetchall()
        except psycopg.Error as error:
            if not (error.sqlstate or "").startswith("CC"):
                raise
            connection.rollback()
            return None
        return answer_of(seen.request, rows)

    def _translated(self, request: Request) -> Request:
        """The model's transaction numbers as this server's."""
        if isinstance(request, Pull | PullActivity | FetchActivity):
            return replace(request, cursor=self._place(request.cursor))
        return request

    def _place(self, cursor: Cursor) -> Cursor:
        """A cursor that is none of a transaction here (it is older than a failover) stands before the next one."""
        if cursor == START or cursor.xid in self.xids:
            return replace(cursor, xid=self.xids.get(cursor.xid, 0))
        behind = [xid for xid in self.xids if xid > cursor.xid]
        return Cursor(self.xids[min(behind)] if behind else FAR)

    def _learn_xid(self, begun: Observed) -> None:
        if isinstance(begun.request, Push) and begun.changes:
            last = begun.request.first_sequence + len(begun.request.facts) - 1
            where = "WHERE (workstation, generation, last_sequence) = (%s, %s, %s)"
            sql = f"SELECT xid::text::bigint FROM counter.feed {where}"
            self.xids[begun.xid] = self._row(sql, begun.workstation, begun.request.generation, last)[0]

    def _compare(self, answer: Answer | None, seen: Observed) -> None:
        self.compared += 1
        if not _alike(answer, seen.answer):
            raise Differs(f"PostgreSQL: {_plain(answer)!r:.600}\nmodel: {_plain(seen.answer)!r:.600}")

    def _admin(self, sql: str, *values: object) -> None:
        with self.central.admin() as admin:
            admin.execute(sql, values)

    def _row(self, sql: str, *values: object) -> tuple[Any, ...]:
        with self.central.admin() as admin:
            row = admin.execute(sql, values).fetchone()
        if row is None:
            raise Differs(f"no row: {sql} {values}")
        return tuple(row)


@contextmanager
def replaying(central: Central) -> Iterator[Replay]:
    """Closes what a replay opened."""
    with ExitStack() as stack:
        yield Replay(central, stack)


def _alike(mine: Answer | None, theirs: Answer | None) -> bool:
    return _plain(mine) == _plain(theirs)


def _plain(answer: Answer | None) -> object:
    """What both must say alike: no transaction numbers, no clock, no epoch."""
    match answer:
        case HelloAnswer():
            return replace(answer, epoch=0, now_us=0, horizon=0)
        case PullAnswer():
            return [(replace(row.cursor, xid=0), row.sealed) for row in answer.rows]
        case ActivityAnswer():
            return [_plain_activity(row) for row in answer.rows]
        case _:
            return answer


def _plain_activity(row: Activity) -> Activity:
    cursor = Cursor(0, row.cursor.workstation, row.cursor.generation, row.cursor.sequence)
    return replace(row, cursor=cursor, service_category=None, due_on=None)
