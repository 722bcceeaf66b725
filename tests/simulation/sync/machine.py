"""One workstation in the simulation: a disk, a process that dies and comes back, a clock that jumps, a till."""

from collections.abc import Generator
from random import Random
from typing import Any

from app.sync.exchange import Answered, Ask, Exchange, NoAnswer, Wait
from app.sync.take_over import take_over
from app.sync.types import ASKED_AGAIN, Pace, Stop
from tests.simulation.sync.encrypted import EncryptedReplica
from tests.simulation.sync.replica import Content, ModelReplica

PACE = Pace(poll_seconds=30, audit_seconds=150, activity_audit_seconds=300, retry_seconds_max=60, pull_limit=40)


class Crash(Exception):
    """The process is gone at this instant."""


class SeededChance:
    """Randomness of the one seed."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def share(self) -> float:
        return self._random.random()

    def random_bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


class Machine:
    """`process` is the generator that runs; None while the machine is down. `turn` counts what it waits for."""

    def __init__(self, name: str, office: str, content: Content, random: Random) -> None:
        self.name, self.office, self._random = name, office, random
        self.chance = SeededChance(random)
        self.crash_share = 0.0
        self.replica: ModelReplica | EncryptedReplica = ModelReplica(content, self.hazard, random.randbytes)
        self.process: Generator[Ask | Wait, Answered | None, Any] | None = None
        self.turn = 0
        self.offline_until = 0.0
        self.clock_off_us = 0
        self.protocol = 1
        self.backup: Content | None = None
        self.retires = self.retired = self.supervised = False
        self.stops: list[Stop] = []

    @property
    def workstation(self) -> str:
        return self.replica.own.workstation

    @property
    def stop(self) -> Stop | None:
        """Set when a person has to act."""
        stopped = self.replica.state().stopped
        return None if stopped in ASKED_AGAIN else stopped

    def start(self, *, taking_over: bool = False) -> None:
        """A new process over what the disk has."""
        self.turn += 1
        self.process = self._work(taking_over)

    @property
    def disk(self) -> ModelReplica:
        """Where disks are copied and brought back: in memory only."""
        if not isinstance(self.replica, ModelReplica):
            raise TypeError("a real database is not copied by the simulation")
        return self.replica

    def kill(self, *, power: bool = False) -> None:
        """kill −9, or the plug."""
        self.turn += 1
        self.process = None
        if power:
            self.replica.cut_power()

    def clock_us(self, now: float) -> int:
        """What its wall clock shows."""
        return int(now * 1_000_000) + self.clock_off_us

    def _work(self, taking_over: bool) -> Generator[Ask | Wait, Answered | None, None]:
        exchange = Exchange(self.replica, self.chance, PACE)
        while taking_over:
            try:
                yield from take_over(self.replica, exchange, self.chance)
                taking_over = False
            except NoAnswer:
                yield Wait(5.0)
        while True:
            seconds = yield from exchange.round()
            stopped = self.replica.state().stopped
            if stopped is not None:
                self.stops.append(stopped)
            yield Wait(seconds)

    def hazard(self) -> None:
        """Called around each change of the disk: the process may end right there."""
        if self.crash_share and self._random.random() < self.crash_share:
            raise Crash
