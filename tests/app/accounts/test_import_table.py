"""Batches into a table: new, the same, changed, double; the order of the rows makes no difference."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.accounts import tables as t
from app.accounts.external_ids import ExternalIds
from app.accounts.import_rows import Row
from app.accounts.import_table import TableWriter


def _database() -> sqlite3.Cursor:
    cursor = sqlite3.connect(":memory:").cursor()
    for table in (t.opening_balance, t.bill):
        cursor.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())).replace("STRICT", "").rstrip(" ,\n"))
        for index in table.indexes:
            cursor.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    return cursor


@pytest.fixture
def cursor() -> Iterator[sqlite3.Cursor]:
    made = _database()
    yield made
    made.connection.close()


class _Load:
    """One load of opening balances or bills."""

    def __init__(self, cursor: sqlite3.Cursor, load_id: int, *, bills: bool = False) -> None:
        self.doubles: list[tuple[int, str]] = []
        self.ids = ExternalIds(cursor, "bill", 1, owned=True) if bills else None
        table = t.bill if bills else t.opening_balance
        self.writer = TableWriter(cursor, table, load_id, self.ids, lambda line, why: self.doubles.append((line, why)))
        self.load_id = load_id

    def openings(self, *rows: tuple[int, int, int]) -> None:
        self.writer.write([(*row, "2026-01-31", self.load_id) for row in rows], range(1, len(rows) + 1))

    def bill(self, *rows: tuple[str, int, int]) -> None:
        assert self.ids is not None
        made: list[Row] = []
        for external, account_id, total in rows:
            row_id = self.ids.add(external, account_id)
            made.append((account_id, row_id, 1, external, "2026-01", "2026-01-02", "2026-01-23", total, self.load_id))
        self.writer.write(made, range(1, len(rows) + 1))

    @property
    def counts(self) -> tuple[int, int, int, int]:
        return self.writer.inserted, self.writer.updated, self.writer.unchanged, self.writer.doubles


def test_a_first_load_inserts(cursor: sqlite3.Cursor) -> None:
    load = _Load(cursor, 1)
    load.openings((1, 1, 500), (1, 2, 600), (2, 1, 700))
    assert load.counts == (3, 0, 0, 0)


def test_a_row_twice_in_one_batch_is_a_double(cursor: sqlite3.Cursor) -> None:
    load = _Load(cursor, 1)
    load.openings((1, 1, 500), (2, 1, 600), (1, 1, 999))
    assert load.counts == (2, 0, 0, 1)
    assert load.doubles == [(3, "This row stands in the file twice; the first one counts.")]
    assert cursor.execute("SELECT amount_cents FROM opening_balance WHERE account_id = 1").fetchone() == (500,)


def test_a_row_of_an_earlier_batch_is_a_double_even_if_it_is_the_same(cursor: sqlite3.Cursor) -> None:
    load = _Load(cursor, 1)
    load.openings((1, 1, 500), (5, 1, 600))
    load.openings((3, 1, 700), (1, 1, 500))
    assert load.counts == (3, 0, 0, 1)
    assert [line for line, _ in load.doubles] == [2]


def test_a_second_load_compares(cursor: sqlite3.Cursor) -> None:
    _Load(cursor, 1).openings((1, 1, 500), (2, 1, 600))
    second = _Load(cursor, 2)
    second.openings((1, 1, 500), (2, 1, 601), (3, 1, 700))
    assert second.counts == (1, 1, 1, 0)
    assert cursor.execute("SELECT amount_cents FROM opening_balance ORDER BY account_id").fetchall() == [
        (500,),
        (601,),
        (700,),
    ]


def test_rows_with_ids_keep_them(cursor: sqlite3.Cursor) -> None:
    _Load(cursor, 1, bills=True).bill(("B1", 1, 100), ("B2", 1, 200))
    second = _Load(cursor, 2, bills=True)
    second.bill(("B3", 1, 300), ("B2", 1, 201), ("B1", 1, 100), ("B3", 1, 999))
    assert second.counts == (1, 1, 1, 1)
    assert cursor.execute("SELECT external_id, id, total_cents FROM bill ORDER BY external_id").fetchall() == [
        ("B1", 1, 100),
        ("B2", 2, 201),
        ("B3", 3, 300),
    ]
    assert second.ids is not None
    assert [second.ids.find_owned(name) for name in ("B1", "B2", "B3")] == [(1, 1), (1, 2), (1, 3)]


def test_a_bill_cannot_move_to_another_account(cursor: sqlite3.Cursor) -> None:
    _Load(cursor, 1, bills=True).bill(("B1", 1, 100))
    second = _Load(cursor, 2, bills=True)
    second.bill(("B1", 2, 100))
    assert second.doubles == [(1, "This id belongs to another account already.")]


_OPENINGS = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 2), st.integers(0, 3)), max_size=20)


@given(rows=_OPENINGS, size=st.integers(1, 7))
def test_batches_of_any_size_give_the_first_of_each_key(rows: list[tuple[int, int, int]], size: int) -> None:
    cursor = _database()
    load = _Load(cursor, 1)
    for start in range(0, len(rows), size):
        load.openings(*rows[start : start + size])
    first: dict[tuple[int, int], int] = {}
    for account_id, category, cents in rows:
        first.setdefault((account_id, category), cents)
    found = cursor.execute("SELECT account_id, category_code, amount_cents FROM opening_balance").fetchall()
    assert {(row[0], row[1]): row[2] for row in found} == first
    assert load.counts == (len(first), 0, 0, len(rows) - len(first))
    cursor.connection.close()
