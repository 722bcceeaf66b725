"""5,000 workstations that ask every 60 s: how much of one centre they take, from a scaled run on this machine.

Forty workstations in ten offices ask as fast as they are answered, each over its own connection, as the program does:
hello, facts of the office, activity of the others; every tenth exchange pushes a payment first. Clients and server
share the machine, so a centre of its own has more to give. The model: 5,000 / 60 s exchanges a second, divided by what
was reached; it leaves out what 5,000 open connections cost, which is memory, not time.
"""

import threading
import time
from collections.abc import Iterator
from itertools import count

from app.ids import SystemIds
from app.journal.chain import GENESIS, Signer
from app.sync.central.private_cluster import private_cluster
from app.sync.postgres import PostgresLink
from app.sync.protocol import (
    START,
    ActivityAnswer,
    Cursor,
    Hello,
    HelloAnswer,
    HelloStatus,
    Pull,
    PullActivity,
    PullAnswer,
    Push,
    PushAnswer,
    PushStatus,
)
from tests.benchmarks.bench_drain import new_centre
from tests.benchmarks.measure import Measure
from tests.factories.central import NONCE, Central
from tests.factories.payment_chain import payment_chain

WORKSTATIONS, OFFICES = 40, 10
SECONDS = 20
FLEET, POLL_SECONDS = 5_000, 60
PUSHES_EVERY = 10
PULL_LIMIT = 500


def run() -> Iterator[Measure]:
    """Lets them ask for a while; counts whole exchanges."""
    with private_cluster(SystemIds()) as server:
        centre = new_centre(server, "polls")
        asked = [_Workstation(centre, number) for number in range(WORKSTATIONS)]
        begun = time.perf_counter()
        threads = [threading.Thread(target=each.ask_until, args=(begun + SECONDS,)) for each in asked]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rate = sum(each.exchanges for each in asked) / (time.perf_counter() - begun)
    yield Measure("centre, exchanges a second in a scaled run", rate, "1/s")
    yield Measure("centre, share of it that 5,000 workstations at 60 s take", FLEET / POLL_SECONDS / rate, "", 0.5)


class _Workstation:
    """One of them, with its own connection, chain and cursors."""

    def __init__(self, centre: Central, number: int) -> None:
        code, office, signer = f"P{number}", f"office{number % OFFICES}", Signer(bytes(30) + number.to_bytes(2, "big"))
        dsn = centre.enrol(code, office, signer)
        self._link = PostgresLink(lambda: dsn)
        self._facts = iter(payment_chain(500, workstation=code, office=office, signer=signer))
        self._head, self._nonce = (0, GENESIS), NONCE
        self._place: Cursor = START
        self._activity: tuple[Cursor, int] = (START, 0)
        self.exchanges = 0

    def ask_until(self, end: float) -> None:
        """Exchange after exchange."""
        for turn in count():
            if time.perf_counter() > end:
                break
            self._exchange(pushes=turn % PUSHES_EVERY == 0)
            self.exchanges += 1
        self._link.close()

    def _exchange(self, *, pushes: bool) -> None:
        following = SystemIds().random_bytes(16)
        hello = self._link.ask(Hello(1, self._nonce, following))
        if not isinstance(hello, HelloAnswer) or hello.status is not HelloStatus.OK:
            raise RuntimeError(f"the centre answered {hello}")
        self._nonce = following
        if pushes:
            self._push()
        facts = self._link.ask(Pull(self._place, PULL_LIMIT))
        if isinstance(facts, PullAnswer) and facts.rows:
            self._place = facts.rows[-1].cursor
        activity = self._link.ask(PullActivity(*self._activity, PULL_LIMIT))
        if isinstance(activity, ActivityAnswer) and activity.rows:
            self._activity = activity.rows[-1].cursor, activity.rows[-1].line

    def _push(self) -> None:
        sequence, digest = self._head
        answer = self._link.ask(Push(1, sequence + 1, digest, (next(self._facts),)))
        if not isinstance(answer, PushAnswer) or answer.status is not PushStatus.OK:
            raise RuntimeError(f"the centre answered {answer}")
        self._head = answer.head_sequence, answer.head_hash
