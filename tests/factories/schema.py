"""The schema as the program's tables declare it, to be compared with what the migrations make.

`python -m tests.factories.schema` writes the newest revision's statements anew; only while that schema is not released.
"""

import sys
from importlib import import_module
from pathlib import Path

from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.schema import CreateIndex, CreateTable

from app.store.schema import append_only_triggers, journal_metadata

APP = Path(__file__).parents[2] / "app"
NEWEST = APP / "store" / "migrations" / "versions" / "0001_foundation.sql"


def import_every_table() -> None:
    """Every module that declares tables, wherever it stands."""
    for path in sorted(APP.rglob("*.py")):
        if "journal_metadata" in path.read_text("utf-8") and path.parent.name != "versions":
            import_module(".".join(path.relative_to(APP.parent).with_suffix("").parts))


def declared_statements() -> list[str]:
    """CREATE statements of all tables, indexes and triggers, in a fixed order."""
    import_every_table()
    dialect = SQLiteDialect()
    tables = sorted(journal_metadata.tables.values(), key=lambda table: table.name)
    made = [str(CreateTable(table).compile(dialect=dialect)).strip() for table in tables]
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]
    made += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes]
    return [statement.replace(" \n", "\n") for statement in made + sorted(append_only_triggers(journal_metadata))]


if __name__ == "__main__":
    NEWEST.write_text("\n\n".join(declared_statements()) + "\n", "utf-8")
    sys.stdout.write(f"{NEWEST.name} is written\n")
