"""One seeded world: machines, a network and the centre, driven by one queue of events and one source of chance.

Nothing else decides anything, so a seed replays identically, whatever it does.
"""

import heapq
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from app.journal.chain import Signer
from app.sync.exchange import Answered, Ask, NoAnswer, Wait
from app.sync.protocol import Answer, Fetch, Hello, NextGeneration, PullAnswer, Push, Request
from app.sync.types import Chain, SyncState
from tests.simulation.sync.books import NOBODY, Books
from tests.simulation.sync.centre import Centre, Transaction
from tests.simulation.sync.encrypted import EncryptedReplica
from tests.simulation.sync.faults import NONE, Faults
from tests.simulation.sync.machine import Crash, Machine
from tests.simulation.sync.replica import Content

TIMEOUT, SETTLED_SECONDS = 10.0, 60.0
Event = Callable[[], None]


@dataclass(frozen=True)
class Observed:
    """What the centre was asked and said, for replaying.

    `step`: enrol, read, begin, commit, end (rolled back), fail_over, revoke, readmit, pace. `number` names what was
    begun; `changes` says whether it is one of the commits that a failover may lose; `xid` is what the model gave it.
    """

    step: str
    workstation: str = ""
    number: int = 0
    request: Request | None = None
    answer: Answer | None = None
    lost: int = 0
    office: str = ""
    changes: bool = False
    xid: int = 0
    outdated: bool = False


