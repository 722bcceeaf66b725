"""The disk of the server's log is full, for real: PostgreSQL ends itself; only `./counter faults` runs it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.factories.central_chain import Chain
from tests.faults.servers import Fleet, eventually, fleet
from tests.faults.small_disk import fill, mounted

PUSHES_MAX = 400


@contextmanager
def log_on_small_disk(city: Fleet, place: Path) -> Iterator[Path]:
    """The server's log stands on a file system of its own meanwhile."""
    log = city.server.cluster.data / "pg_wal"
    owner = log.stat()
    city.server.stop()
    size = sum(path.stat().st_size for path in log.rglob("*") if path.is_file()) + (40 << 20)
    with mounted(place, size >> 20) as disk:
        shutil.copytree(log, disk / "pg_wal")
        for path in (disk, *disk.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)
        log.rename(log.with_name("pg_wal_before"))
        log.symlink_to(disk / "pg_wal")
        city.server.start()
        try:
            yield disk
        finally:
            city.server.stop()


@pytest.mark.fault(
    "Server: disk full, log",
    injected="pg_wal on a small tmpfs, filled to the last byte; 200 KB a push until the server ends itself (PANIC)",
    expected="what it acknowledged is there when it runs again; payments went on; all of it drains",
)
def test_a_full_disk_of_the_log_ends_the_server_and_loses_nothing(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, seen: Callable[[str], None]
) -> None:
    chain = Chain("B9")
    with fleet(tmp_path) as city, log_on_small_disk(city, city.server.cluster.folder / "log") as disk:
        a2 = city.add("A2", answer_seconds=3)
        a2.sell(5)
        city.exchange()
        city.central.enrol("B9", key=chain.signer)
        filler = fill(disk, 0)
        acknowledged = _push_until_it_ends(city, chain)
        a2.sell(7)
        a2.exchange()
        assert not a2.worker.connection.answered
        filler.unlink()
        eventually(lambda: _runs(city))
        with city.central.workstation("B9") as session:
            assert chain.push(session, acknowledged + 1).status in ("ok", "duplicate")
        a2.exchange()
        city.holds_together_with(len(chain.facts))
        seen(
            f"ended in push {acknowledged + 1}; {acknowledged} acknowledged, all there; {city.recorded()} of A2 drained"
        )


def _push_until_it_ends(city: Fleet, chain: Chain) -> int:
    """How many pushes of one fact were acknowledged."""
    with city.central.workstation("B9") as session:
        for place in range(1, PUSHES_MAX):
            chain.add(note=os.urandom(100_000).hex())
            try:
                assert chain.push(session, place).status == "ok"
            except psycopg.Error:
                return place - 1
    raise AssertionError("the disk was never full")


def _runs(city: Fleet) -> bool:
    """Started again where the postmaster ended too."""
    if city.server.cluster.process.poll() is not None:
        city.server.start()
    try:
        return city.server.execute("SELECT pg_is_in_recovery()") == [(False,)]
    except psycopg.OperationalError:
        return False
