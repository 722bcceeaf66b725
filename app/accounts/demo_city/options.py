"""What a demo city is made from."""

from datetime import date, datetime

import msgspec

ACCOUNTS_MAX = 1_000_000


class DemoOptions(msgspec.Struct, frozen=True):
    """`today`: bills end before it. `as_of`: an instant with offset, by default six in the morning of `today`, UTC-5.

    `plain_bills` gives every account the same four services and no payments: the shape that the benchmarks load.
    """

    today: date
    accounts: int = 5_000
    seed: int = 1
    months: int = 13
    as_of: datetime | None = None
    source_system: str = "cis"
    plain_bills: bool = False
