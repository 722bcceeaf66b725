"""The parent's side of a workstation that is killed: starts it, hears what it acknowledged, settles what it left."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap import open_services, set_up
from tests.factories.central import Central
from tests.factories.synced import Synced
from tests.factories.workstation import COUNTER_A2
from tests.faults.nursery import ROOT
from tests.faults.sync.office import drain, judge
from tests.faults.till import file_edges

SECONDS_OF_SILENCE = 60.0


def enrolled(central: Central, folder: Path) -> Path:
    """A2, set up and enrolled, closed again."""
    services = set_up(folder, COUNTER_A2, file_edges(folder))
    Synced.enrolled(central, services)
    services.close()
    return folder


@contextmanager
def running(folder: Path, dsn: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The process, and the pipe on which it acknowledges; killed at the end at the latest."""
    ours, theirs = os.pipe()
    command = [sys.executable, "-m", "tests.faults.sync.station", str(folder), str(theirs)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, text=True, pass_fds=(theirs,)) as process:
        os.close(theirs)
        try:
            _tell(process, dsn)
            yield process, ours
        finally:
            process.kill()
            process.wait()
            os.close(ours)


def heard(pipe: int, at_least: int) -> set[str]:
    """Waits for so many ids, and takes what else is there."""
    said = b""
    while said.count(b"\n") < at_least and select.select([pipe], [], [], SECONDS_OF_SILENCE)[0]:
        said += os.read(pipe, 1 << 16)
    return set(said.decode().split("\n")[:-1])


def settled(central: Central, folder: Path, acknowledged: set[str]) -> tuple[int, int]:
    """Opens what was killed, exchanges and judges; gives facts in all, and how many the centre had when it died."""
    with central.admin() as admin:
        had = admin.execute("SELECT head_sequence FROM counter.chain").fetchall()[0][0]
    services = open_services(folder, file_edges(folder))
    try:
        synced = Synced.opened(lambda: central.passwords["A2"], services)
        drain([synced])
        facts = judge(central, [synced])
        synced.link.close()
        with central.admin() as admin:
            there = {str(row[0]) for row in admin.execute("SELECT fact_id FROM counter.fact")}
        assert acknowledged <= there, "acknowledged and lost"
        return facts, had
    finally:
        services.close()


def _tell(process: subprocess.Popen[str], dsn: str) -> None:
    if process.stdin is None:
        raise AssertionError("the workstation has no ears")
    process.stdin.write(dsn + "\n")
    process.stdin.flush()
