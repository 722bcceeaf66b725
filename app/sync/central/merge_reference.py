"""Brings staged rows into the centre's reference tables and writes only those that differ.

Staged rows carry the ids of the file that was built; a row that the centre knows keeps the centre's id for good, new
ones get the next. What a full set no longer has becomes a tombstone. Children go before their parents, rows come after
their parents: in this order the feed tells them too.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table

from app.accounts.import_plan import SetHeader
from app.accounts.import_rows import Row
from app.store.schema import reference_metadata

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

KINDS = (
    "source_system", "customer", "service_location", "account", "usage_point", "agreement", "account_alert",
    "account_note", "opening_balance", "bill", "charge", "outside_receipt", "outside_receipt_line", "load",
)  # fmt: skip
"""The tables as `counter.reference_kinds()` has them: parents first, the record of loads last."""

ROW_KINDS = KINDS[1:-1]
_PARENTS = {
    "customer_id": "customer",
    "location_id": "service_location",
    "account_id": "account",
    "usage_point_id": "usage_point",
    "bill_id": "bill",
    "receipt_id": "outside_receipt",
}
_HERE = "xid = pg_current_xact_id(), change = nextval('counter.reference_change')"
Tell = Callable[[str, int, int], None]


class Merge:
    """One import at the centre: `stage` each table, then `write`, then `record`; the caller commits."""

    def __init__(self, connection: "Connection", header: SetHeader, given: set[str]) -> None:
        self._connection, self._header = connection, header
        self._full = header.kind == "full"
        self._tables = [name for name in ROW_KINDS if name in given or self._full]
        self.counts: dict[str, tuple[int, int]] = {}
        self._gone = 0
        self._is_new_moment, self._load_id = False, 0
        for name in self._tables:
            columns = ", ".join(_names(_table(name)))
            self._run(f"CREATE TEMP TABLE staged_{name} AS SELECT {columns} FROM counter.reference_{name} WITH NO DATA")
        connection.commit()

    @property
    def changed(self) -> bool:
        """Whether the centre says anything else than before."""
        return self._gone > 0 or self._is_new_moment or any(sum(counts) for counts in self.counts.values())

    def stage(self, name: str, batches: Iterable[list[Row]]) -> None:
        """Sends the rows of one table, each batch in a transaction of its own."""
        columns = ", ".join(_names(_table(name)))
        for rows in batches:
            with self._connection.cursor() as cursor, cursor.copy(f"COPY staged_{name} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            self._connection.commit()

    def write(self, tell: Tell) -> None:
        """Everything in one transaction, which the caller ends."""
        self._source_id = self._register_source()
        self._number_load()
        for n, name in enumerate(self._tables):
            tell("comparing", n, len(self._tables))
            self._resolve(name)
        if self._full:
            for name in reversed(self._tables):
                self._gone += self._bury(_table(name))
        for n, name in enumerate(self._tables):
            tell("writing", n, len(self._tables))
            updated = self._update(_table(name))
            self.counts[name] = (self._insert(_table(name)), updated)
        tell("writing", 1, 1)

    def record(self, digest: str, now_us: int, row_count: int, reject_count: int) -> None:
        """The record of this load, which closes its part of the feed."""
        self._run(
            "INSERT INTO counter.reference_load (id, source_id, digest, kind, as_of_us, loaded_at_us, row_count, "
            "reject_count) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            (self._load_id, self._source_id, digest, self._header.kind, self._header.as_of_us, now_us, row_count,
             reject_count),
        )  # fmt: skip
        for name in (*self._tables, "load"):
            self._run(f"ANALYZE counter.reference_{name}")

    def _register_source(self) -> int:
        name = (self._header.source_system,)
        found = self._connection.execute("SELECT id FROM counter.reference_source_system WHERE name = %s", name)
        if row := found.fetchone():
            return int(row[0])
        self._run(
            "INSERT INTO counter.reference_source_system (id, name) "
            "SELECT coalesce(max(id), 0) + 1, %s FROM counter.reference_source_system",
            name,
        )
        return self._register_source()

    def _number_load(self) -> None:
        last = self._connection.execute(
            "SELECT coalesce(max(id), 0) + 1, max(as_of_us) FILTER (WHERE source_id = %s) FROM counter.reference_load",
            (self._source_id,),
        ).fetchone()
        self._load_id = last[0] if last else 1
        self._is_new_moment = last is None or last[1] != self._header.as_of_us

    def _resolve(self, name: str) -> None:
        """Makes `given_<name>`: the staged rows under the centre's ids."""
        table, joins = _table(name), []
        if "id" in table.columns:
            self._deal_ids(name)
            joins.append(f"JOIN id_of_{name} own ON own.staged_id = s.id")
        for column, parent in _PARENTS.items():
            if column in table.columns and parent in self._tables:
                joins.append(f"LEFT JOIN id_of_{parent} {column} ON {column}.staged_id = s.{column}")
        columns = ", ".join(self._resolved(column) for column in _names(table))
        self._run(
            f"CREATE TEMP TABLE given_{name} ON COMMIT DROP AS SELECT {columns} FROM staged_{name} s {' '.join(joins)}"
        )
        self._run(f"DROP TABLE staged_{name}")
        self._run(f"ANALYZE given_{name}")

    def _resolved(self, column: str) -> str:
        if column == "id":
            return "own.id"
        if column in ("source_id", "load_id"):
            value = self._source_id if column == "source_id" else self._load_id
            return f"{value} AS {column}"
        if _PARENTS.get(column) in self._tables:
            return f"coalesce({column}.id, s.{column}) AS {column}"
        return f"s.{column}"

    def _deal_ids(self, name: str) -> None:
        self._run(f"ANALYZE staged_{name}")
        self._run(
            f"CREATE TEMP TABLE id_of_{name} ON COMMIT DROP AS SELECT staged_id, coalesce(known_id, "
            f"(SELECT coalesce(max(id), 0) FROM counter.reference_{name}) "
            "+ (row_number() OVER (PARTITION BY known_id IS NULL ORDER BY staged_id))::integer) AS id "
            f"FROM (SELECT s.id AS staged_id, (SELECT k.id FROM counter.reference_{name} k "
            f"WHERE k.external_id = s.external_id AND k.source_id = {self._source_id} LIMIT 1) AS known_id "
            f"FROM staged_{name} s) found"
        )
        self._run(f"ANALYZE id_of_{name}")

    def _bury(self, table: Table) -> int:
        """Turns what the set no longer has into tombstones."""
        mine = f"t.source_id = {self._source_id}"
        if "source_id" not in table.columns:
            mine = (
                f"t.account_id IN (SELECT a.id FROM counter.reference_account a WHERE a.source_id = {self._source_id})"
            )
        return self._run(
            f"UPDATE counter.reference_{table.name} t SET part = 1, {_HERE} WHERE t.part = 0 AND {mine} "
            f"AND NOT EXISTS (SELECT FROM given_{table.name} g WHERE {_same_key(table)})"
        )

    def _update(self, table: Table) -> int:
        data = _data(table)
        assignments = ", ".join(f"{name} = g.{name}" for name in (*data, "load_id"))
        old, new = (", ".join(f"{of}.{name}" for name in data) for of in "tg")
        return self._run(
            f"UPDATE counter.reference_{table.name} t SET {assignments}, part = 0, {_HERE} "
            f"FROM given_{table.name} g WHERE {_same_key(table)} "
            f"AND (t.part = 1 OR ROW({old}) IS DISTINCT FROM ROW({new}))"
        )

    def _insert(self, table: Table) -> int:
        columns, key = ", ".join(_names(table)), ", ".join(_key(table))
        return self._run(
            f"INSERT INTO counter.reference_{table.name} ({columns}) SELECT {columns} FROM given_{table.name} g "
            f"WHERE NOT EXISTS (SELECT FROM counter.reference_{table.name} t WHERE {_same_key(table)}) ORDER BY {key}"
        )

    def _run(self, statement: str, values: tuple[Any, ...] = ()) -> int:
        return self._connection.execute(statement.encode(), values or None).rowcount


def _table(name: str) -> Table:
    return reference_metadata.tables[name]


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns]


def _data(table: Table) -> list[str]:
    left_out = {*_key(table), "load_id"}
    return [name for name in _names(table) if name not in left_out]


def _same_key(table: Table) -> str:
    return " AND ".join(f"t.{name} = g.{name}" for name in _key(table))
