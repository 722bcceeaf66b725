"""A clock and identities that a test owns."""

import hashlib
from datetime import UTC, datetime


class FakeClock:
    """Stands still unless moved; each reading is one millisecond later, so that order shows."""

    def __init__(self, at: datetime = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)) -> None:
        self.at_us = int(at.timestamp()) * 1_000_000

    def now_us(self) -> int:
        self.at_us += 1000
        return self.at_us

    def advance(self, seconds: float) -> None:
        self.at_us += int(seconds * 1_000_000)


class FakeIds:
    """Counts: `00000000-0000-7000-8000-000000000001`, …; bytes are a hash of the count."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._count = 0

    def new_id(self) -> str:
        self._count += 1
        return f"{self._seed:08x}-0000-7000-8000-{self._count:012x}"

    def random_bytes(self, count: int) -> bytes:
        self._count += 1
        return hashlib.shake_256(f"{self._seed}/{self._count}".encode()).digest(count)
