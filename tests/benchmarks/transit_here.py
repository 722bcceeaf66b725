"""The process that `bench_transit` measures: opens a timetable, plans 200 trips at random; figures as JSON."""

import json
import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from app import bootstrap
from tests.benchmarks.measure import percentile

if TYPE_CHECKING:
    from app.transit.planner import Planner, Question

PAIRS = 200
EIGHT = 8 * 3_600


def main() -> None:
    """Arguments: the folder with the timetable, and the day. What plans is loaded after the memory was looked at."""
    before = _resident_mebibytes() if bootstrap.KINDS else 0.0
    import numpy as np

    from app.transit.planner import Planner, Question, Spot
    from app.transit.timetable_files import TimetableFiles
    from app.transit.walking import PlanningSettings

    begun = time.perf_counter()
    timetable = TimetableFiles(Path(sys.argv[1])).current()
    opened = time.perf_counter() - begun
    if timetable is None:
        raise SystemExit("there is no timetable")
    planner, random = Planner(timetable, PlanningSettings()), Random(200)
    served = sorted({int(stop) for stop in np.unique(timetable.pattern_stop)})
    questions = [
        Question(Spot((random.choice(served),)), Spot((random.choice(served),)), date.fromisoformat(sys.argv[2]), EIGHT)
        for _ in range(PAIRS)
    ]
    first = _timed(planner, questions[0])
    times = [_timed(planner, question) for question in questions]
    sys.stdout.write(
        json.dumps(
            {
                "open_ms": opened * 1e3,
                "first_ms": first,
                "median_ms": percentile(times, 0.5),
                "p95_ms": percentile(times, 0.95),
                "mebibytes": _resident_mebibytes() - before,
            }
        )
    )


def _timed(planner: "Planner", question: "Question") -> float:
    begun = time.perf_counter()
    planner.journeys(question)
    return (time.perf_counter() - begun) * 1e3


def _resident_mebibytes() -> float:
    """What the process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1024**2


if __name__ == "__main__":
    main()
