"""Reads stored facts in bulk, as the bytes that were hashed: for rebuild, checks and the second copy.

A fact's *position* is its place in this file (SQLite's rowid): dense, in order of arrival, never reused because facts
are never deleted. It orders the copying; the chain is ordered by `sequence`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.journal.fact import SealedFact

Execute = Callable[[str, Sequence[Any]], Iterable[Any]]
"""Runs one statement with its values: `exec_driver_sql` of SQLAlchemy or `execute` of the driver."""

Progress = Callable[[str, int, int], None]
"""Told the step by name, how much is done, and of how much."""

CHUNK = 2000

_COLUMNS = "rowid, workstation, generation, sequence, fact_id, kind, envelope, body, previous_hash, hash, signature"


def no_progress(_step: str, _done: int, _total: int) -> None:
    """For those who do not watch."""
    return


@dataclass(frozen=True, slots=True)
class StoredFact:
    """One row of the journal: where it is, what its columns say, and the sealed bytes."""

    position: int
    workstation: str
    generation: int
    sequence: int
    fact_id: str
    kind: str
    sealed: SealedFact

    @property
    def labels(self) -> tuple[str, int, int, str, str]:
        """What the columns say and the envelope must say too."""
        return self.workstation, self.generation, self.sequence, self.fact_id, self.kind


def head_position(execute: Execute) -> int:
    """The position of the newest fact; 0 in an empty journal."""
    return next(iter(execute("SELECT coalesce(max(rowid), 0) FROM fact", ())))[0]  # type: ignore[no-any-return] # a driver's row


def facts_after(execute: Execute, position: int, count: int = CHUNK) -> list[StoredFact]:
    """The next facts in order of arrival, at most `count`."""
    rows = execute(f"SELECT {_COLUMNS} FROM fact WHERE rowid > ? ORDER BY rowid LIMIT ?", (position, count))
    return [_stored(row) for row in rows]


def facts_at(execute: Execute, positions: Sequence[int]) -> list[StoredFact]:
    """Facts at these positions, in their order; a position that is not there is left out."""
    marks = ", ".join("?" * len(positions))
    rows = execute(f"SELECT {_COLUMNS} FROM fact WHERE rowid IN ({marks})", tuple(positions))
    found = {row[0]: row for row in rows}
    return [_stored(found[position]) for position in positions if position in found]


def fact_of(execute: Execute, fact_id: str) -> StoredFact | None:
    """The fact of an id; None where there is none."""
    rows = execute(f"SELECT {_COLUMNS} FROM fact WHERE fact_id = ?", (fact_id,))
    return next((_stored(row) for row in rows), None)


def chain_after(execute: Execute, chain: tuple[str, int], sequence: int, count: int = CHUNK) -> list[StoredFact]:
    """The next facts of one (workstation, generation) after a sequence, at most `count`."""
    rows = execute(
        f"SELECT {_COLUMNS} FROM fact WHERE workstation = ? AND generation = ? AND sequence > ? "
        "ORDER BY sequence LIMIT ?",
        (*chain, sequence, count),
    )
    return [_stored(row) for row in rows]


def whole_chain(execute: Execute, chain: tuple[str, int], sequence: int = 0) -> Iterator[list[StoredFact]]:
    """All facts of a chain after a sequence, chunk by chunk."""
    while facts := chain_after(execute, chain, sequence):
        yield facts
        sequence = facts[-1].sequence


def _stored(row: Any) -> StoredFact:
    position, workstation, generation, sequence, fact_id, kind, *sealed = row
    return StoredFact(position, workstation, generation, sequence, fact_id, kind, SealedFact(*map(_as_bytes, sealed)))


def _as_bytes(value: Any) -> bytes:
    """The columns hold bytes; what somebody put there that is none is read as its text, and does not verify."""
    return value if isinstance(value, bytes) else str(value).encode()
