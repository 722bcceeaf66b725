"""The centre's rows that a set of changes names or refers to, so that its references resolve as at a workstation.

Only rows with an id of the city's own: what is known by its account and date is compared at the centre.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.accounts.csv_set import CsvFile, Problem, identifier
from app.accounts.import_plan import Plan
from app.accounts.import_rows import Row
from app.store.schema import reference_metadata

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

_COLUMNS = {
    "customer_id": "customer",
    "location_id": "service_location",
    "account_id": "account",
    "usage_point_id": "usage_point",
    "note_id": "account_note",
    "bill_id": "bill",
    "receipt_id": "outside_receipt",
}
_ASKED_AT_ONCE = 10_000
_NOT_OF_THIS_LOAD = {"source_id": "1", "load_id": "0"}
"""As the file that is built has them: its first source system, a load before."""


def mentioned_rows(connection: "Connection", plan: Plan) -> dict[str, Iterable[Row]]:
    """Rows by table, in the columns of the reference file, under the centre's ids."""
    mentioned: dict[str, set[str]] = {table: set() for table in _COLUMNS.values()}
    for file in plan.files:
        _collect(plan.folder / file.file_name, file, mentioned)
    return {table: _rows(connection, table, plan.header.source_system, ids) for table, ids in mentioned.items()}


def _collect(path: Path, file: CsvFile, mentioned: dict[str, set[str]]) -> None:
    places = [(n, mentioned[_COLUMNS[column]]) for n, column in enumerate(file.columns) if column in _COLUMNS]
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        for fields in _lines(lines):
            if len(fields) == len(file.columns):
                for n, ids in places:
                    ids.add(fields[n])


def _lines(lines: Iterable[str]) -> Iterator[list[str]]:
    """What cannot be read is passed over here, and rejected with its reason when the file is loaded."""
    reader = csv.reader(lines, strict=True)
    while True:
        try:
            yield from reader
            return
        except csv.Error:
            continue


def _rows(connection: "Connection", table: str, source_system: str, ids: set[str]) -> Iterator[Row]:
    names = [column.name for column in reference_metadata.tables[table].columns]
    columns = ", ".join(_NOT_OF_THIS_LOAD.get(name, name) for name in names)
    asked = sorted(each for each in ids if _is_identifier(each))
    for first in range(0, len(asked), _ASKED_AT_ONCE):
        yield from connection.execute(
            f"SELECT {columns} FROM counter.reference_{table} WHERE part = 0 AND external_id = ANY(%s) "
            "AND source_id = (SELECT id FROM counter.reference_source_system WHERE name = %s)",
            (asked[first : first + _ASKED_AT_ONCE], source_system),
        )
    connection.commit()


def _is_identifier(field: str) -> bool:
    try:
        return bool(identifier("id", field))
    except Problem:
        return False
