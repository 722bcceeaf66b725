"""Applies rows of the reference feed to the file in use, a little at a time.

A row never takes long: where a customer or a location stands behind many accounts, their words in the search index are
made anew a few at a time first, and the row itself comes last. What a crash leaves is a place and a file that fit.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.accounts.search.fold import index_words
from app.accounts.search.update import replace_entry
from app.sync.reference_place import FeedRow, Part, Reading
from app.sync.reference_rows import columns_of, key_of, place_of, put, remove

ACCOUNTS_AT_ONCE = 8
FORGOTTEN_MAX = 256
"""More accounts than this behind one row: everything that is remembered is forgotten."""

_PARTS = (
    "SELECT a.id, c.name, l.street_address, l.unit FROM account a LEFT JOIN customer c ON c.id = a.customer_id "
    "LEFT JOIN service_location l ON l.id = a.location_id WHERE "
)
_KEYS = "SELECT s.name || '/' || a.external_id FROM account a JOIN source_system s ON s.id = a.source_id WHERE "
_OF_MANY = {"customer": "customer_id", "service_location": "location_id", "usage_point": "location_id"}
_WORDED = {"customer": ("name",), "service_location": ("street_address", "unit")}
"""The columns that search knows accounts by."""


class Applier:
    """One transaction's work on the file behind `cursor`; `touched` are the accounts whose rows changed."""

    def __init__(self, cursor: Any, reading: Reading) -> None:
        self._cursor, self.reading = cursor, reading
        self.touched: set[str] = set()
        self.touched_all = False

    def step(self, row: FeedRow) -> bool:
        """Does a part of a row's work; true when the row is done and the place stands after it."""
        columns = columns_of(row.columns)
        if row.place.part == Part.ROW and row.kind in _WORDED and not self._words_are_done(row.kind, columns):
            self.reading = replace(self.reading, begun=row)
            return False
        self._note_touched(row.kind, columns)
        if row.kind == "account":
            self._write_account(row, columns)
        else:
            self._write(row, columns)
        self.reading = replace(self.reading, place=row.place, begun=None, searched_to=0)
        return True

    def _write(self, row: FeedRow, columns: list[str]) -> None:
        if row.place.part == Part.GONE:
            self._cursor.execute(remove(row.kind), key_of(row.kind, columns))
        else:
            self._cursor.execute(put(row.kind), columns)

    def _write_account(self, row: FeedRow, columns: list[str]) -> None:
        account_id = int(columns[0])
        before = self._words(account_id)
        self._write(row, columns)
        replace_entry(self._cursor, account_id, before, self._words(account_id))

    def _words(self, account_id: int) -> str | None:
        found = self._cursor.execute(f"{_PARTS} a.id = ?", (account_id,)).fetchone()
        return _worded(found[1:]) if found else None

    def _words_are_done(self, kind: str, columns: list[str]) -> bool:
        """Makes some accounts' words anew for a changed name or address; true when none is left to do."""
        new = [columns[place_of(kind, name)] for name in _WORDED[kind]]
        if self._says_already(kind, columns[0], new):
            return True
        found = self._cursor.execute(
            f"{_PARTS} a.{_OF_MANY[kind]} = ? AND a.id > ? ORDER BY a.id LIMIT {ACCOUNTS_AT_ONCE}",
            (columns[0], self.reading.searched_to),
        ).fetchall()
        for account_id, *parts in found:
            changed = [*new, *parts[1:]] if kind == "customer" else [parts[0], *new]
            replace_entry(self._cursor, account_id, _worded(parts), _worded(changed))
        if found:
            self.reading = replace(self.reading, searched_to=found[-1][0])
        return len(found) < ACCOUNTS_AT_ONCE

    def _says_already(self, kind: str, row_id: str, new: list[str]) -> bool:
        names = ", ".join(_WORDED[kind])
        found = self._cursor.execute(f"SELECT {names} FROM {kind} WHERE id = ?", (row_id,)).fetchone()
        return found is not None and list(found) == new

    def _note_touched(self, kind: str, columns: list[str]) -> None:
        if kind == "load":
            self.touched_all = True  # every balance says as of when it speaks
        elif kind == "account":
            place = place_of(kind, "source_id")
            found = self._cursor.execute("SELECT name FROM source_system WHERE id = ?", (columns[place],)).fetchone()
            self.touched.update(f"{name}/{columns[place_of(kind, 'external_id')]}" for name in found or ())
        elif kind != "source_system":
            self._note_touched_by(
                _OF_MANY.get(kind, "id"), columns[place_of(kind, _KEY_COLUMN.get(kind, "account_id"))]
            )

    def _note_touched_by(self, column: str, value: str) -> None:
        found = self._cursor.execute(f"{_KEYS} a.{column} = ? LIMIT {FORGOTTEN_MAX + 1}", (value,)).fetchall()
        self.touched.update(key for (key,) in found)
        self.touched_all = self.touched_all or len(found) > FORGOTTEN_MAX


_KEY_COLUMN = {"customer": "id", "service_location": "id", "usage_point": "location_id"}


def _worded(parts: Sequence[str | None]) -> str | None:
    """The words of name, street, unit; None where the customer or the location is not there."""
    texts = [part for part in parts if part is not None]
    return index_words(*texts) if len(texts) == len(parts) else None
