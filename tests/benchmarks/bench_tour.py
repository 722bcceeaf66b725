"""The longest time in which the window could not have answered a key during the tour, pictures excluded.

Goal: 50 ms. The tour runs in a process of its own, as `./counter tour` does; on a busy machine its figure is the
machine's as well as the program's.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Measure

ROOT = Path(__file__).parents[2]
BLOCKED_MS_MAX = 50.0


def run() -> Iterator[Measure]:
    """One tour; its time, how long the window was blocked at most, and how often longer than the goal."""
    with tempfile.TemporaryDirectory(prefix="civic-counter-bench-tour-") as folder:
        command = [sys.executable, "-m", "ui.main", "tour", "--out", folder]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        summary = json.loads(Path(folder, "summary.json").read_text("utf-8"))
    wrong = sum(bool(each["wrong"]) for each in (*summary["steps"], *summary["checks"]))
    yield Measure("tour, steps and checks that came out otherwise", wrong, "", 0)
    yield Measure("tour, the whole", summary["seconds"], "s", 90)
    yield Measure("tour, window blocked at most", summary["longest_block_ms"], "ms", BLOCKED_MS_MAX)
    yield Measure("tour, the window's thread computed in one go at most", summary["longest_computed_ms"], "ms")
    yield Measure("tour, window blocked longer than the goal", len(summary["blocks"]), "times")
