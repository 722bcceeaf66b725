"""The timetable of a real city (Tampa 2014, 443,942 stop times): compiling, opening, planning, memory; and larger ones.

Goals: compiled within 15 s, opened within 100 ms, a trip planned within 3 ms (median) and 8 ms (95th percentile) for
200 pairs of stops at random, walking included, and 60 MB above the program without transit (NumPy included). Larger
cities are the same one several times, each shifted by half a kilometre, so that the networks touch. Without the feed
beside the project there is nothing to measure.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.transit.import_timetable import import_timetable
from app.transit.types import FeedSettings
from tests.benchmarks.measure import Measure
from tests.factories.feeds import REAL_FEEDS

DAY = date(2014, 9, 10)
FEED = REAL_FEEDS / "tampa-hart-2014.zip"
_KEYS = {"trips.txt": ("trip_id",), "stop_times.txt": ("trip_id", "stop_id"), "stops.txt": ("stop_id",)}
_SHIFT_DEGREES = 0.0045


def run() -> Iterator[Measure]:
    """Each in a process of its own, so that memory is its own too."""
    if not FEED.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        for copies in (1, 2, 4):
            feed = FEED if copies == 1 else _multiplied(copies, Path(folder, f"{copies}.zip"))
            data = Path(folder, str(copies))
            data.mkdir()
            begun = time.perf_counter()
            result = import_timetable(feed, data, DAY, FeedSettings())
            seconds = time.perf_counter() - begun
            name = f"transit, {result.summary.stop_times:,} stop times"
            first = copies == 1
            yield Measure(f"{name}: compiled", seconds, "s", 15 if first else None)
            found = _in_its_own_process(data)
            yield Measure(f"{name}: opened", found["open_ms"], "ms", 100 if first else None)
            yield Measure(f"{name}: first question of a day", found["first_ms"], "ms")
            yield Measure(f"{name}: a trip, median", found["median_ms"], "ms", 3 if first else None)
            yield Measure(f"{name}: a trip, p95", found["p95_ms"], "ms", 8 if first else None)
            yield Measure(f"{name}: memory above the program's", found["mebibytes"], "MB", 60 if first else None)


def _in_its_own_process(folder: Path) -> dict[str, float]:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.transit_here", str(folder), DAY.isoformat()],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def _multiplied(copies: int, target: Path) -> Path:
    """The city several times."""
    with zipfile.ZipFile(FEED) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name in source.namelist():
            content = source.read(name).decode("utf-8-sig")
            out.writestr(name, _copied(name, content, copies) if name in _KEYS else content)
    return target


def _copied(name: str, content: str, copies: int) -> str:
    header, *rows = csv.reader(io.StringIO(content))
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    places = [header.index(key) for key in _KEYS[name]]
    for copy in range(copies):
        for row in rows:
            own = list(row)
            for place in places:
                own[place] = f"{copy}-{row[place]}"
            if name == "stops.txt":
                own[header.index("stop_lat")] = str(float(row[header.index("stop_lat")]) + copy * _SHIFT_DEGREES)
            writer.writerow(own)
    return written.getvalue()
