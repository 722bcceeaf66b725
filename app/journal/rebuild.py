"""Makes the read tables anew from the facts: aside, in a new encrypted file that replaces the old one at the end.

A crash at any instant leaves the old file whole. Secondary indexes are there before the rows: built afterwards they are
three times as fast but sort in memory (740 MB for a million payments), because sorting in files would put plain text
on the disk. Needs the program's exclusive lock, with nothing of this folder open.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Table

from app.errors import Unavailable
from app.journal.doubled import counts
from app.journal.kinds import Kinds, Row, by_table
from app.journal.read_facts import CHUNK, Progress, no_progress
from app.store.database import StoreFailure, open_connection, storage_failures, sync_file, sync_folder
from app.store.prepared import insert_sql
from app.store.schema import journal_metadata

CACHE_KIB = 64 * 1024
"""Page cache of the file being built: with 64 MiB a million payments take less than 200 MB in all."""


@dataclass(frozen=True)
class Rebuilt:
    """How many facts were read, and how many rows each read table got."""

    facts: int
    rows: dict[str, int]


@dataclass(frozen=True)
class Difference:
    """One read table that is not what the facts give: rows that are missing in it, and rows too many."""

    table: str
    missing: int
    too_many: int


def read_tables() -> list[Table]:
    """Every table that is a projection of the facts."""
    return [table for table in journal_metadata.sorted_tables if table.info.get("read_table")]


def remove_left_overs(database: Path) -> None:
    """Removes what a rebuild, a check or a restore that was cut short left beside the database."""
    for path in database.parent.glob(f"{database.name}.aside-*"):
        path.unlink()


def rebuild(
    database: Path,
    key: bytes,
    kinds: Kinds,
    progress: Progress = no_progress,
    *,
    alter: Callable[[Any], None] = lambda _: None,
) -> Rebuilt:
    """Replaces `database` by one with the same facts and read tables made anew. Raises Unavailable(StoreFailure).

    `alter` is given the new file's connection before anything is read from its facts: see `app/sync/new_generation.py`.
    """
    remove_left_overs(database)
    aside = _aside(database, "rebuild")
    with storage_failures():
        with closing(open_connection(database, key)) as old:
            old.execute("PRAGMA journal_mode = DELETE")
        with _built_beside(aside, database, key) as new:
            triggers = _copy_schema(new)
            _copy_tables(new, progress)
            alter(new)
            rebuilt = project(new, "main", kinds, progress)
            for statement in triggers:
                new.execute(statement)
            new.execute("COMMIT")
    sync_file(aside)
    aside.replace(database)
    sync_folder(database.parent)
    return rebuilt


def compare_with_rebuild(
    database: Path, key: bytes, kinds: Kinds, progress: Progress = no_progress
) -> tuple[Difference, ...]:
    """Makes the read tables anew in a file aside and compares, both ways, with those in use, which stay in use.

    Compared by whole rows through the primary key, so that memory stays small. Raises Unavailable(StoreFailure).
    """
    aside = _aside(database, "compare")
    try:
        with storage_failures(), _built_beside(aside, database, key) as new:
            tables = {table.name for table in read_tables()}
            for kind, name, sql in _schema_of_old(new):
                if kind == "table" and name in tables:
                    new.execute(sql)
            project(new, "old", kinds, progress)
            return tuple(difference for table in read_tables() if (difference := _difference(new, table)))
    finally:
        remove_left_overs(database)


def project(connection: Any, facts_in: str, kinds: Kinds, progress: Progress = no_progress) -> Rebuilt:
    """Fills the empty read tables of `main` from the facts in a schema of the connection; the caller commits.

    Raises Unavailable(CHAIN_BROKEN) naming a fact that cannot be read.
    """
    total = connection.execute(f"SELECT count(*) FROM {facts_in}.fact").fetchone()[0]
    done, position = 0, 0
    counts = {table.name: 0 for table in read_tables()}
    select = f"SELECT rowid, envelope, body, fact_id FROM {facts_in}.fact WHERE rowid > ? ORDER BY rowid LIMIT {CHUNK}"
    progress("project", 0, total)
    while facts := connection.execute(select, (position,)).fetchall():
        position = facts[-1][0]
        for table, rows in by_table(_rows(kinds, facts)).items():
            connection.executemany(insert_sql(table), rows)
            counts[table.name] += len(rows)
        done += len(facts)
        progress("project", done, total)
    return Rebuilt(done, counts)


def _rows(kinds: Kinds, facts: Iterable[tuple[int, bytes, bytes, str]]) -> Iterator[Row]:
    for position, envelope, body, label in facts:
        if not counts(label):
            continue
        try:
            fact = kinds.read(envelope, body)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise Unavailable(StoreFailure.CHAIN_BROKEN, fault="unreadable", position=position) from error
        yield from kinds.rows(fact)


def _aside(database: Path, purpose: str) -> Path:
    return database.with_name(f"{database.name}.aside-{purpose}")


@contextmanager
def _built_beside(aside: Path, database: Path, key: bytes) -> Iterator[Any]:
    """A new file, in a transaction, with the database in use attached as `old`."""
    with closing(open_connection(aside, key, durable=False)) as new:
        new.execute("PRAGMA foreign_keys = OFF")
        new.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        new.execute(f"ATTACH ? AS old KEY \"x'{key.hex()}'\"", (f"{database.absolute().as_uri()}?mode=rw",))
        new.execute("BEGIN")
        yield new


def _schema_of_old(new: Any) -> list[tuple[str, str, str]]:
    return new.execute(  # type: ignore[no-any-return] # a driver's rows
        "SELECT type, name, sql FROM old.sqlite_schema "
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    ).fetchall()


def _copy_schema(new: Any) -> list[str]:
    """Makes the old file's own tables and indexes, whatever migrations made them; gives the triggers for later."""
    schema = _schema_of_old(new)
    for kind, _, sql in schema:
        if kind in ("table", "index"):
            new.execute(sql)
    version = new.execute("PRAGMA old.user_version").fetchone()[0]
    new.execute(f"PRAGMA main.user_version = {version}")
    return [sql for kind, _, sql in schema if kind not in ("table", "index")]


def _copy_tables(new: Any, progress: Progress) -> None:
    made_anew = {table.name for table in read_tables()}
    names = [name for kind, name, _ in _schema_of_old(new) if kind == "table" and name not in made_anew]
    for done, name in enumerate(names):
        progress("copy", done, len(names))
        new.execute(f'INSERT INTO main."{name}" SELECT * FROM old."{name}"')
    progress("copy", len(names), len(names))


def _difference(connection: Any, table: Table) -> Difference | None:
    missing = _only_in(connection, "main", "old", table)
    too_many = _only_in(connection, "old", "main", table)
    return Difference(table.name, missing, too_many) if missing or too_many else None


def _only_in(connection: Any, here: str, there: str, table: Table) -> int:
    same = " AND ".join(
        f"b.{column.name} {'=' if column.primary_key else 'IS'} a.{column.name}" for column in table.columns
    )
    there_too = f"SELECT 1 FROM {there}.{table.name} b WHERE {same}"
    sql = f"SELECT count(*) FROM {here}.{table.name} a WHERE NOT EXISTS ({there_too})"
    return int(connection.execute(sql).fetchone()[0])
