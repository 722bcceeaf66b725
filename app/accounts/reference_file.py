"""The tables and indexes of a new reference file, by the driver itself: for a load from CSV and one from the centre.

What must be known while rows come in stands before them (ids are looked up, doubles found); the rest comes after.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.accounts import tables
from app.store.schema import reference_metadata


def create_tables(cursor: Any) -> None:
    """Every table with its unique indexes, empty."""
    for table in reference_metadata.sorted_tables:
        _execute(cursor, CreateTable(table))
        for each in table.indexes:
            if each.unique:
                _execute(cursor, CreateIndex(each))
    cursor.execute(tables.ACCOUNT_SEARCH_DDL)


def follow_no_longer(cursor: Any) -> None:
    """With rows from elsewhere a file does not follow the centre; one of an older program has no such table yet."""
    cursor.execute(f"DROP TABLE IF EXISTS {tables.feed_place.name}")
    _execute(cursor, CreateTable(tables.feed_place))


def create_indexes(cursor: Any, tick: Callable[[float], None]) -> None:
    """The other indexes. Calls `tick` before each with its share of this work."""
    waiting = [each for table in reference_metadata.sorted_tables for each in table.indexes if not each.unique]
    for each in waiting:
        tick(1 / len(waiting))
        _execute(cursor, CreateIndex(each))


def _execute(cursor: Any, statement: CreateTable | CreateIndex) -> None:
    cursor.execute(str(statement.compile(dialect=sqlite.dialect())))
