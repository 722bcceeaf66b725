"""A centre that holds reference data, and a workstation that reads it; reference files compared as people see them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.accounts.import_types import ImportResult
from app.store.database import open_connection
from app.store.reference import ReferenceFiles
from app.store.schema import reference_metadata
from app.sync.central.import_reference import import_reference
from app.sync.reference_connection import ReferenceConnection
from tests.factories.central import Central
from tests.factories.city import KEY, SMALL_DISK, CsvSet
from tests.fakes.clock import FakeClock

OWN = ("load", "feed_place", "search_word", "search_deletion")
"""Tables whose rows say how the file was made, or whose numbers may differ."""


def give(central: Central, rows: CsvSet, folder: Path) -> ImportResult:
    """The set goes into the centre."""
    return import_reference(central.dsn, rows.write(folder), clock=FakeClock(), settings=SMALL_DISK)


@contextmanager
def asking(central: Central, code: str = "A2") -> Iterator[ReferenceConnection]:
    """The questions of an enrolled workstation."""
    with central.workstation(code) as connection:
        yield ReferenceConnection(connection)


def exact_rows(files: ReferenceFiles) -> dict[str, list[Any]]:
    """Every row of every table but what says how the file was made; ids and all."""
    return _read(files, {name: f"SELECT * FROM {name}" for name in reference_metadata.tables if name != "feed_place"})


def named_rows(files: ReferenceFiles) -> dict[str, list[Any]]:
    """The rows under the city's own ids instead of the file's numbers; words and their counts; what search finds."""
    found = _read(files, {name: _by_the_citys_ids(name) for name in reference_metadata.tables if name not in OWN})
    found |= _read(
        files,
        {
            "words": "SELECT word, account_count FROM search_word",
            "deletions": "SELECT deletion, word FROM search_deletion JOIN search_word ON id = word_id",
            "moment": "SELECT max(as_of_us) FROM load",
        },
    )
    return found | {"searched": _searched(files)}


_PARENTS = {
    "customer_id": "customer",
    "location_id": "service_location",
    "account_id": "account",
    "usage_point_id": "usage_point",
    "bill_id": "bill",
    "receipt_id": "outside_receipt",
}


def _by_the_citys_ids(name: str) -> str:
    """A select with every id looked up; a reference that leads nowhere shows as null."""
    table = reference_metadata.tables[name]
    columns = []
    for column in (column.name for column in table.columns if column.name not in ("id", "load_id")):
        parent = _PARENTS.get(column)
        if column == "source_id":
            columns.append("(SELECT s.name FROM source_system s WHERE s.id = t.source_id)")
        elif parent:
            columns.append(f"(SELECT p.external_id FROM {parent} p WHERE p.id = t.{column} LIMIT 1)")
        else:
            columns.append(f"t.{column}")
    return f"SELECT {', '.join(columns)} FROM {name} t"


def _searched(files: ReferenceFiles) -> list[Any]:
    """Each word of the full-text index with the accounts that it finds."""
    with files.read() as connection:
        words = connection.exec_driver_sql("SELECT word FROM search_word").scalars().all()
        ask = (
            "SELECT a.external_id FROM account_search s LEFT JOIN account a ON a.id = s.rowid "
            "WHERE account_search MATCH ?"
        )
        return sorted((word, sorted(connection.exec_driver_sql(ask, (f'"{word}"',)).scalars())) for word in words)


def _read(files: ReferenceFiles, statements: dict[str, str]) -> dict[str, list[Any]]:
    current = files.current()
    assert current is not None
    connection = open_connection(current, KEY, read_only=True)
    found = {name: sorted(connection.execute(each).fetchall(), key=repr) for name, each in statements.items()}
    connection.close()
    return found
