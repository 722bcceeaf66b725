"""Copies every row of the centre into a file that is being made, in chunks of keys, each one transaction.

What breaks off goes on after the last chunk that was committed, by a place that stands in the file itself.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.sync.reference_place import FeedRow, Part, Reading, write_place
from app.sync.reference_questions import ReferenceCentre, changes, extent
from app.sync.reference_rows import columns_of, key_of, put, remove

CHUNK_ROWS = 40_000
INDEXING = "indexing"
"""`Reading.loading_kind` once every row is in."""

Tell = Callable[[str, int, int], None]
"""Kind, rows done, rows in all, about."""


class ReferenceCopy:
    """Fills one file. `cursor` is in autocommit; between transactions anything may break off."""

    def __init__(self, centre: ReferenceCentre, cursor: Any, tell: Tell) -> None:
        self._centre, self._cursor, self._tell = centre, cursor, tell
        self._done = self._total = 0

    def copy_all(self, reading: Reading) -> Reading:
        """The rest of the rows; the place comes back as it is in the file."""
        kinds = extent(self._centre.call)
        self._total = max(1, sum(rows for _, rows in kinds.values()))
        order = [*kinds, INDEXING]
        for kind in order[: order.index(str(reading.loading_kind))]:
            self._done += kinds[kind][1]
        for n, kind in enumerate(order[:-1]):
            if n >= order.index(str(reading.loading_kind)):
                reading = self._copy(kind, *kinds[kind], reading)
                reading = self._commit([], replace(reading, loading_kind=order[n + 1], loading_key=0))
        return reading

    def _copy(self, kind: str, last_key: int, row_count: int, reading: Reading) -> Reading:
        before, key = self._done, reading.loading_key
        width = max(1, CHUNK_ROWS * last_key // max(1, row_count))
        while key < last_key:
            rows = self._centre.copy(kind, key + 1, min(key + width, last_key))
            key = min(key + width, last_key)
            reading = self._commit([(put(kind), rows)], replace(reading, loading_key=key))
            self._done = before + row_count * key // last_key
            self._tell(kind, self._done, self._total)
            width = max(1, min(4 * width, width * CHUNK_ROWS // max(1, len(rows))))
        self._done = before + row_count
        return reading

    def catch_up(self, reading: Reading) -> Reading:
        """What changed at the centre since the load began. Not for a file in use: search is made afterwards."""
        more = True
        while more:
            rows, more = changes(self._centre.call, reading.place)
            if rows:
                reading = self._commit([_statement(row) for row in rows], replace(reading, place=rows[-1].place))
            self._tell("", self._done, self._total)
        return reading

    def _commit(self, statements: Iterable[tuple[str, Sequence[Sequence[str]]]], reading: Reading) -> Reading:
        self._cursor.execute("BEGIN")
        for statement, rows in statements:
            self._cursor.executemany(statement, rows)
        write_place(self._cursor, reading)
        self._cursor.execute("COMMIT")
        return reading


def _statement(row: FeedRow) -> tuple[str, list[list[str]]]:
    columns = columns_of(row.columns)
    if row.place.part == Part.GONE:
        return remove(row.kind), [key_of(row.kind, columns)]
    return put(row.kind), [columns]
