"""PostgreSQL servers that a test stops, crashes, copies and promotes; and a centre on them with its workstations."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT, SIGQUIT

import psycopg
from psycopg.conninfo import make_conninfo

from app.bootstrap import check
from app.ids import SystemIds
from app.sync.central.audit import audit
from app.sync.central.init import grant_database, init
from app.sync.central.private_cluster import (
    SUPERUSER,
    PrivateCluster,
    free_port,
    private_cluster,
    run_server,
    server_programs,
    server_user,
)
from app.sync.postgres import PostgresLink
from tests.factories.central import Central
from tests.factories.replicas import open_as, read_rows
from tests.factories.synced import Synced

PATIENCE_SECONDS = 30
DATABASE = "centre"


@dataclass
class Server:
    """One server, running or not. `cluster` is as it was started last."""

    cluster: PrivateCluster

    @property
    def port(self) -> int:
        """On loopback."""
        return self.cluster.port

    def crash(self) -> None:
        """Every process of it ends at once, nothing is written any more."""
        self.cluster.process.send_signal(SIGQUIT)
        self.cluster.process.wait(PATIENCE_SECONDS)

    def stop(self) -> None:
        """In order."""
        if self.cluster.process.poll() is None:
            self.cluster.process.send_signal(SIGINT)
            self.cluster.process.wait(PATIENCE_SECONDS)

    def start(self) -> None:
        """Again, on the same port with the same data."""
        old = self.cluster
        self.cluster = run_server(old.folder, old.data, old.port, old.password)

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """As the superuser, committed at once."""
        with psycopg.connect(self.cluster.dsn(database), autocommit=True) as session:
            found = session.execute(statement)
            return found.fetchall() if found.description else []

    def set(self, setting: str) -> None:
        """A setting of the whole server, from now on."""
        self.execute(f"ALTER SYSTEM SET {setting}")
        self.execute("SELECT pg_reload_conf()")

    def copy(self, name: str, *, standby: bool) -> "Server":
        """A base backup beside it that runs on a port of its own: as a standby, or as what was backed up."""
        port, data = free_port(), self.cluster.folder / name
        programs = server_programs()
        assert programs
        source = f"host=127.0.0.1 port={self.port} user={SUPERUSER} password={self.cluster.password}"
        follow = ("-R",) if standby else ()
        command = (str(programs / "pg_basebackup"), "-D", str(data), "-d", source, "-c", "fast", *follow)
        subprocess.run(command, check=True, cwd=self.cluster.folder, **server_user())
        with (data / "postgresql.auto.conf").open("a") as settings:
            settings.write(f"\nport = {port}\nsynchronous_standby_names = ''\n")
        return Server(run_server(self.cluster.folder, data, port, self.cluster.password))

    def promote(self) -> None:
        """The standby goes on as the primary."""
        self.execute("SELECT pg_promote()")
        eventually(lambda: self.execute("SELECT pg_is_in_recovery()") == [(False,)])


def eventually(holds: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Waits until it holds. Raises AssertionError when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


@dataclass
class Fleet:
    """A centre on servers that may fail, with workstations of real journals."""

    central: Central
    server: Server
    stack: ExitStack
    folder: Path
    synced: dict[str, Synced] = field(default_factory=dict)

    def add(self, code: str, office: str = "main", answer_seconds: float = 20) -> Synced:
        """A workstation that is set up and enrolled."""
        services = open_as(self.folder / code, code, office, len(self.synced) + 1)
        self.stack.callback(services.close)
        synced = self.synced[code] = Synced.enrolled(self.central, services)
        synced.link = PostgresLink(lambda: self.central.passwords[code], answer_seconds=answer_seconds)
        synced.worker._link = synced.link
        self.stack.callback(synced.link.close)
        return synced

    def copy(self, name: str, *, standby: bool) -> Server:
        """A copy of the server, stopped at the end."""
        made = self.server.copy(name, standby=standby)
        self.stack.callback(made.stop)
        return made

    def use(self, *servers: Server) -> None:
        """Workstations connect to whichever of these takes writes, in this order."""
        hosts, ports = ",".join("127.0.0.1" for _ in servers), ",".join(str(server.port) for server in servers)
        for code, dsn in self.central.passwords.items():
            self.central.passwords[code] = make_conninfo(dsn, host=hosts, port=ports, target_session_attrs="read-write")
        self.server = servers[-1]

    def exchange(self, rounds: int = 1) -> None:
        """Everybody, one after the other."""
        for _ in range(rounds):
            for synced in self.synced.values():
                synced.exchange()

    def recorded(self) -> int:
        """Facts in the journals of those who recorded them."""
        return sum(synced.replica.heads()[synced.replica.own][0] for synced in self.synced.values())

    def holds_together_with(self, others: int) -> None:
        """The centre has everything that was recorded, and so many facts of others; every chain verifies."""
        audited = audit(self.server.cluster.dsn(DATABASE))
        assert (audited.facts, audited.findings) == (self.recorded() + others, ())

    def holds_together(self) -> None:
        """Everything recorded is at the centre once, every chain verifies, and all of one office see the same."""
        self.exchange(3)
        self.holds_together_with(0)
        everywhere = [read_rows(synced.services)["posting"] for synced in self.synced.values()]
        assert all(rows == everywhere[0] for rows in everywhere)
        for synced in self.synced.values():
            state = synced.replica.state()
            assert state.stopped is None
            assert check(synced.services, thorough=True) == ()


@contextmanager
def fleet(folder: Path) -> Iterator[Fleet]:
    """A server of the test's own with a centre; whatever was copied from it is stopped too."""
    with private_cluster(SystemIds(), durable=False) as cluster, ExitStack() as stack:
        server = Server(cluster)
        stack.callback(server.stop)
        server.execute(f"CREATE DATABASE {DATABASE}")
        init(cluster.dsn(DATABASE))
        with psycopg.connect(cluster.dsn(DATABASE), autocommit=True) as admin:
            grant_database(admin)
        yield Fleet(Central(cluster, DATABASE), server, stack, folder)
