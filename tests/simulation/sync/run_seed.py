"""A whole seed: enrol, sell under faults, heal, wait until everything is everywhere, judge."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

from app.bootstrap import check
from app.sync.types import Stop
from tests.simulation.sync.books import NOBODY, erasing_id
from tests.simulation.sync.encrypted import EncryptedReplica
from tests.simulation.sync.facts import erases, read
from tests.simulation.sync.faults import Faults, drawn
from tests.simulation.sync.judge import differences
from tests.simulation.sync.machine import Crash, Machine
from tests.simulation.sync.world import Observed, World

ACCOUNTS, CHARGES = 7, 3
HEALED_SECONDS_MAX = 7200.0


class Unsettled(AssertionError):
    """Something was lost, doubled, altered, or never came to rest. The message says what and with which seed."""


@dataclass(frozen=True)
class Outcome:
    """What a seed was: for reports and for comparing two runs of it."""

    seed: int
    payments: int
    facts: int
    faults: Faults
    ended_at: float
    fingerprint: str
    stops: tuple[Stop, ...]


class Story:
    """Plans the events of one seed and lets them happen."""

    def __init__(
        self,
        seed: int,
        payments: int,
        faults: Faults | None = None,
        *,
        traced: bool = False,
        disks: Path | None = None,
    ) -> None:
        self.random = Random(seed)
        self.seed, self.payments = seed, payments
        self.faults = faults or drawn(self.random)
        self.world = World(self.random, self.faults, disks)
        if traced:
            self.world.trace = []
        self.span = payments * 12.0

    def run(self) -> Outcome:
        """Raises Unsettled."""
        world = self.world
        for number, office in enumerate(("main", "main", "airport"), 1):
            world.enrol(f"M{number}", f"W{number}", office)
        begins, ends = world.now, world.now + self.span
        for number in range(self.payments):
            world.at(self.random.uniform(begins, ends), partial(self._sale, number))
        self._plan(begins, ends)
        world.run_until(ends)
        world.heal()
        self._wait_for_rest()
        return self._outcome()

    def _wait_for_rest(self) -> None:
        world, began = self.world, self.world.now
        found = ["not looked yet"]
        while world.now < began + HEALED_SECONDS_MAX:
            world.run_until(world.now + 60)
            self._put_copies_away()
            found = world.findings or differences(world)
            if not found:
                return
            if world.findings:
                break
        raise Unsettled(f"seed {self.seed}: {'; '.join(found[:6])}")

    def _outcome(self) -> Outcome:
        tables = self.world.centre.tables
        heads = [(chain, tables.head(chain)) for chain in sorted(tables.chains)]
        fingerprint = repr([(chain, head[0], head[1].hex()[:16]) for chain, head in heads]) + f"{self.world.now:.6f}"
        facts = sum(len(chain) for chain in tables.chains.values())
        stops = tuple(stop for machine in self.world.machines for stop in machine.stops)
        return Outcome(self.seed, self.payments, facts, self.faults, self.world.now, fingerprint, stops)

    # Sales

    def _sale(self, number: int) -> None:
        machine = self.random.choice([m for m in self.world.machines if not m.retired and not m.retires])
        if machine.retires:
            return
        account = f"cis/{self.random.randrange(ACCOUNTS)}"
        charge = f"{account}/c{self.random.randrange(CHARGES)}"
        cents = self.random.randrange(100, 50_000)
        fact_id = f"00000000-0000-7000-8000-{number:012x}"
        self.world.books.try_sale(fact_id, account, cents)
        self._record(machine, fact_id, charge, known=self.random.random() >= self.faults.unknown)

    def _record(self, machine: Machine, fact_id: str, charge: str, *, known: bool) -> None:
        """The till tries until it stands; after a crash the same intent is asked for again."""
        if machine.retired:
            return
        if machine.process is None:
            self.world.later(5.0, lambda: self._record(machine, fact_id, charge, known=known))
            return
        account, cents = self.world.books.tried[fact_id]
        try:
            at_us = machine.clock_us(self.world.now)
            machine.replica.sell(fact_id, account, charge, cents, at_us, known=known)
        except Crash:
            self.world.crash(machine, power=self.random.random() < 0.5)
            self.world.later(30.0, lambda: self._record(machine, fact_id, charge, known=known))
        else:
            self.world.books.acknowledge(fact_id)

    # Faults

    def _plan(self, begins: float, ends: float) -> None:
        faults = self.faults
        plans = (
            (faults.cuts, self._cut),
            (faults.kills, self._kill),
            (faults.power_cuts, self._power_cut),
            (faults.clock_jumps, self._jump),
            (faults.failovers, self._fail_over),
            (faults.clones, self._clone),
            (faults.restores, self._restore),
            (faults.revocations, self._revoke),
            (faults.old_versions, self._age),
            (faults.squeezes, self._squeeze),
            (faults.joins, self._join),
            (faults.erasures, self._erase),
        )
        for count, event in plans:
            for _ in range(count):
                self.world.at(self.random.uniform(begins, ends), event)

    def _any(self) -> Machine:
        return self.random.choice([machine for machine in self.world.machines if not machine.retired])

    def _cut(self) -> None:
        self._any().offline_until = self.world.now + self.random.uniform(10, 400)

    def _kill(self) -> None:
        self.world.crash(self._any())

    def _power_cut(self) -> None:
        self.world.crash(self._any(), power=True)

    def _jump(self) -> None:
        self._any().clock_off_us += self.random.choice((-21, 2 * 365)) * 86_400 * 1_000_000

    def _fail_over(self) -> None:
        self.world.fail_over(self.random.randint(0, self.faults.lost_max))

    def _clone(self) -> None:
        original = self._any()
        content = original.disk.content.copied()
        copy = self.world.add_machine(Machine(f"{original.name}-copy", original.office, content, self.random))
        copy.retires = True
        for number in range(self.random.randint(0, 3)):
            fact_id = f"c0000000-0000-7000-8000-{int(self.world.now * 1000) + number:012x}"
            self.world.books.try_sale(fact_id, "cis/0", 500)
            sale = partial(self._record, copy, fact_id, "cis/0/c0", known=True)
            self.world.later(self.random.uniform(0, 60), sale)

    def _restore(self) -> None:
        """A backup is taken now and brought back later, where nothing is lost by it."""
        machine = self._any()
        machine.backup = machine.disk.content.copied()
        self.world.later(self.random.uniform(60, self.span / 3), lambda: self._bring_back(machine))

    def _bring_back(self, machine: Machine) -> None:
        if machine.backup is None or machine.retired or not self._all_sent(machine):
            return
        machine.kill()
        machine.disk.content = machine.backup.copied()
        self.world.boot(machine)

    def _all_sent(self, machine: Machine) -> bool:
        centre = self.world.centre.tables
        own = machine.replica.content
        chains = [chain for chain in own.facts if chain.workstation == machine.workstation]
        return all(len(own.facts[chain]) <= centre.head(chain)[0] for chain in chains) and all(
            own.facts[chain][-1].hash == centre.chains[chain][len(own.facts[chain]) - 1].sealed.hash
            for chain in chains
            if own.facts[chain]
        )

    def _revoke(self) -> None:
        self.world.revoke(self._any())

    def _age(self) -> None:
        """The centre is updated; the machines follow one after another."""
        self.world.centre.protocol_min = 2
        for machine in self.world.machines:
            self.world.later(self.random.uniform(0, 300), partial(self._update, machine))

    def _update(self, machine: Machine) -> None:
        machine.protocol = 2
        self.world.crash(machine)

    def _squeeze(self) -> None:
        self.world.squeeze(self.random.choice((1, 3, 10)), self.random.choice((0, 5_000)))

    def _join(self) -> None:
        """A new workstation comes to an office that has a past."""
        number = sum(not machine.retires for machine in self.world.machines) + 1
        self.world.enrol(f"M{number}", f"W{number}", "main")

    def _erase(self) -> None:
        """Somebody asks for what was typed with a sale to be erased, at any counter that has it."""
        machine = self._any()
        content = machine.replica.content
        sealed = [each for facts in content.facts.values() for each in facts]
        asked = [read(each)[0].fact_id for each in sealed if each.values and not erases(each)]
        of_fact = self.random.choice(asked) if asked else ""
        if of_fact and not machine.retires and erasing_id(of_fact) not in self.world.books.tried:
            self.world.books.try_sale(erasing_id(of_fact), NOBODY, 0)
            self._record_erasure(machine, of_fact)

    def _record_erasure(self, machine: Machine, of_fact: str) -> None:
        if machine.process is None:
            self.world.later(5.0, lambda: self._record_erasure(machine, of_fact))
            return
        try:
            machine.replica.erase(erasing_id(of_fact), of_fact, machine.clock_us(self.world.now))
        except Crash:
            self.world.crash(machine, power=self.random.random() < 0.5)
            self.world.later(30.0, lambda: self._record_erasure(machine, of_fact))

    def _put_copies_away(self) -> None:
        """A copy whose facts are all at the centre is switched off for good."""
        for machine in self.world.machines:
            if machine.retires and not machine.retired and machine.stop is None and self._all_sent(machine):
                machine.retired = True
                machine.kill()


def run_seed(seed: int, payments: int = 100, faults: Faults | None = None) -> Outcome:
    """Raises Unsettled."""
    return Story(seed, payments, faults).run()


def run_encrypted(seed: int, payments: int, disks: Path) -> Outcome:
    """A seed whose workstations keep their facts in real encrypted databases. Raises Unsettled."""
    faults = replace(drawn(Random(seed)), clones=0, restores=0, unknown=0.0)
    story = Story(seed, payments, faults, disks=disks)
    try:
        outcome = story.run()
        replicas = [machine.replica for machine in story.world.machines]
        for replica in replicas:
            if isinstance(replica, EncryptedReplica) and (found := check(replica.services, thorough=True)):
                raise Unsettled(f"seed {seed}: {replica.own}: {found}")
    finally:
        for replica in (machine.replica for machine in story.world.machines):
            if isinstance(replica, EncryptedReplica):
                replica.close()
    return outcome


def traced(seed: int, payments: int = 100) -> tuple[Outcome, list[Observed]]:
    """A seed with all that the centre was asked and said."""
    story = Story(seed, payments, traced=True)
    return story.run(), story.world.trace or []
