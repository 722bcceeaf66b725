"""What a running day remembers between its commands, and the clock, ids and rules that the day owns."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.clock import MICROSECONDS
from app.errors import Refused
from app.identity.permissions import Session
from app.policies import Policies, Policy
from app.workplace import Services

FIRST_MOMENT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""Eight in the morning in the office, until a command says `at`."""
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Mistake(Exception):
    """A line of the day is no command: the file has to be mended; says which line and what is wrong."""


class DayRefusal(StrEnum):
    """Why a command that needs a person is refused before any rule is asked."""

    NOT_SIGNED_IN = "not_signed_in"
    PERSON_UNKNOWN = "person_unknown"


def read_instant(written: str, what: str) -> int:
    """UTC µs of an ISO 8601 instant with offset, from 2000 to 2100. Raises Mistake."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise Mistake(f"`{what}` is an instant such as 2026-11-20T09:30:00-05:00, not {written[:40]!r}") from error
    if moment.tzinfo is None:
        raise Mistake(f"`{what}` needs an offset from UTC, such as -05:00: {written!r}")
    if not FIRST_YEAR <= moment.year < LAST_YEAR:
        raise Mistake(f"`{what}` is between the years {FIRST_YEAR} and {LAST_YEAR}")
    return int(moment.timestamp() * MICROSECONDS)


class DayClock:
    """Moves by a millisecond at each reading, and to wherever a command's `at` puts it."""

    def __init__(self) -> None:
        self.at_us = int(FIRST_MOMENT.timestamp()) * MICROSECONDS

    def now_us(self) -> int:
        """UTC microseconds since 1970."""
        self.at_us += 1000
        return self.at_us


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


class DayPolicies(Policies):
    """The shipped rules, with the values that the day's `policy` commands change."""

    def __init__(self) -> None:
        super().__init__()
        self._changed: dict[str, dict[str, Any]] = {}

    def change(self, key: str, values: Mapping[str, Any]) -> None:
        """Other values from now on; they count as the next version of the rule."""
        self._changed.setdefault(key, {}).update(values)

    def at(self, key: str, on: date) -> Policy:
        """The version in force, with what was changed."""
        policy = super().at(key, on)
        if key not in self._changed:
            return policy
        return replace(policy, version=policy.version + 1, values={**policy.values, **self._changed[key]})


@dataclass
class Day:
    """The workstation of the day, who is signed in, and what was answered so far. `folder`: where the day's file is."""

    folder: Path
    services: Services
    clock: DayClock
    policies: DayPolicies
    session: Session | None = None
    intents: dict[str, str] = field(default_factory=dict)
    answers: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)

    def require_session(self) -> Session:
        """Who is signed in. Raises Refused(NOT_SIGNED_IN)."""
        if self.session is None:
            raise Refused(DayRefusal.NOT_SIGNED_IN)
        return self.session

    def intent(self, name: str) -> str:
        """The id behind a command's `id`: the same name is the same sale, as when a cashier clicks twice."""
        if not name:
            return self.services.ids.new_id()
        if name not in self.intents:
            self.intents[name] = self.services.ids.new_id()
        return self.intents[name]
