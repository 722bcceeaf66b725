"""An older schema is backed up and migrated in one transaction; a crash leaves it whole; a newer one is refused."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.errors import Unavailable
from app.store.database import StoreFailure, open_engine
from app.store.upgrade import MIGRATIONS, schema_version, upgrade

KEY = b"k" * 32
SECOND = '''"""Second schema of a test."""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("CREATE TABLE second (value TEXT)")
    op.execute("INSERT INTO setting VALUES ('migrated', 'yes')")
    {then}
'''


@pytest.fixture
def database(tmp_path: Path) -> Path:
    engine = open_engine(tmp_path / "journal.db", KEY)
    upgrade(engine, tmp_path / "journal.db")
    engine.dispose()
    return tmp_path / "journal.db"


def migrations(folder: Path, then: str = "pass") -> Path:
    """This program's migrations and one more."""
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    (folder / "migrations" / "env.py").write_text((MIGRATIONS / "env.py").read_text())
    for path in (MIGRATIONS / "versions").glob("*.py"):
        (versions / path.name).write_text(path.read_text())
    (versions / "0002_second.py").write_text(SECOND.format(then=then))
    return folder / "migrations"


def state(engine: Engine) -> tuple[int, bool, int]:
    with engine.connect() as connection:
        tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_schema")}
        rows = connection.exec_driver_sql("SELECT count(*) FROM setting").scalar_one()
        return schema_version(connection), "second" in tables, int(rows)


def test_nothing_is_done_where_nothing_is_to_be_done(database: Path) -> None:
    engine = open_engine(database, KEY)
    assert upgrade(engine, database) is None
    engine.dispose()


def test_an_older_schema_is_backed_up_and_migrated(database: Path, tmp_path: Path) -> None:
    engine = open_engine(database, KEY)
    backup = upgrade(engine, database, migrations=migrations(tmp_path), target=2)
    assert state(engine) == (2, True, 1)
    engine.dispose()
    if backup is None:
        pytest.fail("no backup was made")
    before = open_engine(backup, KEY)
    assert state(before) == (1, False, 0)
    before.dispose()


def test_a_migration_that_fails_leaves_the_old_schema_whole(database: Path, tmp_path: Path) -> None:
    engine = open_engine(database, KEY)
    with pytest.raises(RuntimeError, match="power cut"):
        upgrade(engine, database, migrations=migrations(tmp_path, "raise RuntimeError('power cut')"), target=2)
    assert state(engine) == (1, False, 0)
    engine.dispose()


def test_a_newer_schema_is_refused_and_left_alone(database: Path) -> None:
    engine = open_engine(database, KEY)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 7")
        connection.commit()
    with pytest.raises(Unavailable) as failure:
        upgrade(engine, database)
    assert failure.value.code is StoreFailure.SCHEMA_NEWER
    assert failure.value.values == {"found": 7, "known": 1}
    engine.dispose()


def test_a_backup_that_does_not_fit_stops_the_upgrade(database: Path, tmp_path: Path) -> None:
    engine = open_engine(database, KEY)
    (tmp_path / "journal.schema-1.backup").mkdir()
    with pytest.raises(Unavailable) as failure:
        upgrade(engine, database, migrations=migrations(tmp_path), target=2)
    assert failure.value.code is StoreFailure.DISK_ERROR
    assert state(engine) == (1, False, 0)
    engine.dispose()
