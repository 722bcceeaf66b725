"""The simulation would notice: each mutation of the program, its disk or the centre must make a seed fail, and soon.

A mutation replaces one function by a wrong one, as a slip in it would. The faults that would show it come more often
than in drawn seeds, so that the proof takes seconds; the judgement is the same as ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.journal import recovered
from app.journal.chain import Links, fact_hash
from app.sync import arrivals, exchange
from app.sync.exchange import Answered, Exchange
from app.sync.protocol import Heads, HeadsAnswer, HelloStatus, PushStatus
from app.sync.types import Chain, SyncState
from tests.simulation.sync import facts, replica
from tests.simulation.sync.centre import Centre, Tables
from tests.simulation.sync.faults import Faults
from tests.simulation.sync.machine import Machine
from tests.simulation.sync.replica import ModelReplica
from tests.simulation.sync.run_seed import Unsettled, run_seed
from tests.simulation.sync.world import World

SEEDS_MAX, PAYMENTS = 12, 60

LOSSES = Faults(failovers=3, lost_max=30, drop=0.05, delay_max=0.2)
LATE_COMMITS = Faults(commit_seconds_max=8.0, delay_max=0.05)
COPIES = Faults(clones=1, restores=1, drop=0.1, cuts=2, delay_max=0.2)
CRASHES = Faults(crash=0.02, power_cuts=3, drop=0.15, kills=3)
LIES = Faults(tampered=0.2)
ERASURES = Faults(erasures=6, failovers=3, lost_max=30, drop=0.05, delay_max=0.2)
JOINS = Faults(joins=2, drop=0.05)


@dataclass(frozen=True)
class Mutation:
    """`place`.`name` does `wrong` instead, under these faults."""

    place: Any
    name: str
    wrong: Any
    faults: Faults
    also: tuple[tuple[Any, str, Any], ...] = ()
    """More places of the same slip, where one of them alone is made good by the other."""


def from_what_we_remember(self: Exchange, generation: int, sequence: int, digest: bytes) -> Any:
    sent = self._replica.state().sent
    known = self._replica.hash_at(self._replica.own, sent)
    return (
        PUSH(self, generation, sent, known) if known and sent > sequence else PUSH(self, generation, sequence, digest)
    )


def only_of_others(self: Centre, workstation: str) -> Any:
    scope = self._scope(workstation)
    return [row for row in self.tables.activity if row.cursor.workstation not in scope]


def keys_only(self: ModelReplica, heads: Sequence[Any]) -> None:
    for head in heads:
        self.content.public_keys.setdefault(Chain(head.workstation, head.generation), head.public_key)


def with_values_once(self: ModelReplica, generation: int, after: int, facts_max: int, bytes_max: int) -> Any:
    """As if they went apart from their facts, and what was acknowledged needed no repeating."""
    found, sent = OWN_FACTS(self, generation, after, facts_max, bytes_max), self.content.state.sent
    return tuple(replace(each, values=()) if after + n <= sent else each for n, each in enumerate(found, 1))


def believe(self: Links, sealed: Any) -> None:
    self.sequence, self.hash = self.sequence + 1, sealed.hash


def forget_the_proposal(self: ModelReplica, state: SyncState) -> None:
    KEEP(self, replace(state, next_nonce=b""))


def keep_the_epoch_only(self: Exchange, hello: Any) -> Any:
    self._replica.keep(replace(self._replica.state(), epoch=hello.epoch))
    yield from ()


def leave_it(self: Exchange) -> Any:
    answer, _ = yield from exchange.ask(Heads(), HeadsAnswer)
    self._replica.learn(answer.heads)


def cursor_first(self: ModelReplica, rows: Sequence[Any], state: SyncState) -> None:
    self.keep(state)
    self._commit(lambda: self._add(rows, state))


def without_its_tail(self: ModelReplica, generation: int, shared: int, nonce: bytes) -> None:
    BEGIN_GENERATION(self, generation, shared, nonce)
    self.content.facts[self.own] = []


def under_a_new_id(original: Any, *place: Any) -> Any:
    sealed = RECOVER(original, *place)
    altered = sealed.envelope_bytes.replace(b'"fact_id":"0', b'"fact_id":"e')
    digest = fact_hash(sealed.previous_hash, altered, sealed.body_bytes)
    return replace(sealed, envelope_bytes=altered, hash=digest, signature=place[-1].sign(digest))


def take_all_again(self: Tables, xid: int, chain: Chain, new: Any) -> None:
    STORE(self, xid, chain, new)
    for sealed in new:
        self.counted.discard(facts.read(sealed)[0].fact_id)
    STORE(self, xid, chain, new)


def known_kinds_only(self: ModelReplica, chain: Chain, sealed: Any) -> None:
    APPEND(self, chain, sealed)
    envelope, _ = facts.read(sealed)
    if envelope.kind != "SyncedSale":
        self.content.counted[envelope.fact_id] = ()


def by_transaction(self: ModelReplica, rows: Sequence[Any], state: SyncState) -> None:
    for row in rows:
        self.content.activity[f"{row.fact_id}/{row.cursor.xid}", row.line] = row
    self.content.state = state


def no_parking(self: ModelReplica, chain: Chain, sequence: int, sealed: Any) -> None:
    del sequence
    self._append(chain, sealed)


def stays_small(self: Exchange, answer: Any) -> None:
    del answer
    self._facts_max = 500


def nobody_is_out(self: Centre, chain: Chain, push: Any, protocol: int) -> PushStatus:
    out, self.revoked = self.revoked, set()
    try:
        return JUDGE(self, chain, push, protocol)
    finally:
        self.revoked = out


def everybody_is_greeted(self: Centre, workstation: str, hello: Any, protocol: int) -> HelloStatus:
    out, self.revoked = self.revoked, set()
    try:
        return GREETING(self, workstation, hello, protocol)
    finally:
        self.revoked = out


def by_the_wall_clock(self: World, machine: Machine, turn: int, request: Any, answer: Any) -> None:
    del request
    clock_us = machine.clock_us(self.now)
    self._told(machine, turn, Answered(answer, clock_us / 1_000_000, clock_us))


JUDGE, GREETING = Centre._judge, Centre._greeting
PUSH, OWN_FACTS = Exchange._push, ModelReplica.own_facts
KEEP, BEGIN_GENERATION, APPEND = ModelReplica.keep, ModelReplica._begin_generation, ModelReplica._append
RECOVER, STORE = recovered.recover, Tables.store

MUTATIONS = {
    "the feed is read by numbers in the order in which they were given out": Mutation(
        Centre, "_is_settled", lambda *_: True, LATE_COMMITS
    ),
    "a workstation trusts what it remembers of acknowledgements": Mutation(
        Exchange, "_push", from_what_we_remember, LOSSES
    ),
    "pulled facts are not verified": Mutation(Links, "follow", believe, LIES),
    "values beside facts are not verified": Mutation(arrivals, "values_hold", lambda _sealed: True, LIES),
    "the centre gives out what was erased": Mutation(Tables, "given", lambda _tables, fact: fact, ERASURES),
    "an erasure that arrives is not followed": Mutation(replica, "erases", lambda _sealed: set(), ERASURES),
    "values are sent once": Mutation(ModelReplica, "own_facts", with_values_once, LOSSES),
    "commits are not synced (NORMAL instead of FULL)": Mutation(ModelReplica, "full", False, CRASHES),
    "the proposed nonce is not kept": Mutation(ModelReplica, "keep", forget_the_proposal, CRASHES),
    "a new epoch is not heeded": Mutation(Exchange, "_begin_epoch", keep_the_epoch_only, LOSSES),
    "heads are not audited": Mutation(Exchange, "audit", leave_it, LOSSES),
    "the cursor is kept before the facts": Mutation(ModelReplica, "add", cursor_first, CRASHES),
    "the losing copy forgets its tail": Mutation(ModelReplica, "_begin_generation", without_its_tail, COPIES),
    "what was recovered is a new sale": Mutation(replica, "recover", under_a_new_id, COPIES),
    "the centre stores a push twice": Mutation(Tables, "store", take_all_again, Faults()),
    "nobody looks for forks": Mutation(
        Centre, "_forks", lambda *_: False, COPIES, also=((Exchange, "_misfit", lambda *_: None),)
    ),
    "kinds from the future do not count": Mutation(ModelReplica, "_append", known_kinds_only, Faults(unknown=0.3)),
    "activity counts once a transaction": Mutation(ModelReplica, "_add_activity", by_transaction, LOSSES),
    "facts with a hole before them are added": Mutation(ModelReplica, "park", no_parking, LIES),
    "an updated program stays stopped": Mutation(exchange, "ASKED_AGAIN", frozenset(), Faults(old_versions=1)),
    "a readmitted workstation stays stopped": Mutation(
        exchange, "ASKED_AGAIN", frozenset(), Faults(revocations=1, delay_max=0.2)
    ),
    "a workstation that was put out may push": Mutation(
        Centre,
        "_judge",
        nobody_is_out,
        Faults(revocations=2),
        also=((Centre, "_greeting", everybody_is_greeted),),
    ),
    "audits are timed by the clock on the wall": Mutation(
        World, "_receive", by_the_wall_clock, Faults(clock_jumps=4, tampered=0.3)
    ),
    "a new workstation hears nothing of what is older": Mutation(Centre, "_elsewhere", only_of_others, JOINS),
    "a chain is taken from its middle without an anchor": Mutation(ModelReplica, "_learn", keys_only, JOINS),
    "backpressure is not heeded": Mutation(Exchange, "_heed", stays_small, Faults(squeezes=3)),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutation = MUTATIONS[name]
    for place, called, wrong in ((mutation.place, mutation.name, mutation.wrong), *mutation.also):
        monkeypatch.setattr(place, called, wrong)
    with pytest.raises(Unsettled):
        _run(mutation.faults)


@pytest.mark.parametrize("faults", {mutation.faults for mutation in MUTATIONS.values()}, ids=str)
def test_without_it_the_same_faults_do_no_harm(faults: Faults) -> None:
    _run(faults)


def _run(faults: Faults) -> None:
    for seed in range(SEEDS_MAX):
        run_seed(seed, PAYMENTS, faults)
