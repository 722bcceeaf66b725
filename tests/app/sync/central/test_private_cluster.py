"""A server of our own: on loopback with a password, gone without a trace, and never somebody else's."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from app.errors import Unavailable
from app.sync.central import private_cluster as module
from app.sync.central.private_cluster import ClusterFailure, PrivateCluster, private_cluster
from tests.fakes.clock import FakeIds


def test_it_takes_nobody_without_its_password(cluster: PrivateCluster) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.dsn().replace(cluster.password, "guess"))
    with psycopg.connect(cluster.dsn()) as session:
        found = session.execute("SHOW listen_addresses").fetchone(), session.execute("SHOW ssl").fetchone()
        assert found == (("127.0.0.1",), ("off",))
        assert session.execute("SHOW unix_socket_directories").fetchone() == ("",)


def test_it_does_not_run_as_root(cluster: PrivateCluster) -> None:
    assert cluster.folder.stat().st_uid != 0 or os.geteuid() != 0
    assert cluster.folder.stat().st_mode & 0o077 == 0
    assert not (cluster.folder / "password").exists()


def test_it_goes_with_its_folder(cluster: PrivateCluster) -> None:
    """`cluster` is here so that this is skipped where there is no server."""
    with pytest.raises(ZeroDivisionError), private_cluster(FakeIds()) as server:
        with psycopg.connect(server.dsn()) as session:
            assert session.execute("SHOW fsync").fetchone() == ("on",)
        raise ZeroDivisionError
    assert not server.folder.exists()
    assert server.process.poll() == 0


def test_it_ends_even_while_somebody_is_connected(cluster: PrivateCluster) -> None:
    with private_cluster(FakeIds(1), durable=False) as server:
        session = psycopg.connect(server.dsn())
    assert server.process.poll() == 0
    session.close()


def test_where_none_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "server_programs", lambda: None)
    with pytest.raises(Unavailable) as raised, private_cluster(FakeIds()):
        pass
    assert raised.value.code is ClusterFailure.NOT_INSTALLED


@pytest.mark.parametrize(("initdb", "postgres"), [("exit 1", "exit 1"), ("mkdir -p ${1#-D}", "exit 1")])
def test_one_that_does_not_start_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, initdb: str, postgres: str
) -> None:
    tmp_path.chmod(0o755)
    for name, body in (("initdb", f"echo no room >&2; {initdb}"), ("postgres", postgres), ("pg_isready", "exit 1")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
    monkeypatch.setattr(module, "server_programs", lambda: tmp_path)
    monkeypatch.setattr(module, "server_user", dict)
    with pytest.raises(Unavailable) as raised, private_cluster(FakeIds()):
        pass
    assert raised.value.code is ClusterFailure.DID_NOT_START


def test_a_killed_server_is_no_reason_to_hang(cluster: PrivateCluster) -> None:
    with private_cluster(FakeIds(2), durable=False) as server:
        server.process.send_signal(signal.SIGQUIT)
        server.process.wait(30)
    assert not server.folder.exists()
