"""kill −9 of a workstation at any instant, many times; only `./counter faults` runs it."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories.central import Central
from tests.faults.sync.doomed import enrolled, heard, running, settled

DEATHS = 25


@pytest.mark.fault(
    "kill −9 of a workstation at any instant of its exchange",
    injected=f"SIGKILL after a drawn number of sales and up to 50 ms, {DEATHS} times",
    expected="what was acknowledged is at the centre once",
)
def test_deaths_at_random_instants(central: Central, tmp_path: Path, seen: Callable[[str], None]) -> None:
    folder = enrolled(central, tmp_path / "A2")
    chance = random.Random(20_261_128)
    acknowledged: set[str] = set()
    for _ in range(DEATHS):
        with running(folder, central.passwords["A2"]) as (process, pipe):
            acknowledged |= heard(pipe, chance.randrange(1, 40))
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            process.wait()
            acknowledged |= heard(pipe, 0)
        facts, _ = settled(central, folder, acknowledged)
    seen(f"{DEATHS} deaths, {len(acknowledged)} acknowledged, {facts} facts once each")
