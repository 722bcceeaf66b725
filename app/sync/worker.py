"""Drives the exchange on a background lane of its own: never on the UI thread, never between a person and a payment."""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Protocol

from app.clock import Clock
from app.errors import Unavailable
from app.ids import Ids
from app.lanes import Lanes, Repeating
from app.sync.exchange import Answered, Ask, Exchange, NoAnswer, Wait
from app.sync.protocol import Answer, Request
from app.sync.take_over import Successor, take_over
from app.sync.types import Pace

TICK_SECONDS = 1.0
SEND_AFTER_SECONDS = 2.0
"""A new fact of our own goes to the centre after so long, together with those that came meanwhile."""
DISK_SECONDS = 30.0
"""After our own disk failed."""


class Link(Protocol):
    """A way to the centre. `ask` raises NoAnswer."""

    def ask(self, request: Request) -> Answer: ...

    def close(self) -> None: ...


Aside = Callable[[Callable[[], bool]], bool]
"""What else is asked of the centre after a round that it answered, such as reference data; true if there is more."""


class IdsChance:
    """The program's own randomness."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids

    def share(self) -> float:
        """From 0 to 1, 1 excluded."""
        return int.from_bytes(self._ids.random_bytes(6), "big") / (1 << 48)

    def random_bytes(self, count: int) -> bytes:
        """For nonces."""
        return self._ids.random_bytes(count)


@dataclass(frozen=True)
class Connection:
    """How the last round went: `answered` False with what was said where the centre did not answer."""

    answered: bool = False
    detail: str = ""
    tried: bool = False


class SyncWorker:
    """One round after another while the program runs. `connection` says how the last one went."""

    def __init__(
        self,
        replica: Successor,
        link: Link,
        clock: Clock,
        ids: Ids,
        pace: Pace | None = None,
        aside: Aside | None = None,
    ) -> None:
        self._replica, self._link, self._clock = replica, link, clock
        self._chance, self._aside = IdsChance(ids), aside
        self._exchange = Exchange(replica, self._chance, pace or Pace())
        self._due, self._last_round = 0.0, float("-inf")
        self._takes_over = False
        self._head = 0
        self._rounds: Repeating | None = None
        self.connection = Connection()
        self.taken_over = False

    def start(self, lanes: Lanes) -> None:
        """From now on, until the lanes stop."""
        self._rounds = lanes.repeat("sync", self.work, TICK_SECONDS)

    def exchange_now(self) -> None:
        """Somebody pressed the button."""
        self._due = 0.0
        if self._rounds is not None:
            self._rounds.wake()

    def take_over(self) -> None:
        """A supervisor decided that this copy goes on; `taken_over` tells that the program is to be started again."""
        self._takes_over = True
        self.exchange_now()

    def work(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """A round, where one is due: by the time, or because we recorded something."""
        now = time.monotonic()
        if self.taken_over or (now < self._due and not self._has_news(now)):
            return
        try:
            seconds = self._turn(stopping)
        except Unavailable as failure:
            self.connection, seconds = Connection(False, str(failure), True), DISK_SECONDS
        self._last_round = time.monotonic()
        self._due = self._last_round + seconds
        if self._aside is not None and self.connection.answered and self._aside(stopping):
            self._due = 0.0
        if stopping():
            self._link.close()

    def _has_news(self, now: float) -> bool:
        if now - self._last_round < SEND_AFTER_SECONDS or not self.connection.answered:
            return False
        return self._replica.hash_at(self._replica.own, self._head + 1) is not None

    def _turn(self, stopping: Callable[[], bool]) -> float:
        if self._takes_over:
            try:
                self.taken_over = bool(self._drive(take_over(self._replica, self._exchange, self._chance), stopping))
                self._takes_over = False
            except NoAnswer:
                return SEND_AFTER_SECONDS
            if self.taken_over:
                return 0.0
        self._head = self._replica.heads().get(self._replica.own, (0, b""))[0]
        return float(self._drive(self._exchange.round(), stopping) or 0.0)

    def _drive(self, steps: Generator[Ask | Wait, Answered | None, Any], stopping: Callable[[], bool]) -> Any:
        """What the steps return; None where the program ends meanwhile."""
        told: Answered | NoAnswer | None = None
        while not stopping():
            try:
                effect = steps.throw(told) if isinstance(told, NoAnswer) else steps.send(told)
            except StopIteration as end:
                return end.value
            told = self._ask(effect.request) if isinstance(effect, Ask) else None
        steps.close()
        return None

    def _ask(self, request: Request) -> Answered | NoAnswer:
        began, began_us = time.monotonic(), self._clock.now_us()
        try:
            answer = self._link.ask(request)
        except NoAnswer as nothing:
            self.connection = Connection(False, str(nothing), True)
            return nothing
        self.connection = Connection(True, "", True)
        now = time.monotonic()
        return Answered(answer, now, began_us + int((now - began) * 500_000))
