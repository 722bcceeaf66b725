"""The city that benchmarks ask: accounts with three bills of four charges each, made once a process.

`python -m tests.benchmarks.million_city SET DATA` loads a set in a process of its own and prints how long it took and
how much memory it held, as JSON; `--raw` inserts the same rows bare.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.accounts.demo_city.city import write_demo_city
from app.accounts.demo_city.options import DemoOptions
from app.accounts.import_reference import import_reference
from app.accounts.import_types import ImportSettings
from app.accounts.read_csv import BATCH_ROWS
from app.accounts.search.fold import index_words
from app.accounts.tables import ACCOUNT_SEARCH_DDL
from app.store.database import open_connection, sync_file
from app.store.reference import ReferenceFiles
from app.store.schema import reference_metadata

KEY = bytes(range(32))
TODAY = date(2026, 11, 20)
ROOT = Path(__file__).parents[2]
MEBIBYTE = 1024 * 1024


class Effort(NamedTuple):
    """What a run took."""

    seconds: float
    peak_mebibytes: float


class City(NamedTuple):
    """A loaded city: its CSV set, its data folder, what loading it took."""

    source: Path
    data_dir: Path
    effort: Effort


@cache
def loaded_city(accounts: int) -> City:
    """Writes and loads the city, once a process; its folder goes with the process."""
    folder = Path(_temporary_folder().name)
    source, data_dir = folder / f"set-{accounts}", folder / f"data-{accounts}"
    data_dir.mkdir()
    write_demo_city(source, DemoOptions(today=TODAY, accounts=accounts, months=3, plain_bills=True))
    return City(source, data_dir, _apart(source, data_dir))


def raw_effort(city: City) -> Effort:
    """The bare inserts of the same rows."""
    return _apart(city.source, city.data_dir, "--raw")


def files(city: City) -> ReferenceFiles:
    """Opens the loaded city."""
    return ReferenceFiles(city.data_dir, KEY)


@cache
def _temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="civic-counter-bench-")


def _apart(source: Path, data_dir: Path, *words: str) -> Effort:
    command = [sys.executable, "-m", "tests.benchmarks.million_city", str(source), str(data_dir), *words]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Effort(*json.loads(found.stdout))


def _load(source: Path, data_dir: Path) -> float:
    start = time.perf_counter()
    import_reference(source, data_dir, KEY)
    return time.perf_counter() - start


def _insert_raw(data_dir: Path) -> float:
    """Seconds that `executemany`, indexes, search and the last sync take; reading the rows is not counted."""
    current = ReferenceFiles(data_dir, KEY).current()
    if current is None:
        raise ValueError(f"nothing is loaded in {data_dir}")
    source, path = open_connection(current, KEY, read_only=True), data_dir / "raw.db"
    target = open_connection(path, KEY, durable=False)
    target.execute(f"PRAGMA cache_size = -{ImportSettings().cache_bytes // 1024}")
    cursor, clock = target.cursor(), _Stopwatch()
    indexes = [index for table in reference_metadata.sorted_tables for index in table.indexes]
    with clock:
        cursor.execute("BEGIN")
        for table in reference_metadata.sorted_tables:
            cursor.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for index in (index for index in indexes if index.unique):
            cursor.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    for table in reference_metadata.sorted_tables:
        places = ", ".join("?" * len(table.columns))
        _copy(source, f"SELECT * FROM {table.name}", cursor, f"INSERT INTO {table.name} VALUES ({places})", clock)
    with clock:
        for index in (index for index in indexes if not index.unique):
            cursor.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
        cursor.execute(ACCOUNT_SEARCH_DDL)
    _copy_search(source, cursor, clock)
    with clock:
        cursor.execute("COMMIT")
        target.close()
        sync_file(path)
    path.unlink()
    source.close()
    return clock.seconds


def _copy(source: Any, select: str, cursor: Any, insert: str, clock: "_Stopwatch") -> None:
    rows = source.execute(select)
    while batch := rows.fetchmany(BATCH_ROWS):
        with clock:
            cursor.executemany(insert, batch)


def _copy_search(source: Any, cursor: Any, clock: "_Stopwatch") -> None:
    rows = source.execute(
        "SELECT a.id, c.name, l.street_address, l.unit FROM account a JOIN customer c ON c.id = a.customer_id "
        "JOIN service_location l ON l.id = a.location_id ORDER BY a.id"
    )
    while batch := rows.fetchmany(BATCH_ROWS):
        worded = [(row[0], index_words(*row[1:])) for row in batch]
        with clock:
            cursor.executemany("INSERT INTO account_search (rowid, words) VALUES (?, ?)", worded)
    with clock:
        cursor.execute("INSERT INTO account_search (account_search) VALUES ('optimize')")


class _Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0
        self._start = 0.0

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._start


def main(words: list[str]) -> None:
    """Prints `[seconds, peak MiB]` of one run."""
    source, data_dir = Path(words[0]), Path(words[1])
    seconds = _insert_raw(data_dir) if "--raw" in words else _load(source, data_dir)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps([seconds, peak / (MEBIBYTE if sys.platform == "darwin" else 1024)]))
    os.sync()


if __name__ == "__main__":
    main(sys.argv[1:])
