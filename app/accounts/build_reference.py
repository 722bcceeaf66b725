"""Fills one new reference file: the CSV rows, then the indexes, then the search index.

Fast because nothing can be asked of this file before it is whole: no journal, no syncs but those that keep the system's
unwritten pages few (a payment elsewhere on the machine waits for the disk, never for a gigabyte), rows in the order in
which they come, indexes that no load needs after the rows, search at the end.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from app.accounts import import_rows, reference_file, tables
from app.accounts.csv_set import CsvFile
from app.accounts.external_ids import ExternalIds
from app.accounts.import_rejects import Rejects
from app.accounts.import_rows import LoadContext, MakeRow, Row
from app.accounts.import_table import TableWriter
from app.accounts.import_types import FileResult, ImportProgress, ImportRefusal, ImportResult, ImportSettings
from app.accounts.read_csv import BATCH_ROWS, batches
from app.accounts.search import index
from app.errors import Refused
from app.store.database import open_connection
from app.store.schema import reference_metadata
from resources.texts import text

_OWNED = ("account_note", "bill", "outside_receipt")
_MAKERS: dict[str, tuple[Table, Callable[[LoadContext], MakeRow], bool, tuple[str, ...]]] = {
    # file: its table, its reader, whether rows have an external id, the ids not needed after it
    "customers": (tables.customer, import_rows.customers, True, ()),
    "service_locations": (tables.service_location, import_rows.service_locations, True, ()),
    "accounts": (tables.account, import_rows.accounts, True, ("customer",)),
    "usage_points": (tables.usage_point, import_rows.usage_points, True, ("service_location",)),
    "agreements": (tables.agreement, import_rows.agreements, False, ("usage_point",)),
    "alerts": (tables.account_alert, import_rows.alerts, False, ()),
    "notes": (tables.account_note, import_rows.notes, True, ("account_note",)),
    "opening_balances": (tables.opening_balance, import_rows.opening_balances, False, ()),
    "bills": (tables.bill, import_rows.bills, True, ()),
    "charges": (tables.charge, import_rows.charges, False, ()),
    "receipts": (tables.outside_receipt, import_rows.receipts, True, ("account",)),
    "receipt_lines": (tables.outside_receipt_line, import_rows.receipt_lines, False, ("outside_receipt", "bill")),
}


def table_of(file: CsvFile) -> Table:
    """The table that a file's rows go to."""
    return _MAKERS[file.name][0]


_AFTER_ROWS = 0.25
"""The work after the last row, as a share of the bytes: indexes, search, the last sync (measured)."""