class World:
    """`run_until` lets time pass."""

    def __init__(self, random: Random, faults: Faults, disks: Path | None = None) -> None:
        self.random, self.faults, self._disks = random, faults, disks
        self.now = 1_000.0
        self.centre = Centre()
        self.books = Books()
        self.machines: list[Machine] = []
        self.trace: list[Observed] | None = None
        self.has_copies = faults.clones + faults.restores > 0
        self.tampers = faults.tampered > 0
        self.findings: list[str] = []
        self._queue: list[tuple[float, int, Event]] = []
        self._order = itertools.count()
        self._numbers = itertools.count(1)

    # Time

    def at(self, time: float, event: Event) -> None:
        """Later."""
        heapq.heappush(self._queue, (time, next(self._order), event))

    def later(self, seconds: float, event: Event) -> None:
        """After so long."""
        self.at(self.now + seconds, event)

    def run_until(self, time: float) -> None:
        """Everything that is due."""
        while self._queue and self._queue[0][0] <= time:
            self.now, _, event = heapq.heappop(self._queue)
            event()
        self.now = time

    # Machines

    def enrol(self, name: str, workstation: str, office: str) -> Machine:
        """A machine with its own keys, known to the centre, running."""
        private, chain, nonce = self.random.randbytes(32), Chain(workstation, 1), self.random.randbytes(16)
        content = Content(chain, {chain: private}, {chain: Signer(private).public_bytes}, facts={chain: []})
        machine = Machine(name, office, content, self.random)
        if self._disks is not None:
            number = len(self.machines) + 1
            machine.replica = EncryptedReplica(self._disks, workstation, office, number, machine.hazard)
            self.books.tried.update(dict.fromkeys(machine.replica.content.counted, (NOBODY, 0)))
        public = machine.replica.public_key
        machine.replica.keep(SyncState(nonce=nonce))
        self.centre.now(("enrol", (workstation, office, public, nonce, self.centre.epoch)))
        self.observe(Observed("enrol", workstation, request=NextGeneration(1, public, nonce), office=office))
        return self.add_machine(machine)

    def add_machine(self, machine: Machine) -> Machine:
        """A machine over a disk that there is."""
        machine.crash_share = self.faults.crash
        self.machines.append(machine)
        self.boot(machine)
        return machine

    def boot(self, machine: Machine, *, taking_over: bool = False) -> None:
        """The program starts."""
        if not machine.retired:
            machine.start(taking_over=taking_over)
            self.advance(machine, None)

    def crash(self, machine: Machine, *, power: bool = False) -> None:
        """The process ends without a word and is started again a little later."""
        machine.kill(power=power)
        turn = machine.turn
        self.later(self.random.uniform(1, 20), lambda: self.boot(machine) if machine.turn == turn else None)

    def advance(self, machine: Machine, told: Answered | NoAnswer | None) -> None:
        """Hands the process what it waited for and does what it wants next."""
        process = machine.process
        if process is None:
            return
        try:
            effect = process.throw(told) if isinstance(told, NoAnswer) else process.send(told)
        except Crash:
            self.crash(machine, power=self.random.random() < 0.5)
            return
        self._do(machine, effect)
        if machine.stop is not None:
            self.supervise(machine)

    def _do(self, machine: Machine, effect: Ask | Wait) -> None:
        machine.turn += 1
        turn = machine.turn
        if isinstance(effect, Wait):
            self.later(effect.seconds, lambda: self._told(machine, turn, None))
            return
        self.later(TIMEOUT, lambda: self._told(machine, turn, NoAnswer()))
        self._send(machine, turn, effect.request)

    def _told(self, machine: Machine, turn: int, told: Answered | NoAnswer | None) -> None:
        if machine.turn == turn and machine.process is not None:
            self.advance(machine, told)

    # A person

    def supervise(self, machine: Machine) -> None:
        """A stopped machine is looked at after some minutes; one machine of a code at a time."""
        if not self.has_copies:
            self.findings.append(f"{machine.name} stopped for nothing: {machine.stop}")
        if not machine.supervised and not machine.retired:
            machine.supervised = True
            self.later(self.random.uniform(20, 200), lambda: self._supervise(machine))

    def _supervise(self, machine: Machine) -> None:
        machine.supervised = False
        if machine.stop is None or machine.retired:
            return
        twins = [m for m in self.machines if m is not machine and m.workstation == machine.workstation]
        if not machine.retires and any(not twin.retired for twin in twins):
            self.supervise(machine)  # the copy goes first, then it is put away
            return
        if machine.process is None:
            self.supervise(machine)
            return
        machine.kill()
        self.boot(machine, taking_over=True)

    # The network and the centre

    def _send(self, machine: Machine, turn: int, request: Request) -> None:
        if self.now < machine.offline_until or self.random.random() < self.faults.drop:
            return
        self.later(self._delay(), lambda: self._arrive(machine, turn, request))
        if self.random.random() < self.faults.duplicate:
            self.later(self._delay(), lambda: self._arrive(machine, turn, request))

    def _delay(self) -> float:
        return self.random.uniform(0.001, self.faults.delay_max)

    def _arrive(self, machine: Machine, turn: int, request: Request) -> None:
        writes = isinstance(request, Hello | Push | NextGeneration)
        if writes and self.centre.busy(machine.workstation):
            self.later(0.3, lambda: self._arrive(machine, turn, request))
            return
        workstation, sent_us = machine.workstation, int(self.now * 1_000_000)
        transaction = self.centre.begin(workstation, request, sent_us, machine.protocol)
        outdated = machine.protocol < self.centre.protocol_min
        asked = Observed("read", workstation, 0, request, transaction.answer, outdated=outdated)
        if not writes:
            self.observe(asked)
            self._answer(machine, turn, request, transaction.answer)
            return
        number, changes = next(self._numbers), transaction.change is not None
        self.observe(replace(asked, step="begin", number=number, changes=changes, xid=transaction.xid))
        epoch, seconds = self.centre.epoch, self.random.uniform(0, self.faults.commit_seconds_max)
        self.later(seconds, lambda: self._commit(machine, turn, request, transaction, number, epoch))

    def _commit(
        self, machine: Machine, turn: int, request: Request, transaction: Transaction, number: int, epoch: int
    ) -> None:
        if epoch != self.centre.epoch:
            return  # its server is gone
        workstation = machine.workstation
        if self.random.random() < self.faults.drop / 3:  # the backend dies
            self.centre.end(workstation, transaction)
            self.observe(Observed("end", workstation, number))
            return
        self.centre.commit(workstation, transaction)
        self.observe(Observed("commit", workstation, number))
        self._answer(machine, turn, request, transaction.answer)

    def _answer(self, machine: Machine, turn: int, request: Request, answer: Answer | None) -> None:
        if answer is None or self.now < machine.offline_until or self.random.random() < self.faults.drop:
            return
        if isinstance(answer, PullAnswer) and self.random.random() < self.faults.tampered:
            answer = self._altered(answer)
        self.later(self._delay(), lambda: self._receive(machine, turn, request, answer))

    def _receive(self, machine: Machine, turn: int, request: Request, answer: Answer) -> None:
        if machine.turn == turn and isinstance(request, Fetch) and isinstance(answer, PullAnswer):
            self._look_for_passed_by(machine, answer)
        self._told(machine, turn, Answered(answer, self.now, machine.clock_us(self.now)))

    def _look_for_passed_by(self, machine: Machine, answer: PullAnswer) -> None:
        """The audit may fetch what is new, but nothing that the feed went past, unless the centre lost something."""
        state = machine.replica.state()
        if self.tampers or state.epoch != self.centre.epoch or state.stopped is not None:
            return
        for row in answer.rows:
            chain = Chain(row.cursor.workstation, row.cursor.generation)
            waits = (chain, row.cursor.sequence) in machine.replica.content.parked
            if row.cursor < state.place and not waits and machine.replica.hash_at(chain, row.cursor.sequence) is None:
                self.findings.append(f"{machine.name}: the feed passed {row.cursor} by")

    def _altered(self, answer: PullAnswer) -> PullAnswer:
        """Somebody at the centre or on the way alters what was typed with one payment, or makes it larger."""
        if not answer.rows:
            return answer
        place = self.random.randrange(len(answer.rows))
        row = answer.rows[place]
        if row.sealed.values:
            (said,) = row.sealed.values
            rows = list(answer.rows)
            other = replace(row.sealed, values=(replace(said, value="said otherwise"),))
            rows[place] = replace(row, sealed=other)
            return PullAnswer(tuple(rows))
        body = re.sub(rb'("amount_cents":-?)', rb"\g<1>1", row.sealed.body_bytes)
        rows = list(answer.rows)
        rows[place] = replace(row, sealed=replace(row.sealed, body_bytes=body))
        return PullAnswer(tuple(rows))

    def fail_over(self, lost: int) -> None:
        """Another server goes on, without the newest commits."""
        self.centre.fail_over(lost)
        self.observe(Observed("fail_over", lost=lost))

    def revoke(self, machine: Machine) -> None:
        """It is put out until the end; what was on its way then may still arrive. Waits for who holds its row."""
        if self.faults is NONE:
            return
        if self.centre.busy(machine.workstation):
            self.later(0.3, lambda: self.revoke(machine))
            return
        self.centre.revoked.add(machine.workstation)
        self.later(
            SETTLED_SECONDS, lambda: self._look_for_intruder(machine.workstation, self._length(machine.workstation))
        )
        self.observe(Observed("revoke", machine.workstation))

    def _look_for_intruder(self, workstation: str, before: int) -> None:
        """Nothing more comes in from somebody who was put out."""
        if workstation not in self.centre.revoked:
            return
        if self._length(workstation) > before:
            self.findings.append(f"{workstation} was put out and still pushed")
        self.later(SETTLED_SECONDS, lambda: self._look_for_intruder(workstation, before))

    def _length(self, workstation: str) -> int:
        chains = self.centre.tables.chains.items()
        return sum(len(facts) for chain, facts in chains if chain.workstation == workstation)

    def squeeze(self, facts_max: int, retry_after_ms: int) -> None:
        """The centre asks for less at once, later."""
        self.centre.facts_max, self.centre.retry_after_ms = facts_max, retry_after_ms
        self.observe(Observed("pace", number=facts_max, lost=retry_after_ms))

    def observe(self, what: Observed) -> None:
        """Keeps it where somebody wants the trace."""
        if self.trace is not None:
            self.trace.append(what)

    def heal(self) -> None:
        """From now on nothing goes wrong any more."""
        self.faults = NONE
        for workstation in sorted(self.centre.revoked):
            self.observe(Observed("readmit", workstation))
        self.centre.revoked.clear()
        for machine in self.machines:
            machine.offline_until, machine.crash_share = 0.0, 0.0
            machine.protocol = max(machine.protocol, self.centre.protocol_min)
