"""1,000,000 accounts with three bills of four charges from a real PostgreSQL, against COPY out and executemany in.

Plain: each table copied out by its owner in batches of keys, its lines split, `executemany` into a fresh encrypted file
with the same tables and their keys, no other index, no search, no journal, synced once at the end. The bulk load does
that through a function that a workstation may execute, resumably, and makes indexes and search besides; then the feed
applies a set that renames one customer in fifty, and the longest of its transactions is told.
"""

import csv
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from app.accounts.demo_city.city import write_demo_city
from app.accounts.demo_city.options import DemoOptions
from app.accounts.reference_file import create_tables
from app.ids import SystemIds
from app.store.database import open_connection, sync_file
from app.store.reference import ReferenceFiles
from app.store.schema import reference_metadata
from app.sync import reference_feed
from app.sync.central.import_reference import import_reference
from app.sync.central.merge_reference import KINDS
from app.sync.central.private_cluster import private_cluster
from app.sync.copy_reference import CHUNK_ROWS
from app.sync.reference_connection import reference_connection
from app.sync.reference_feed import ReferenceFollower
from app.sync.reference_load import load_reference
from app.sync.reference_place import Followed
from tests.benchmarks.bench_drain import new_centre
from tests.benchmarks.measure import Measure, percentile
from tests.factories.central import Central

ACCOUNTS = int(os.environ.get("BENCH_BULK_ACCOUNTS", "1000000"))
KEY = bytes(range(32))
TODAY = date(2026, 11, 20)
RENAMED_EVERY = 50


def run() -> Iterator[Measure]:
    """Gives the centre a city, copies it plainly, loads it, follows a change."""
    with tempfile.TemporaryDirectory(prefix="civic-counter-bench-") as folder, private_cluster(SystemIds()) as server:
        centre = new_centre(server, "bulk")
        source = Path(folder) / "set"
        write_demo_city(source, DemoOptions(today=TODAY, accounts=ACCOUNTS, months=3, plain_bills=True))
        yield Measure(f"bulk load, central import of {ACCOUNTS:,} accounts", _given(centre, source), "s")
        plain = _plain(centre, Path(folder) / "plain.db")
        files = ReferenceFiles(Path(folder), KEY)
        loaded = _loaded(centre, files)
        yield Measure("bulk load, plain COPY out and executemany in", plain, "s")
        yield Measure("bulk load", loaded, "s")
        yield Measure("bulk load, against plain", loaded / plain, "×", 2)
        yield from _follow(centre, files, source)


def _given(centre: Central, source: Path) -> float:
    start = time.perf_counter()
    import_reference(centre.dsn, source)
    return time.perf_counter() - start


def _loaded(centre: Central, files: ReferenceFiles) -> float:
    start = time.perf_counter()
    with reference_connection(centre.passwords["A2"]) as connection:
        load_reference(connection, files)
    return time.perf_counter() - start


def _plain(centre: Central, path: Path) -> float:
    start = time.perf_counter()
    target = open_connection(path, KEY, durable=False)
    target.execute(f"PRAGMA cache_size = -{64 * 1024}")
    cursor = target.cursor()
    cursor.execute("BEGIN")
    create_tables(cursor)
    with psycopg.connect(centre.dsn) as admin:
        for kind in KINDS:
            _copy_plainly(admin, cursor, kind)
    cursor.execute("COMMIT")
    target.close()
    sync_file(path)
    seconds = time.perf_counter() - start
    path.unlink()
    return seconds


def _copy_plainly(admin: "psycopg.Connection[Any]", cursor: Any, kind: str) -> None:
    table = reference_metadata.tables[kind]
    columns, key = ", ".join(column.name for column in table.columns), next(iter(table.primary_key.columns)).name
    places = ", ".join("nullif(?, '\\N')" if column.nullable else "?" for column in table.columns)
    (last, count) = admin.execute(f"SELECT max({key}), count(*) FROM counter.reference_{kind}".encode()).fetchall()[0]
    width = max(1, CHUNK_ROWS * (last or 0) // max(1, count))
    for first in range(1, (last or 0) + 1, width):
        asked = f"SELECT {columns} FROM counter.reference_{kind} WHERE {key} BETWEEN {first} AND {first + width - 1}"
        with admin.cursor().copy(f"COPY ({asked}) TO STDOUT".encode()) as copy:
            lines = b"".join(copy).decode().split("\n")[:-1]
        cursor.executemany(f"INSERT INTO {kind} VALUES ({places})", [line.split("\t") for line in lines])


def _follow(centre: Central, files: ReferenceFiles, source: Path) -> Iterator[Measure]:
    """Changes some names, and times each transaction with which the file in use learns of them."""
    changed = _renamed(source)
    began = time.perf_counter()
    import_reference(centre.dsn, source)
    yield Measure(f"bulk load, central import of {changed:,} changes", time.perf_counter() - began, "s")
    taken: list[float] = []
    plain = reference_feed.transaction

    @contextmanager
    def timed(cursor: Any) -> Iterator[None]:
        start = time.perf_counter()
        with plain(cursor):
            yield
        taken.append((time.perf_counter() - start) * 1000)

    follower, began = ReferenceFollower(files), time.perf_counter()
    reference_feed.transaction = timed
    with reference_connection(centre.passwords["A2"]) as connection:
        while follower.follow(connection.call) is Followed.MORE:
            pass
    reference_feed.transaction = plain
    follower.close()
    seconds = time.perf_counter() - began
    yield Measure("bulk load, then the feed", changed / seconds, "rows/s")
    yield from _told(taken)


def _told(taken: Sequence[float]) -> Iterator[Measure]:
    yield Measure("bulk load, a feed's transaction, 99 of 100", percentile(taken, 0.99), "ms", 5)
    yield Measure("bulk load, a feed's transaction, the longest", max(taken), "ms")


def _renamed(source: Path) -> int:
    """The same set a day later as `changes`, with other names for some."""
    with (source / "customers.csv").open(encoding="utf-8", newline="") as lines:
        header, *rows = list(csv.reader(lines))
    chosen = [[row[0], f"{row[1]} Newname", *row[2:]] for row in rows[::RENAMED_EVERY]]
    for path in source.glob("*.csv"):
        if path.name != "set.csv":
            path.unlink()
    for name, written in (("customers", [header, *chosen]), ("set", _next_day(source))):
        with (source / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(written)
    return len(chosen)


def _next_day(source: Path) -> list[list[str]]:
    header, values = csv.reader((source / "set.csv").read_text("utf-8").splitlines())
    return [header, [values[0], "changes", values[2].replace("2026-11-20", "2026-11-21")]]
