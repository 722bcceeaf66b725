"""Loading 1,000,000 accounts with three bills of four charges each, against bare inserts of the same rows.

Goals: at most three times as long as `executemany` into the same tables, indexes and search; at most 400 MiB.
"""

from tests.benchmarks.measure import Row, at_most
from tests.benchmarks.million_city import loaded_city, raw_effort


def run(accounts: int = 1_000_000) -> list[Row]:
    """Loads the city, then inserts its rows bare, each in a process of its own."""
    city = loaded_city(accounts)
    raw = raw_effort(city)
    name = f"import {accounts:,} accounts"
    return [
        at_most(f"{name}, of bare inserts", city.effort.seconds / raw.seconds, "ratio", 3.0),
        at_most(f"{name}, peak memory", city.effort.peak_mebibytes, "MiB", 400.0),
        at_most(f"{name}, seconds", city.effort.seconds, "s", 3.0 * raw.seconds),
    ]