class Build:
    """One new reference file from its creation until `finish`; `close` in any case."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        folder: Path,
        csv_bytes: int,
        settings: ImportSettings,
        report: Callable[[ImportProgress], None],
    ) -> None:
        self._path, self._key, self._folder, self._settings, self._report = path, key, folder, settings, report
        self.rejects_folder = folder / "rejects"
        self.results: list[FileResult] = []
        self._connection = open_connection(path, key, durable=False)
        self._cursor: Any = self._connection.cursor()
        self._cursor.execute(f"PRAGMA cache_size = -{settings.cache_bytes // 1024}")
        self._cursor.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._fresh = True
        self._after_rows = round(csv_bytes * _AFTER_ROWS)
        self._total = max(1, csv_bytes + self._after_rows)
        self._done = self._synced = 0

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def begin(
        self,
        kept: Path | None,
        source_system: str,
        *,
        replace: bool,
        known: Mapping[str, Iterable[Row]] | None = None,
    ) -> None:
        """Makes the tables, or takes over the rows of `kept`, without those of the source system if `replace`.

        `known`: rows of an empty file by table that the set may refer to, as its first source system's.
        """
        self._fresh = kept is None
        if kept is not None:
            self._copy(kept)
        self._cursor.execute("BEGIN")
        if kept is None:
            reference_file.create_tables(self._cursor)
        else:
            reference_file.follow_no_longer(self._cursor)
        self._source_id, self._load_id = self._register(source_system)
        for name, rows in (known or {}).items():
            places = ", ".join("?" * len(reference_metadata.tables[name].columns))
            self._cursor.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
        if replace:
            self._forget_source()
        self._load = LoadContext(self._source_id, self._load_id)
        for table, _, has_external_id, _ in _MAKERS.values():
            if has_external_id:
                owned = table.name in _OWNED
                self._load.ids[table.name] = ExternalIds(self._cursor, table.name, self._source_id, owned=owned)

    def load_files(self, files: tuple[CsvFile, ...]) -> None:
        """Reads the files in their order."""
        for file in files:
            self.results.append(self._load_file(file))
            for name in _MAKERS[file.name][3]:
                self._load.ids.pop(name, None)

    def check_shares(self) -> None:
        """Refuses the whole set if too many rows of one file are bad. Raises Refused(TOO_MANY_REJECTS)."""
        limit = self._settings.reject_share_max_per_10000
        for file in self.results:
            if file.rejected * 10_000 > limit * file.row_count:
                raise Refused(
                    ImportRefusal.TOO_MANY_REJECTS,
                    file=file.file_name,
                    rejected=file.rejected,
                    row_count=file.row_count,
                    share_max_per_10000=limit,
                    folder=str(self.rejects_folder),
                )

    def named(self, table: str) -> Iterator[list[Row]]:
        """The rows of a table that this load named, in the order of their ids, many at a time."""
        order = ", ".join(column.name for column in reference_metadata.tables[table].primary_key.columns)
        self._cursor.execute(f"SELECT * FROM {table} WHERE load_id = ? ORDER BY {order}", (self._load_id,))
        while rows := self._cursor.fetchmany(BATCH_ROWS):
            yield rows

    def result(self, source_system: str, as_of_us: int, *, changed: bool) -> ImportResult:
        """What is told of the load."""
        rejects_folder = self.rejects_folder if any(file.rejected for file in self.results) else None
        return ImportResult(changed, source_system, as_of_us, tuple(self.results), rejects_folder)

    def finish(self, kind: str, as_of_us: int, digest: str, now_us: int) -> bool:
        """Indexes, search, the record of this load. False if nothing differs from what was in force."""
        changed = self._fresh or kind == "full" or any(file.inserted or file.updated for file in self.results)
        self._cursor.execute("SELECT max(as_of_us) FROM load WHERE source_id = ?", (self._source_id,))
        before_us = self._cursor.fetchone()[0]
        if not changed and before_us == as_of_us:
            return False
        if self._fresh:
            reference_file.create_indexes(self._cursor, lambda share: self._step(text("Building indexes"), 0.4 * share))
        if changed:
            index.rebuild(self._cursor, lambda share: self._step(text("Building the search index"), 0.5 * share))
        counts = (sum(file.row_count for file in self.results), sum(file.rejected for file in self.results))
        values = (self._load_id, self._source_id, digest, kind, as_of_us, now_us, *counts)
        self._cursor.execute(f"INSERT INTO load VALUES ({', '.join('?' * len(values))})", values)
        self._step(text("Writing to disk"), 0.1)
        self._cursor.execute("COMMIT")
        self._cursor.execute("PRAGMA journal_mode = DELETE")
        return True

    def _copy(self, kept: Path) -> None:
        old = open_connection(kept, self._key, read_only=True)
        size = kept.stat().st_size
        self._total += size

        def copied(_status: int, remaining: int, total: int) -> None:
            self._at(text("Copying what is loaded"), (total - remaining) * size // max(1, total))

        try:
            old.backup(self._connection, pages=2_000, progress=copied)
        finally:
            old.close()
        self._done += size

    def _register(self, source_system: str) -> tuple[int, int]:
        one = self._cursor.execute("SELECT id FROM source_system WHERE name = ?", (source_system,)).fetchone()
        if one is None:
            self._cursor.execute(
                "INSERT INTO source_system SELECT coalesce(max(id), 0) + 1, ? FROM source_system", (source_system,)
            )
            return self._register(source_system)
        load_id = self._cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM load").fetchone()[0]
        return int(one[0]), int(load_id)

    def _forget_source(self) -> None:
        """Takes out every row of the source system; what is clustered by account goes with its account."""
        mine = "account_id IN (SELECT id FROM account WHERE source_id = ?)"
        for table in reference_metadata.sorted_tables:
            if "account_id" in table.columns:
                self._cursor.execute(f"DELETE FROM {table.name} WHERE {mine}", (self._source_id,))
        for table in (tables.usage_point, tables.account, tables.service_location, tables.customer):
            self._cursor.execute(f"DELETE FROM {table.name} WHERE source_id = ?", (self._source_id,))

    def _load_file(self, file: CsvFile) -> FileResult:
        table, maker, has_external_id, _ = _MAKERS[file.name]
        rejects = Rejects(self.rejects_folder, file.file_name, file.columns, self._settings.rejects_written_max)
        ids = self._load.ids[table.name] if has_external_id else None
        writer = TableWriter(
            self._cursor, table, self._load_id, ids, lambda line, reason: rejects.add(line, reason, ())
        )
        path = self._folder / file.file_name
        good_rows = 0
        try:
            for batch in batches(path, maker(self._load), file.columns, rejects):
                writer.write(batch.rows, batch.lines)
                good_rows += len(batch.rows)
                self._at(file.file_name, batch.position)
        finally:
            rejects.close()
        self._done += path.stat().st_size
        bad_lines = rejects.count - writer.doubles
        return FileResult(
            file.file_name, good_rows + bad_lines, writer.inserted, writer.updated, writer.unchanged, rejects.count
        )

    def _at(self, step: str, position: int) -> None:
        self._report(ImportProgress(step, min(self._total, self._done + position), self._total))
        self._write_out()

    def _step(self, step: str, share: float) -> None:
        """One part of the work after the rows begins; `share` of that work."""
        self._report(ImportProgress(step, min(self._total, self._done), self._total))
        self._done += round(share * self._after_rows)
        self._write_out()

    def _write_out(self) -> None:
        """Keeps the pages that the system has not written few, so that a commit elsewhere does not wait for them."""
        size = self._path.stat().st_size
        if size - self._synced > self._settings.sync_every_bytes:
            with self._path.open("rb") as file:
                _sync_data(file.fileno())
            self._synced = size


_sync_data = getattr(os, "fdatasync", lambda _: None)
