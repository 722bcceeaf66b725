"""The migrations make what the program's tables declare: nothing forgotten, nothing different."""

from pathlib import Path

from app.store.database import open_engine
from app.store.upgrade import SCHEMA_VERSION, schema_version, upgrade
from tests.factories.schema import declared_statements


def _plain(statement: str) -> str:
    return "".join(statement.split())


def test_a_new_database_has_exactly_the_declared_schema(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "journal.db", bytes(32))
    upgrade(engine, tmp_path / "journal.db")
    with engine.connect() as connection:
        made = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        )
        assert sorted(_plain(row.sql) for row in made) == sorted(map(_plain, declared_statements()))
        assert schema_version(connection) == SCHEMA_VERSION
    engine.dispose()
