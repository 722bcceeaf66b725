"""The tape's index: an encrypted file of its own beside the journal, `tape.db`, made from the facts alone.

No payment writes to it: a background lane adds what came since, some hundred facts at a time in a pause of the counter.
Facts that are not in it yet are read one by one. It may be deleted at any time; what does not belong to this journal (a
restored one, another key, damage) is thrown away and made anew. What it finds is compared with the facts themselves, so
it can never show what is not so. Once private values are erased it is made anew, because their words are in it.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection

from app.errors import Unavailable
from app.journal.erased_values import erased_since
from app.journal.read_facts import Execute, facts_after, head_position
from app.reports import tape_tokens as tokens
from app.reports.tape_traits import TapeFact, amount_of, amounts_of, folded_words, tape_fact, words_of
from app.store.database import StoreFailure, open_connection, storage_failures
from app.store.unit_of_work import FREE_BYTES_MIN
from app.workplace import Services, watched

INDEX = "tape.db"
BATCH = 100
"""Facts in one transaction of the index, some 20 ms of work; fewer than these are not worth one."""
SECONDS_BETWEEN_LOOKS = 1.0
MARK_EVERY = 4096
"""Every so many positions the index notes the fact's hash, to know later that it is of the same journal."""
_FORM = 1
_FREE_BYTES = 4 * FREE_BYTES_MIN
"""The index leaves the last room on the disk to the journal."""


@dataclass
class TapeIndex:
    """The index as a question reads it. `indexed`: the position up to which it knows the facts; 0: none."""

    indexed: int = 0
    connection: Any = None

    def newest(self, question: str, last: int) -> Iterator[int]:
        """Positions up to `last` that have the question's tokens, newest first."""
        if self.indexed:
            sql = "SELECT rowid FROM tape WHERE tape MATCH ? AND rowid <= ? ORDER BY rowid DESC"
            with storage_failures():
                for (position,) in self.connection.execute(sql, (question, last)):
                    yield position


@contextmanager
def open_index(services: Services, journal: Connection) -> Iterator[TapeIndex]:
    """For one question. Where there is no index of this journal, nothing is in it."""
    try:
        connection = open_connection(services.folder / INDEX, services.key, read_only=True)
    except Unavailable:
        yield TapeIndex()
        return
    with closing(connection), watched(connection):
        yield TapeIndex(_known(journal.exec_driver_sql, connection), connection)


def forget(folder: Path) -> None:
    """Deletes the index; it is made anew."""
    for path in folder.glob(f"{INDEX}*"):
        path.unlink(missing_ok=True)


class TapeKeeper:
    """Keeps the index up with the journal. `work` is called again and again on one background lane."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._seen, self._indexed = -1, 0

    def start(self) -> None:
        """Looks every second until the lanes stop."""
        self._services.lanes.repeat("tape", self.work, SECONDS_BETWEEN_LOOKS)

    def work(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """One look; in a pause, adds what is missing. A fault of the disk is the next look's to overcome."""
        with suppress(Unavailable, OSError):
            before, self._seen = self._seen, self._head()
            if self._seen != before and self._was_erased(before):
                forget(self._services.folder)
                self._indexed = 0
            if self._seen == before and self._seen - self._indexed >= BATCH:
                self._indexed = catch_up(self._services, lambda: stopping() or self._head() != before)

    def _was_erased(self, before: int) -> bool:
        """By what came since the last look; at the first look nothing is known of it, and `_known` finds out."""
        with self._services.read_journal() as journal:
            return before >= 0 and erased_since(journal.exec_driver_sql, before)

    def _head(self) -> int:
        with self._services.read_journal() as journal:
            return head_position(journal.exec_driver_sql)


def catch_up(services: Services, enough: Callable[[], bool] = lambda: False) -> int:
    """Adds what is missing, batch by batch until it is `enough`; gives the position up to which the index knows.

    Raises Unavailable (a full or broken disk).
    """
    with _ALONE, _writable(services) as (index, known):
        while batch := _next(services, known):
            known = _add(index, batch)
            if enough() or shutil.disk_usage(services.folder).free < _FREE_BYTES:
                break
        return known


def _next(services: Services, position: int) -> list[tuple[int, bytes, str]]:
    with services.read_journal() as journal:
        return _read(journal.exec_driver_sql, position)


def _read(execute: Execute, position: int) -> list[tuple[int, bytes, str]]:
    """Position, hash and tokens of the next facts."""
    found = []
    for stored in facts_after(execute, position, BATCH):
        private = [row[0] for row in execute(_PRIVATE, (stored.fact_id,))]
        found.append((stored.position, stored.sealed.hash, " ".join(tokens_of(tape_fact(stored), private))))
    return found


