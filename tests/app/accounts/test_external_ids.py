"""Ids are found in any order, those of this load and those from before."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.external_ids import ExternalIds


@pytest.fixture
def cursor() -> Iterator[sqlite3.Cursor]:
    with_rows = _database(["old-1", "old-2"])
    yield with_rows
    with_rows.connection.close()


def _database(old: list[str]) -> sqlite3.Cursor:
    cursor = sqlite3.connect(":memory:").cursor()
    cursor.execute(
        "CREATE TABLE bill (id INTEGER PRIMARY KEY, account_id INTEGER, source_id INTEGER, external_id TEXT)"
    )
    cursor.executemany("INSERT INTO bill VALUES (?, ?, 1, ?)", [(n, n * 10, name) for n, name in enumerate(old, 1)])
    return cursor


def _add(cursor: sqlite3.Cursor, ids: ExternalIds, external: str, owner: int) -> int:
    row_id = ids.add(external, owner)
    cursor.execute("INSERT INTO bill VALUES (?, ?, 1, ?)", (row_id, owner, external))
    return row_id


@given(names=st.lists(st.text(min_size=1), unique=True, min_size=1, max_size=30), data=st.data())
def test_any_order_finds_the_same(names: list[str], data: st.DataObject) -> None:
    split = data.draw(st.integers(0, len(names)))
    cursor = _database(names[:split])
    ids = ExternalIds(cursor, "bill", 1, owned=True)
    for n, name in enumerate(names[split:], start=split + 1):
        _add(cursor, ids, name, n * 10)
    for name in data.draw(st.lists(st.sampled_from(names), max_size=60)):
        expected = names.index(name) + 1
        assert ids.find(name) == expected
        assert ids.find_owned(name) == (expected * 10, expected)
    assert ids.find("missing" * 20) is None
    assert ids.find_owned("missing" * 20) is None
    cursor.connection.close()


def test_ids_follow_those_of_before(cursor: sqlite3.Cursor) -> None:
    ids = ExternalIds(cursor, "bill", 1, owned=True)
    assert _add(cursor, ids, "new", 7) == 3
    assert ids.find_owned("new") == (7, 3)
    assert ids.find_owned("new") == (7, 3), "the same again, as for the lines of one bill"


def test_a_forgotten_id_is_not_guessed(cursor: sqlite3.Cursor) -> None:
    ids = ExternalIds(cursor, "bill", 1, owned=True)
    given_id = ids.add("old-1", 10)
    ids.forget(given_id)
    assert ids.find("old-1") == 1


def test_another_source_has_its_own_ids(cursor: sqlite3.Cursor) -> None:
    assert ExternalIds(cursor, "bill", 2).find("old-1") is None
