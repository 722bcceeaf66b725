"""Statements of the payment path, compiled once and then run on the driver itself.

SQLAlchemy describes and compiles them; for a dozen small statements a payment its own bookkeeping would cost several
times what the database does (measured by `./counter bench payment`).
"""

from collections import namedtuple
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Delete, Select, Table, Update
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app.store.remembered import remembered


class Prepared:
    """A statement with named parameters; rows come as named tuples in the order of its columns."""

    def __init__(self, statement: Select[Any] | Delete | Update) -> None:
        dialect = SQLiteDialect(paramstyle="named")
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self._sql = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        columns = statement.selected_columns if isinstance(statement, Select) else ()
        self._row: Any = namedtuple("Row", [column.key or "unnamed" for column in columns], rename=True)  # type: ignore[misc] # named at run time

    def all(self, connection: Connection, **values: object) -> list[Any]:
        """Every row."""
        return [self._row._make(row) for row in self._run(connection, values)]

    def first(self, connection: Connection, **values: object) -> Any:
        """The first row, or None."""
        row = self._run(connection, values).fetchone()
        return row if row is None else self._row._make(row)

    def scalar(self, connection: Connection, **values: object) -> Any:
        """The first column of the first row, or None."""
        row = self._run(connection, values).fetchone()
        return None if row is None else row[0]

    def run(self, connection: Connection, **values: object) -> int:
        """Runs a change; gives how many rows it touched."""
        return int(self._run(connection, values).rowcount)

    def _run(self, connection: Connection, values: dict[str, object]) -> Any:
        return driver(connection).execute(self._sql, {**self._fixed, **values})


def insert_all(connection: Connection, rows: Mapping[Table, Iterable[tuple[Any, ...]]]) -> None:
    """Inserts whole rows: values in the order of a table's columns. What was remembered of the tables is forgotten."""
    known, insert = remembered(connection.engine), driver(connection).executemany
    for table, values in rows.items():
        known.forget(table)
        insert(insert_sql(table), values)


def driver(connection: Connection) -> Any:
    """The driver's own connection. Its errors are not SQLAlchemy's; a unit of work translates both."""
    return connection.connection.dbapi_connection


@cache
def insert_sql(table: Table) -> str:
    """The statement that inserts one row of a table, its columns in their order."""
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"
