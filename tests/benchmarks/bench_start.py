"""Time to a usable window with a city of 1,000,000 accounts, against a bare QMainWindow of PySide6.

Each start is a process of its own, from its launch until it says that a key was answered; both kinds alternate, so that
they meet the same machine. Goal: the program needs at most half a second more. The data is a workstation with six
people, its journal closed as the last evening left it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from app.bootstrap import Edges, set_up
from app.clock import SystemClock
from app.demo import COUNTER_A2
from app.identity.demo_people import add_demo_people
from app.ids import SystemIds
from app.policies import Policies
from app.store.keys import KeyFile
from tests.benchmarks.measure import Measure
from tests.benchmarks.million_city import KEY, ROOT, loaded_city

STARTS = 9
ABOVE_BARE_SECONDS_MAX = 0.5


def run(accounts: int = 1_000_000, starts: int = STARTS) -> Iterator[Measure]:
    """Alternates bare and whole starts; the first of each only warms the disk up."""
    bare: list[float] = []
    whole: list[float] = []
    with tempfile.TemporaryDirectory(prefix="civic-counter-bench-start-") as folder:
        data = make_workstation(Path(folder) / "data", loaded_city(accounts).data_dir)
        for number in range(starts + 1):
            seconds = started("--bare"), started(str(data))
            if number:
                bare.append(seconds[0])
                whole.append(seconds[1])
    yield Measure("start, a bare QMainWindow", median(bare), "s")
    yield Measure(f"start, {accounts:,} accounts", median(whole), "s")
    yield Measure("start, above bare", median(whole) - median(bare), "s", ABOVE_BARE_SECONDS_MAX)


def make_workstation(data: Path, city: Path) -> Path:
    """A workstation beside the files of a loaded city, under the city's key."""
    shutil.copytree(city, data)
    keys = KeyFile(data)
    keys.save(KEY)
    services = set_up(data, COUNTER_A2, Edges(SystemClock(), SystemIds(), Policies(), keys))
    add_demo_people(services)
    services.close()
    return data


def started(*words: str) -> float:
    """Seconds from launch to "usable"."""
    command = [sys.executable, "-m", "tests.benchmarks.start_here", *words]
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline() if process.stdout is not None else ""
        seconds = time.perf_counter() - begun
        process.wait(30)
    if line.strip() != "usable":
        raise RuntimeError(f"the window did not become usable: {line!r}")
    return seconds
