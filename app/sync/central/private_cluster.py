"""A PostgreSQL server of our own in a temporary folder, for the demo and the tests: never one that runs already.

`initdb` refuses to run as root, so there the server runs as `postgres`, else as `nobody`. It listens on a loopback
port only. Killed without a chance to stop it, we leave a server that ends by itself once its folder is gone.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.errors import Unavailable
from app.ids import Ids

SUPERUSER = "civic"
START_SECONDS = 60

_SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 60
shared_buffers = '64MB'
max_wal_size = '1GB'
fsync = {fsync}
full_page_writes = {fsync}
log_min_messages = 'fatal'
"""


class ClusterFailure(StrEnum):
    """Why there is no server of our own."""

    NOT_INSTALLED = "not_installed"
    DID_NOT_START = "did_not_start"


@dataclass(frozen=True)
class PrivateCluster:
    """A running server. `folder` goes with it, `data` is in it; `password` is the superuser's, `process` its first."""

    folder: Path
    data: Path
    port: int
    password: str
    process: subprocess.Popen[bytes]

    def dsn(self, database: str = "postgres") -> str:
        """How its superuser connects."""
        return f"host=127.0.0.1 port={self.port} user={SUPERUSER} password={self.password} dbname={database}"

    def stop(self) -> None:
        """Ends every session and the server, which leaves its data whole."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(START_SECONDS)


def server_programs() -> Path | None:
    """The folder of the newest `initdb` and `postgres` on this machine; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    on_path = shutil.which("initdb")
    found = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((path for path in reversed(found) if (path / "initdb").exists() and (path / "postgres").exists()), None)


@contextmanager
def private_cluster(ids: Ids, *, durable: bool = True) -> Iterator[PrivateCluster]:
    """A fresh server that ends, with its folder, at the end of the block. Raises Unavailable(ClusterFailure).

    `durable` False leaves out fsync: for what need not outlast a power cut.
    """
    programs = server_programs()
    if programs is None:
        raise Unavailable(ClusterFailure.NOT_INSTALLED)
    folder = Path(tempfile.mkdtemp(prefix="civic-counter-pg-"))
    try:
        user = server_user()
        if "user" in user:
            os.chown(folder, user["user"], user["group"])
        password, port = ids.random_bytes(16).hex(), free_port()
        data = _initialise(programs, folder, password)
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS.format(port=port, fsync="on" if durable else "off"))
        cluster = run_server(folder, data, port, password)
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server_user() -> dict[str, Any]:
    """How a child process becomes somebody whom `initdb` accepts; nothing where we are somebody already."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = known.get("postgres") or known["nobody"]
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def _initialise(programs: Path, folder: Path, password: str) -> Path:
    data, secret, user = folder / "data", folder / "password", server_user()
    secret.touch(0o600)
    secret.write_text(password)
    if "user" in user:
        os.chown(secret, user["user"], user["group"])
    form = ("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")
    command = [str(programs / "initdb"), f"-D{data}", f"--username={SUPERUSER}", f"--pwfile={secret}", *form]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **user)  # noqa: S603 - no shell
    if done.returncode:
        raise Unavailable(ClusterFailure.DID_NOT_START, detail=(done.stderr.strip().splitlines() or [""])[-1])
    secret.unlink()
    return data


def run_server(folder: Path, data: Path, port: int, password: str) -> PrivateCluster:
    """Starts what stands in `data`. Raises Unavailable(ClusterFailure)."""
    programs = server_programs()
    if programs is None:
        raise Unavailable(ClusterFailure.NOT_INSTALLED)
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, no shell
            [str(programs / "postgres"), "-D", str(data)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl+C is for us, who end it in order
            **server_user(),
        )
    cluster = PrivateCluster(folder, data, port, password, process)
    _wait(programs, cluster)
    return cluster


def _wait(programs: Path, cluster: PrivateCluster) -> None:
    ask = (str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(cluster.port), "-t", "1")
    for _ in range(START_SECONDS * 20):
        if subprocess.run(ask, check=False).returncode == 0:  # noqa: S603 - PostgreSQL's own program, no shell
            return
        try:
            cluster.process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    cluster.process.kill()
    cluster.process.wait()
    log = (cluster.folder / "server.log").read_text("utf-8", "replace").splitlines()
    raise Unavailable(ClusterFailure.DID_NOT_START, detail=log[-1] if log else "")


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
