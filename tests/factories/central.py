"""A centre for tests: one private PostgreSQL server a session, one database a test, made from a template in 0.1 s.

    def test_something(central):            # `pytest_plugins` in tests/conftest.py brings the fixture
        with central.workstation("A2") as a2:
            a2.execute("SELECT * FROM counter.heads(1)")

Where no server can be had the tests that need one are skipped, and say so.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from psycopg import sql

from app.ids import SystemIds
from app.journal.chain import Signer
from app.sync.central.init import grant_database, init
from app.sync.central.private_cluster import PrivateCluster, private_cluster, server_programs

NO_SERVER = "no PostgreSQL server is installed here: ./counter installs it on Debian and Ubuntu when run as root"
TEMPLATE = "centre_template"
NONCE = bytes(16)

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Central:
    """A centre in a database of its own. `dsn` is its administrator's."""

    cluster: PrivateCluster
    database: str
    passwords: dict[str, str] = field(default_factory=dict)

    @property
    def dsn(self) -> str:
        """How the superuser connects."""
        return self.cluster.dsn(self.database)

    @contextmanager
    def admin(self) -> Iterator[Connection]:
        """The superuser's session; each statement commits."""
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            yield connection

    def enrol(
        self,
        workstation: str = "A2",
        office: str = "main",
        key: Signer | bytes | None = None,
        nonce: bytes = NONCE,
        office_days: int = 90,
    ) -> str:
        """Makes a workstation with generation 1, as the function for enrolments does; gives its DSN."""
        login = f"enrol_{SystemIds().random_bytes(6).hex()}"
        with self.admin() as admin:
            made = "SELECT counter.make_enrolment(%s, %s, %s, %s, 10, %s)"
            admin.execute(made, (login, "0" * 16, office, workstation, office_days))
        with psycopg.connect(self._dsn(login, "0" * 16), autocommit=True) as invited:
            password = SystemIds().random_bytes(16).hex()
            verifier = invited.pgconn.encrypt_password(password.encode(), b"", b"scram-sha-256").decode()
            public_key = key if isinstance(key, bytes) else (key or Signer(bytes(32))).public_bytes
            row = invited.execute(
                "SELECT * FROM counter.enrol(1, %s, ARRAY[1], ARRAY[%b]::bytea[], %s, %b)",
                (workstation, public_key, verifier, nonce),
            ).fetchone()
        assert row and row[0] == "ok", row
        self.passwords[workstation] = self._dsn(row[1], password)
        return self.passwords[workstation]

    @contextmanager
    def workstation(self, code: str) -> Iterator[Connection]:
        """The session of a workstation that was enrolled; each statement commits."""
        with psycopg.connect(self.passwords[code], autocommit=True) as connection:
            yield connection

    def _dsn(self, user: str, password: str) -> str:
        return f"host=127.0.0.1 port={self.cluster.port} user={user} password={password} dbname={self.database}"


@pytest.fixture(scope="session")
def cluster() -> Iterator[PrivateCluster]:
    """The session's server, with the template of a centre in it."""
    if server_programs() is None:
        pytest.skip(NO_SERVER)
    with started_cluster() as server:
        yield server


@contextmanager
def started_cluster(*, durable: bool = False) -> Iterator[PrivateCluster]:
    """A server with the template of a centre in it."""
    with private_cluster(SystemIds(), durable=durable) as server:
        with psycopg.connect(server.dsn(), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {TEMPLATE}")
        init(server.dsn(TEMPLATE))
        yield server


@pytest.fixture
def empty_database(cluster: PrivateCluster) -> Iterator[str]:
    """The DSN of an empty database."""
    with _database(cluster, "template1") as database:
        yield cluster.dsn(database)


@pytest.fixture
def central(cluster: PrivateCluster) -> Iterator[Central]:
    """A fresh centre without workstations."""
    with fresh_centre(cluster) as made:
        yield made


@contextmanager
def fresh_centre(cluster: PrivateCluster) -> Iterator[Central]:
    """A centre in a database of its own, dropped at the end."""
    with _database(cluster, TEMPLATE) as database:
        with psycopg.connect(cluster.dsn(database), autocommit=True) as admin:
            grant_database(admin)
        yield Central(cluster, database)


@contextmanager
def _database(cluster: PrivateCluster, template: str) -> Iterator[str]:
    name = f"t{SystemIds().random_bytes(6).hex()}"
    with ExitStack() as stack:
        admin = stack.enter_context(psycopg.connect(cluster.dsn(), autocommit=True))
        names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
        copied = " STRATEGY file_copy" if admin.info.server_version >= 15_00_00 else ""  # as 14 always does
        admin.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {template}" + copied).format(**names))
        yield name
        admin.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**names))
        for (login,) in admin.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", (f"ws\\_%\\_{name}",)):
            admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))
