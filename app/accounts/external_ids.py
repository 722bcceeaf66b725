"""From the city's ids to the file's dense integers, for millions of rows in little memory.

One 64-bit hash a row is kept, not the text. City extracts list children in the order of their parents, so the next
parent is nearly always the one after the last: the guess is compared by hash (Python's keyed SipHash: a wrong match has
one chance in 2^64 a row). Whatever is not where it was expected is looked up in the file's own unique index.
"""

from array import array
from typing import Any

FORGOTTEN = -1
"""No text has this hash: CPython keeps it for errors."""


class ExternalIds:
    """The ids of one table's rows, those of this load and those from before."""

    def __init__(self, cursor: Any, table: str, source_id: int, *, owned: bool = False) -> None:
        self._cursor = cursor
        self._source_id = source_id
        owner = "account_id" if owned else "0"
        self._look_up = f"SELECT id, {owner} FROM {table} WHERE external_id = ? AND source_id = ?"
        self._first = int(cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])
        self._hashes = array("q")
        self._owners = array("i")
        self._owned = owned
        self._next = 0

    def add(self, external_id: str, owner: int = 0) -> int:
        """The id of a new row; `owner` is its account's id where the table is clustered by account."""
        self._hashes.append(hash(external_id))
        if self._owned:
            self._owners.append(owner)
        return self._first + len(self._hashes) - 1

    def forget(self, row_id: int) -> None:
        """Takes back an id that `add` gave, because the row was there already."""
        self._hashes[row_id - self._first] = FORGOTTEN

    def is_new(self, row_id: int) -> bool:
        """Whether this load gave the id."""
        return row_id >= self._first

    def find(self, external_id: str) -> int | None:
        """The row's id, or None if there is no such row."""
        place, wanted = self._next, hash(external_id)
        hashes = self._hashes
        if place < len(hashes) and hashes[place] == wanted:
            self._next = place + 1
            return self._first + place
        if place and hashes[place - 1] == wanted:
            return self._first + place - 1
        found = self._search(external_id)
        return found[0] if found else None

    def find_owned(self, external_id: str) -> tuple[int, int] | None:
        """(account id, row id) of a row that is clustered by account, or None."""
        place = self._next
        if place < len(self._hashes) and self._hashes[place] == hash(external_id):
            self._next = place + 1
            return self._owners[place], self._first + place
        if place and self._hashes[place - 1] == hash(external_id):
            return self._owners[place - 1], self._first + place - 1
        found = self._search(external_id)
        return (found[1], found[0]) if found else None

    def _search(self, external_id: str) -> tuple[int, int] | None:
        found: tuple[int, int] | None = self._cursor.execute(self._look_up, (external_id, self._source_id)).fetchone()
        if found and 0 <= found[0] - self._first < len(self._hashes):
            self._next = found[0] - self._first + 1
        return found
