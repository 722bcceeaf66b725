"""kill −9 of a workstation's process while it pushes: what it acknowledged is at the centre once, whenever it died."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories.central import Central
from tests.faults.sync.doomed import enrolled, heard, running, settled
from tests.faults.sync.office import held_up, until, waits_in_push

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed by signals")
DEATHS = 2


@pytest.mark.serial
@pytest.mark.fault(
    "kill −9 of a workstation mid-push",
    injected="the push is held up by a lock in the middle of its transaction, SIGKILL, then the lock is let go",
    expected="the centre commits what nobody waits for any more; the next start sends nothing of it twice",
)
def test_a_death_in_the_middle_of_a_push(central: Central, tmp_path: Path, seen: Callable[[str], None]) -> None:
    folder = enrolled(central, tmp_path / "A2")
    acknowledged: set[str] = set()
    for _ in range(DEATHS):
        with running(folder, central.passwords["A2"]) as (process, pipe):
            acknowledged |= heard(pipe, 5)
            with held_up(central):
                until(lambda: waits_in_push(central, "A2"), "it pushes nothing")
                process.send_signal(signal.SIGKILL)
                process.wait()
                acknowledged |= heard(pipe, 0)
        until(lambda: not _connected(central), "the session of the dead does not end")
        facts, had = settled(central, folder, acknowledged)
    seen(
        f"{DEATHS} deaths, {len(acknowledged)} acknowledged, {facts} facts once each; the centre had {had} at the last"
    )


def _connected(central: Central) -> bool:
    ask = "SELECT FROM pg_stat_activity WHERE datname = %s AND usename = %s"
    with central.admin() as admin:
        return bool(admin.execute(ask, (central.database, f"ws_a2_{central.database}")).fetchall())
