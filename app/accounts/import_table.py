"""Writes the rows of one CSV file into its table in batches: new ones inserted, known ones compared, doubles rejected.

Rows are offered as new, many at a time (`INSERT OR IGNORE`); only a batch that meets rows which are there already is
looked at row by row. So a first load costs a bare insert, and a repeated row costs a look-up and changes nothing.
Nothing here ever rolls back: the file is built without a journal, and a conflict that is ignored unwinds nothing.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Table

from app.accounts.external_ids import ExternalIds
from app.accounts.import_rows import Row
from resources.texts import text

OnDouble = Callable[[int, str], None]


class TableWriter:
    """One table during one load. With `ids` a row is known by its external id, else by its primary key."""

    def __init__(self, cursor: Any, table: Table, load_id: int, ids: ExternalIds | None, on_double: OnDouble) -> None:
        self._cursor, self._load_id, self._ids, self._on_double = cursor, load_id, ids, on_double
        names = [column.name for column in table.columns]
        key_names = ["external_id", "source_id"] if ids else [column.name for column in table.primary_key.columns]
        self._key = [names.index(name) for name in key_names]
        self._key_width = 0 if ids else len(key_names)
        self._id_place = names.index("id") if ids else -1
        self._owner_place = 0 if ids and names[0] == "account_id" else -1
        left_out = {*key_names, "id", "load_id"}
        self._data = [n for n, name in enumerate(names) if name not in left_out]
        self._write_statements(table.name, names, key_names)
        self.inserted = self.updated = self.unchanged = self.doubles = 0

    def _write_statements(self, table: str, names: list[str], key_names: list[str]) -> None:
        where = " AND ".join(f"{name} = ?" for name in key_names)
        key_row, places = ", ".join(key_names), ", ".join("?" * len(key_names))
        assignments = ", ".join(f"{names[n]} = ?" for n in self._data)
        self._insert = f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(names))})"
        self._select = f"SELECT * FROM {table} WHERE {where}"
        self._update = f"UPDATE {table} SET {assignments}, load_id = ? WHERE {where}"
        self._mark = f"UPDATE {table} SET load_id = ? WHERE {where}"
        self._between = f"SELECT 1 FROM {table} WHERE ({key_row}) BETWEEN ({places}) AND ({places}) LIMIT 1"

    def write(self, rows: Sequence[Row], lines: Sequence[int]) -> None:
        """Writes one batch; `lines` are the rows' lines in the file."""
        if not rows:
            return
        if self._ids is not None:
            self._write_by_external_id(rows, lines)
        else:
            self._write_by_key(rows, lines)

    def _write_by_external_id(self, rows: Sequence[Row], lines: Sequence[int]) -> None:
        taken = self._take(rows)
        if taken == len(rows):
            self.inserted += taken
            return
        for row, line in zip(rows, lines, strict=True):
            found = self._find(row)
            if found[self._id_place] == row[self._id_place]:
                self.inserted += 1
            else:
                self._settle(row, found, line)

    def _write_by_key(self, rows: Sequence[Row], lines: Sequence[int]) -> None:
        keys = [row[: self._key_width] for row in rows]
        if self._cursor.execute(self._between, (*min(keys), *max(keys))).fetchone() is None:
            taken = self._take(rows)
            self.inserted += taken
            if taken < len(rows):
                self._reject_doubles_inside(keys, lines)
            return
        for row, line in zip(rows, lines, strict=True):
            if self._take([row]):
                self.inserted += 1
            else:
                self._settle(row, self._find(row), line)

    def _take(self, rows: Sequence[Row]) -> int:
        self._cursor.executemany(self._insert, rows)
        return int(self._cursor.rowcount)

    def _find(self, row: Row) -> Row:
        found: Row = self._cursor.execute(self._select, [row[n] for n in self._key]).fetchone()
        return found

    def _reject_doubles_inside(self, keys: Sequence[Row], lines: Sequence[int]) -> None:
        seen: set[Row] = set()
        for key, line in zip(keys, lines, strict=True):
            if key in seen:
                self._double(line, _twice())
            seen.add(key)

    def _double(self, line: int, reason: str) -> None:
        self.doubles += 1
        self._on_double(line, reason)

    def _settle(self, row: Row, found: Row, line: int) -> None:
        """A row that was there: a double if this load named it before, else changed or as it was."""
        if self._ids is not None:
            self._ids.forget(int(row[self._id_place] or 0))
        key = [row[n] for n in self._key]
        if found[-1] == self._load_id:
            self._double(line, _twice())
        elif self._owner_place >= 0 and found[0] != row[0]:
            self._double(line, text("This id belongs to another account already."))
        elif all(found[n] == row[n] for n in self._data):
            self.unchanged += 1
            self._cursor.execute(self._mark, (self._load_id, *key))
        else:
            self.updated += 1
            self._cursor.execute(self._update, (*(row[n] for n in self._data), self._load_id, *key))


def _twice() -> str:
    return text("This row stands in the file twice; the first one counts.")
