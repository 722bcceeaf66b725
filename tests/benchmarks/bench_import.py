"""Loading 1,000,000 accounts with three bills of four charges each, against bare inserts of the same rows.

Goals: at most three times as long as `executemany` into the same tables, indexes and search; at most 400 MiB.
"""

from collections.abc import Iterator

from tests.benchmarks.measure import Measure
from tests.benchmarks.million_city import loaded_city, raw_effort


def run(accounts: int = 1_000_000) -> Iterator[Measure]:
    """Loads the city, then inserts its rows bare, each in a process of its own."""
    city = loaded_city(accounts)
    raw = raw_effort(city)
    name = f"import {accounts:,} accounts"
    yield Measure(f"{name}", city.effort.seconds, "s")
    yield Measure(f"{name}, the same rows bare", raw.seconds, "s")
    yield Measure(f"{name}, against bare inserts", city.effort.seconds / raw.seconds, "×", 3)
    yield Measure(f"{name}, peak memory", city.effort.peak_mebibytes, "MiB", 400)
