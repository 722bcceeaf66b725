"""Reads and writes what is set on this device; `app/config.py` declares what there is."""

from typing import TypeVar

from sqlalchemy import Column, Connection, Table, Text, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from app.config import Setting
from app.store.prepared import Prepared
from app.store.remembered import remembered
from app.store.schema import journal_metadata

T = TypeVar("T", str, int, bool)

setting_table = Table(
    "setting",
    journal_metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


_VALUE = Prepared(select(setting_table.c.value).where(setting_table.c.key == bindparam("key")))


def read_setting(connection: Connection, setting: Setting[T]) -> T:
    """The value on this device, or the declared default."""
    stored = _VALUE.scalar(connection, key=setting.key)
    return setting.default if stored is None else _parse(stored, setting)


def write_setting(connection: Connection, setting: Setting[T], value: T) -> None:
    """Stores a value; the caller commits. Raises Refused through `Setting.check` for one that is not allowed."""
    setting.check(value)
    row = {"key": setting.key, "value": str(int(value)) if isinstance(value, bool) else str(value)}
    remembered(connection.engine).forget(setting_table)
    connection.execute(insert(setting_table).values(row).on_conflict_do_update(index_elements=["key"], set_=row))


def _parse(stored: str, setting: Setting[T]) -> T:
    kind = type(setting.default)
    return kind(stored) if kind is str else kind(int(stored))
