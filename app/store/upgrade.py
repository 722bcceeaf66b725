"""Brings `journal.db` to this program's schema: backed up first, migrated in one transaction, newer schemas refused.

The schema's number stands in `PRAGMA user_version` and moves in the same transaction as the change itself: a crash in
the middle leaves the old schema whole. Alembic is imported only when there is something to do.
"""

import errno
import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.errors import Unavailable
from app.store.database import StoreFailure, sync_file, sync_folder

SCHEMA_VERSION = 1
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(
    engine: Engine, database: Path, *, migrations: Path = MIGRATIONS, target: int = SCHEMA_VERSION
) -> Path | None:
    """Migrates to `target`; gives the backup that was made of an older database, None when nothing was to be done.

    Raises Unavailable(SCHEMA_NEWER) for a database that a newer program made.
    """
    with engine.connect() as connection:
        found = schema_version(connection)
    if found == target:
        return None
    if found > target:
        raise Unavailable(StoreFailure.SCHEMA_NEWER, found=found, known=target)
    backup = _back_up(engine, database, found) if found else None
    with engine.connect() as connection:
        connection.begin()
        _migrate(connection, migrations)
        connection.exec_driver_sql(f"PRAGMA user_version = {target}")
        connection.commit()
    return backup


def schema_version(connection: Connection) -> int:
    """The schema's number; 0 for an empty file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _back_up(engine: Engine, database: Path, version: int) -> Path:
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr] # a live connection has its driver
    engine.dispose()
    backup = database.with_name(f"{database.stem}.schema-{version}.backup")
    waiting = backup.with_name(f"{backup.name}.new")
    try:
        shutil.copyfile(database, waiting)
        sync_file(waiting)
        waiting.replace(backup)
        sync_folder(backup.parent)
    except OSError as error:
        code = StoreFailure.DISK_FULL if error.errno == errno.ENOSPC else StoreFailure.DISK_ERROR
        raise Unavailable(code, backup=str(backup), detail=error.strerror) from error
    return backup


def _migrate(connection: Connection, migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
