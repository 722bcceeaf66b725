"""Payments while another process loads a million rows of reference data, against the same payments before it began.

The load runs as an operator would start it, on the same data folder; payments go on meanwhile. Goal: p99 at most twice
the idle one.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.accounts.demo_city.city import write_demo_city
from app.accounts.demo_city.options import DemoOptions
from app.bootstrap import Edges
from app.clock import SystemClock
from app.ids import SystemIds
from app.store.keys import KeyFile
from tests.benchmarks.bench_payment import ACCOUNTS, WARM_UP, accounts, pay
from tests.benchmarks.measure import Measure, percentile
from tests.factories.counter import Counter, open_counter
from tests.factories.policies import without_cash_limit

ROWS_MIN = 1_000_000
CITY_ACCOUNTS = 42_000
"""Of 24 rows each: customer, location, account, usage points, agreements, three bills of four charges."""


def run() -> Iterator[Measure]:
    """Idle payments first, then payments as long as the load runs."""
    with tempfile.TemporaryDirectory() as folder:
        city, data = Path(folder) / "city", Path(folder) / "data"
        data.mkdir()
        options = DemoOptions(
            today=date(2026, 11, 20), accounts=CITY_ACCOUNTS, months=3, plain_bills=True, source_system="cis2"
        )
        write_demo_city(city, options)
        rows = sum(sum(1 for _ in path.open("rb")) - 1 for path in city.glob("*.csv"))
        if rows < ROWS_MIN:
            raise RuntimeError(f"the city has {rows} rows, fewer than {ROWS_MIN}")
        counter = open_counter(
            data, accounts(), edges=Edges(SystemClock(), SystemIds(), without_cash_limit(), KeyFile(data))
        )
        try:
            idle = [pay(counter, n) for n in range(ACCOUNTS)][WARM_UP:]
            busy = _pay_during_load(counter, data, city)
        finally:
            counter.services.close()
    yield Measure("payments while 1,000,000 rows load", len(busy), "payments")
    yield Measure("payment while a million rows load, p99", percentile(busy, 0.99) * 1e3, "ms")
    yield Measure(
        "payment while a million rows load, p99 against idle", percentile(busy, 0.99) / percentile(idle, 0.99), "×", 2
    )


def _pay_during_load(counter: Counter, data: Path, city: Path) -> list[float]:
    command = (sys.executable, "-m", "ui.main", "--data", str(data), "import", str(city))
    seconds: list[float] = []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as load:
        while load.poll() is None:
            seconds.append(pay(counter, len(seconds) % ACCOUNTS))
    if load.returncode:
        raise RuntimeError(f"the load ended with {load.returncode}")
    return seconds
