"""`central init`: makes a database the centre, or brings one to this program's schema; in one transaction.

Roles first, then the migrations and the first keys for bundles as `counter_owner`, then every function anew
(`sql/owner_*.sql`, `sql/enroller.sql`), then the rights. Whoever runs it needs to be a superuser, or own the database
and may make roles.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.errors import Unavailable
from app.ids import Ids, SystemIds
from app.sync.central.bundle_keys import make_first_key
from app.sync.central.connection import CentralFailure, central_failures, open_connection

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection as SqlConnection
    from sqlalchemy import Engine

    from app.sync.central.connection import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
SQL = Path(__file__).parent / "sql"
ONE_AT_A_TIME = 0x636976696363
"""The advisory lock of `init`: two at once would make the same roles."""


@dataclass(frozen=True)
class Initialised:
    """The schema's revision before ("" for an empty database) and now."""

    before: str
    now: str


def init(dsn: str, ids: Ids | None = None) -> Initialised:
    """Makes or upgrades the centre. Raises Unavailable(CentralFailure): SCHEMA_NEWER for one of a newer program."""
    with central_failures(), _engine(dsn).begin() as borrowed:
        connection = cast("Connection", borrowed.connection.driver_connection)
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (ONE_AT_A_TIME,))
        connection.execute("SET LOCAL client_min_messages = warning")
        before = revision(connection)
        _refuse_newer(before)
        _run(connection, "roles")
        connection.execute("SET LOCAL ROLE counter_owner")
        _drop_functions(connection)
        _migrate(borrowed)
        make_first_key(connection, ids or SystemIds())
        for path in sorted(SQL.glob("owner_*.sql")):
            _run(connection, path.stem)
        connection.execute("SET LOCAL ROLE counter_enroller")
        _run(connection, "enroller")
        connection.execute("RESET ROLE")
        _run(connection, "rights")
        grant_database(connection)
        return Initialised(before, revision(connection))


def grant_database(connection: "Connection") -> None:
    """Lets only our roles connect. A database that was copied from a template needs it again."""
    _run(connection, "database")


def revision(connection: "Connection") -> str:
    """The schema's revision; "" where there is no centre."""
    there = connection.execute("SELECT to_regclass('counter.alembic_version') IS NOT NULL").fetchone()
    if there is None or not there[0]:
        return ""
    found = connection.execute("SELECT version_num FROM counter.alembic_version").fetchone()
    return found[0] if found else ""


def _refuse_newer(found: str) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found and found not in known:
        raise Unavailable(CentralFailure.SCHEMA_NEWER, found=found, known=max(known))


def _drop_functions(connection: "Connection") -> None:
    """They are code, not data: made anew each time. No table depends on one."""
    functions = connection.execute(
        "SELECT p.oid::regprocedure::text, r.rolname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner "
        "WHERE p.pronamespace = 'counter'::regnamespace"
    ).fetchall()
    for function, owner in functions:
        connection.execute(f"SET LOCAL ROLE {owner}")
        connection.execute(f"DROP FUNCTION {function}")
    connection.execute("SET LOCAL ROLE counter_owner")


def _engine(dsn: str) -> "Engine":
    """Alembic speaks through SQLAlchemy; we through the connection that it opened."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    return create_engine("postgresql+psycopg://", creator=lambda: open_connection(dsn), poolclass=NullPool)


def _migrate(borrowed: "SqlConnection") -> None:
    from alembic import command

    config = _config()
    config.attributes["connection"] = borrowed
    command.upgrade(config, "head")


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _run(connection: "Connection", name: str) -> None:
    connection.execute((SQL / f"{name}.sql").read_bytes())