def tokens_of(fact: TapeFact, private: Iterable[str]) -> Iterator[str]:
    """Everything that finds a fact, once."""
    found = {tokens.word(each) for each in words_of(fact)}
    found |= {tokens.private(each) for each in folded_words(private)}
    found |= {tokens.part(cents) for cents in amounts_of(fact.body)}
    found |= {tokens.kind(fact.envelope.kind), *tokens.time(fact.envelope.recorded_at_us)}
    if fact.envelope.person:
        found.add(tokens.person(fact.envelope.person))
    cents = amount_of(fact.body)
    if cents is not None:
        found |= {tokens.part(cents), *tokens.amount(cents)}
    return iter(sorted(found))


def _add(index: Any, batch: list[tuple[int, bytes, str]]) -> int:
    """One transaction; gives the last position."""
    last = batch[-1][0]
    with storage_failures():
        index.execute("BEGIN IMMEDIATE")
        index.executemany("INSERT INTO tape(rowid, words) VALUES (?, ?)", [(row[0], row[2]) for row in batch])
        marks = [(position, digest) for position, digest, _ in batch if position % MARK_EVERY == 0 or position == last]
        index.execute(
            "DELETE FROM mark WHERE position = (SELECT max(position) FROM mark) AND position % ?", (MARK_EVERY,)
        )
        index.executemany("INSERT INTO mark VALUES (?, ?)", marks)
        index.execute("COMMIT")
    return last


def _known(execute: Execute, index: Any) -> int:
    """The position up to which the index knows the facts; 0 where it is not of this journal, or not of this form,
    or knows words that were erased.

    Its newest mark is compared, which is the last fact it knows; `_belongs_up_to` compares all.
    """
    try:
        with storage_failures():
            if index.execute("PRAGMA user_version").fetchone()[0] != _FORM:
                return 0
            mark = index.execute("SELECT position, hash FROM mark ORDER BY position DESC LIMIT 1").fetchone()
    except Unavailable:
        return 0
    if mark is None or not _is_there(execute, mark) or erased_since(execute, mark[0]):
        return 0
    return int(mark[0])


def _is_there(execute: Execute, mark: tuple[int, bytes]) -> bool:
    return any(row[0] == mark[1] for row in execute("SELECT hash FROM fact WHERE rowid = ?", (mark[0],)))


@contextmanager
def _writable(services: Services) -> Iterator[tuple[Any, int]]:
    """The index, open for writing, and what it knows; one that is not of this journal is deleted and begun anew."""
    path = services.folder / INDEX
    connection = _opened(path, services.key)
    known = _belongs_up_to(services, connection) if connection is not None else 0
    if not known:
        if connection is not None:
            connection.close()
        forget(services.folder)
        connection = open_connection(path, services.key)
        _begin(connection)
    with closing(connection):
        connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may take the last batches, never the file
        yield connection, known


def _opened(path: Path, key: bytes) -> Any:
    """None for a file that is not there, or is damaged, or another key's."""
    if not path.exists():
        return None
    try:
        return open_connection(path, key)
    except Unavailable as failure:
        if failure.code is not StoreFailure.WRONG_KEY_OR_DAMAGED:
            raise
        return None


def _belongs_up_to(services: Services, index: Any) -> int:
    """What an index knows whose every mark is a fact of this journal; else 0."""
    with services.read_journal() as journal:
        known = _known(journal.exec_driver_sql, index)
        if not known:
            return 0
        marks = index.execute("SELECT position, hash FROM mark").fetchall()
        return known if all(_is_there(journal.exec_driver_sql, mark) for mark in marks) else 0


def _begin(index: Any) -> None:
    with storage_failures():
        index.execute("BEGIN IMMEDIATE")
        index.execute(_TAPE)
        index.execute("CREATE TABLE mark (position INTEGER PRIMARY KEY, hash BLOB NOT NULL)")
        index.execute(f"PRAGMA user_version = {_FORM}")
        index.execute("COMMIT")


_ALONE = Lock()
"""One at a time adds to an index."""
_PRIVATE = "SELECT value FROM private_data WHERE fact_id = ? AND value IS NOT NULL"
_TAPE = (
    "CREATE VIRTUAL TABLE tape USING fts5(words, content='', columnsize=0, detail=none, "
    'prefix="{}", tokenize="{}")'.format(" ".join(map(str, tokens.BEGINNINGS)), tokens.TOKENIZE.replace('"', '""'))
)
