"""What the writer remembers of its tables from one transaction to the next, so that a payment need not ask again.

A value holds until a row goes into a table that it was read from (`insert_all` forgets it then) or a transaction is
given up. A value that *follows* facts is instead carried on from each fact that is appended. Only for append-only and
read tables, which are written by nothing else, and for settings (`write_setting` forgets them).
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Table

T = TypeVar("T")


class Remembered:
    """The values of one file that is open for writing, by name."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._tables: dict[str, tuple[Table, ...]] = {}
        self._read_from: defaultdict[Table, set[str]] = defaultdict(set)
        self._steps: dict[str, Callable[[Any, Any], object]] = {}

    def get(self, name: str, tables: tuple[Table, ...], load: Callable[[], T]) -> T:
        """The value of that name; loaded from `tables` where it is not known."""
        if name not in self._values:
            self.put(name, tables, load())
        found: T = self._values[name]
        return found

    def put(self, name: str, tables: tuple[Table, ...], value: object) -> None:
        """Remembers what `tables` say now."""
        self._values[name] = value
        if self._tables.get(name) != tables:
            self._tables[name] = tables
            for table in tables:
                self._read_from[table].add(name)

    def follow(self, name: str, tables: tuple[Table, ...], load: Callable[[], T], step: Callable[[T, Any], T]) -> T:
        """As `get`; each appended fact makes the next value of it, `step(value, fact)`."""
        self._steps[name] = step
        return self.get(name, tables, load)

    def carried_on(self, fact: object) -> list[tuple[str, tuple[Table, ...], object]]:
        """What is known and follows facts, as it is once `fact` stands: to be `put` when its rows are in."""
        known = [(name, step) for name, step in self._steps.items() if name in self._values]
        return [(name, self._tables[name], step(self._values[name], fact)) for name, step in known]

    def forget(self, table: Table) -> None:
        """A row goes into the table."""
        for name in self._read_from[table]:
            self._values.pop(name, None)

    def clear(self) -> None:
        """Whatever was read may not stand: a transaction was given up, or the file was opened anew."""
        self._values.clear()


_OF: WeakKeyDictionary[Engine, Remembered] = WeakKeyDictionary()


def remembered(engine: Engine) -> Remembered:
    """What is remembered of the file behind an engine."""
    found = _OF.get(engine)
    if found is None:
        found = _OF[engine] = Remembered()
    return found
