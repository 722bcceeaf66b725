"""What a running day remembers between its commands."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.clock import MICROSECONDS
from app.identity.permissions import Session
from app.workplace import Services

FIRST_MOMENT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""Eight in the morning in the office, until a command says `at`."""


class Mistake(Exception):
    """A line of the day is no command: the file has to be mended; says which line and what is wrong."""


class DayClock:
    """Moves by a millisecond at each reading, and to wherever a command's `at` puts it."""

    def __init__(self) -> None:
        self.at_us = int(FIRST_MOMENT.timestamp()) * MICROSECONDS

    def now_us(self) -> int:
        """UTC microseconds since 1970."""
        self.at_us += 1000
        return self.at_us

    def set(self, at: str) -> None:
        """Puts the clock to an ISO 8601 instant with offset. Raises Mistake without one."""
        try:
            moment = datetime.fromisoformat(at)
        except ValueError as error:
            raise Mistake(f"`at` is an instant such as 2026-11-20T09:30:00-05:00, not {at!r}") from error
        if moment.tzinfo is None:
            raise Mistake(f"`at` needs an offset from UTC, such as -05:00: {at!r}")
        self.at_us = int(moment.timestamp() * MICROSECONDS)


class DayIds:
    """Counted identities, so that a day gives the same files each time."""

    def __init__(self) -> None:
        self._count = 0

    def new_id(self) -> str:
        """`00000000-0000-7000-8000-…` with the count."""
        self._count += 1
        return f"00000000-0000-7000-8000-{self._count:012x}"

    def random_bytes(self, count: int) -> bytes:
        """A hash of the count: not random, and nothing of a day is secret."""
        self._count += 1
        return hashlib.shake_256(f"day/{self._count}".encode()).digest(count)


@dataclass
class Day:
    """The workstation of the day, who is signed in, and what was answered so far."""

    services: Services
    clock: DayClock
    session: Session | None = None
    intents: dict[str, str] = field(default_factory=dict)
    parked: dict[str, str] = field(default_factory=dict)
    answers: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    counts: list[dict[str, Any]] = field(default_factory=list)

    def require_session(self) -> Session:
        """Who is signed in. Raises Mistake when nobody is: the day's author forgot `sign_in`."""
        if self.session is None:
            raise Mistake("nobody is signed in; put a `sign_in` command before this one")
        return self.session
