"""A workstation's journal in memory: every change is one transaction, durable as the disk's mode says.

With FULL a commit outlives everything; with NORMAL a power cut goes back to the last checkpoint. `hazard` is called
around each change and may kill the process there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from app.journal.chain import GENESIS, Links, Signer
from app.journal.erased_values import ValuesErased
from app.journal.fact import Envelope, FactBody, Posting, SealedFact, ValueBeside
from app.journal.recovered import recover
from app.sync.arrivals import Arrivals
from app.sync.protocol import Activity, Head, PulledFact
from app.sync.types import Chain, SyncState, Trouble, TroubleKind
from tests.simulation.sync.centre import bucket_of
from tests.simulation.sync.facts import erases, read, sale_body, seal_next, shown, value_of

CHECKPOINT_EVERY = 7


@dataclass
class Content:
    """What is on the disk."""

    own: Chain
    private_keys: dict[Chain, bytes]
    public_keys: dict[Chain, bytes]
    state: SyncState = field(default_factory=SyncState)
    facts: dict[Chain, list[SealedFact]] = field(default_factory=dict)
    parked: dict[tuple[Chain, int], SealedFact] = field(default_factory=dict)
    counted: dict[str, tuple[Posting, ...]] = field(default_factory=dict)
    activity: dict[tuple[str, int], Activity] = field(default_factory=dict)
    troubles: dict[Chain, Trouble] = field(default_factory=dict)
    begins: dict[Chain, tuple[int, bytes]] = field(default_factory=dict)
    pending_key: bytes | None = None
    erased: set[str] = field(default_factory=set)

    def copied(self) -> "Content":
        """A backup: facts are immutable, so only the containers are new."""
        other = copy(self)
        for name in ("private_keys", "public_keys", "parked", "counted", "activity", "troubles", "begins"):
            setattr(other, name, dict(getattr(self, name)))
        other.erased = set(self.erased)
        other.facts = {chain: list(facts) for chain, facts in self.facts.items()}
        return other


class ModelReplica:
    """Implements `Successor` and `Shelf` over a `Content`."""

    full = True

    def __init__(self, content: Content, hazard: Callable[[], None], random_bytes: Callable[[int], bytes]) -> None:
        self.content, self.hazard, self._random_bytes = content, hazard, random_bytes
        self._checkpoint: Content | None = None
        self._commits = 0
        self._signers: dict[Chain, Signer] = {}

    # The disk

    def _commit(self, change: Callable[[], None]) -> None:
        self.hazard()
        change()
        self._commits += 1
        if not self.full and (self._checkpoint is None or self._commits % CHECKPOINT_EVERY == 0):
            self._checkpoint = self.content.copied()
        self.hazard()

    def cut_power(self) -> None:
        """What was not synced is gone."""
        if not self.full and self._checkpoint is not None:
            self.content = self._checkpoint.copied()

    # The till

    def sell(self, fact_id: str, account: str, charge: str, cents: int, at_us: int, *, known: bool) -> None:
        """Appends a payment, unless its intent stands already."""
        if fact_id in self.content.counted:
            return
        values = value_of(fact_id)
        body = sale_body(account, charge, cents, known=known, note=values[0].digest if values else None)
        self._record(fact_id, body, values, at_us)

    def erase(self, fact_id: str, of_fact: str, at_us: int) -> None:
        """Appends that what stands beside a fact is erased, unless it stands already."""
        if fact_id not in self.content.counted:
            digests = tuple(each.digest for each in value_of(of_fact))
            values = tuple(ValueBeside(digest, "erased", None, None) for digest in digests)
            self._record(fact_id, ValuesErased(fact=of_fact, digests=digests), values, at_us)

    def _record(self, fact_id: str, body: FactBody, values: tuple[ValueBeside, ...], at_us: int) -> None:
        sequence, previous = self._head(self.own)
        envelope = Envelope(
            workstation=self.own.workstation,
            generation=self.own.generation,
            sequence=sequence + 1,
            fact_id=fact_id,
            kind=type(body).__name__,
            schema_version=1,
            recorded_at_us=at_us,
            office="main",
            business_date="2026-11-20",
        )
        sealed = replace(seal_next(envelope, body, previous, self._signer()), values=values)
        self._commit(lambda: self._append(self.own, sealed))

    def _append(self, chain: Chain, sealed: SealedFact) -> None:
        self.content.facts.setdefault(chain, []).append(sealed)
        self.content.erased |= erases(sealed)
        envelope, postings = read(sealed)
        if not any(fact_id == envelope.fact_id for fact_id, _ in self.content.activity):
            self.content.counted.setdefault(envelope.fact_id, postings)

    def _signer(self) -> Signer:
        if self.own not in self._signers:
            self._signers[self.own] = Signer(self.content.private_keys[self.own])
        return self._signers[self.own]

    # Replica

    @property
    def own(self) -> Chain:
        return self.content.own

    @property
    def public_key(self) -> bytes:
        return self.content.public_keys[self.own]

    def state(self) -> SyncState:
        return self.content.state

    def keep(self, state: SyncState) -> None:
        self._commit(lambda: setattr(self.content, "state", state))

    def own_facts(self, generation: int, after: int, facts_max: int, bytes_max: int) -> tuple[SealedFact, ...]:
        del bytes_max
        facts = self._facts(Chain(self.own.workstation, generation))[after : after + facts_max]
        return tuple(shown(sealed, self.content.erased) for sealed in facts)

    def hash_at(self, chain: Chain, sequence: int) -> bytes | None:
        facts, (before, digest) = self._facts(chain), self.content.begins.get(chain, (0, GENESIS))
        if sequence <= before:
            return digest if sequence == before else None
        return facts[sequence - before - 1].hash if sequence - before <= len(facts) else None

    def heads(self) -> Mapping[Chain, tuple[int, bytes]]:
        return {chain: head for chain in self.content.public_keys if (head := self._head(chain))[0]}

    def learn(self, heads: Sequence[Head]) -> None:
        if any((head.workstation, head.generation) not in self.content.public_keys for head in heads):
            self._commit(lambda: self._learn(heads))

    def _learn(self, heads: Sequence[Head]) -> None:
        for head in heads:
            chain = Chain(head.workstation, head.generation)
            if chain not in self.content.public_keys:
                self.content.public_keys[chain] = head.public_key
                self.content.begins[chain] = (head.first_sequence - 1, head.first_previous_hash)

    def knows(self, chain: Chain) -> bool:
        return chain in self.content.public_keys

    def add(self, facts: Sequence[PulledFact], state: SyncState) -> None:
        self._commit(lambda: self._add(facts, state))

    def _add(self, facts: Sequence[PulledFact], state: SyncState) -> None:
        arrivals = Arrivals(self, self.own)
        for sealed in arrivals.sort(facts):
            envelope, _ = read(sealed)
            self._append(Chain(envelope.workstation, envelope.generation), sealed)
        for chain in arrivals.followed:
            self.content.troubles.pop(chain, None)
        self.content.troubles.update(arrivals.troubles)
        self.content.state = state

    def add_activity(self, rows: Sequence[Activity], state: SyncState) -> None:
        self._commit(lambda: self._add_activity(rows, state))

    def _add_activity(self, rows: Sequence[Activity], state: SyncState) -> None:
        for row in rows:
            if row.fact_id not in self.content.counted:
                self.content.activity.setdefault((row.fact_id, row.line), row)
        self.content.state = state

    def buckets(self) -> Mapping[int, tuple[int, int]]:
        sums: dict[int, tuple[int, int]] = {}
        for row in self.content.activity.values():
            rows, cents = sums.get(bucket_of(row.cursor.workstation), (0, 0))
            sums[bucket_of(row.cursor.workstation)] = rows + 1, cents + row.amount_cents
        return sums

    def note(self, kind: TroubleKind, troubles: Sequence[Trouble]) -> None:
        over = [chain for chain, trouble in self.content.troubles.items() if trouble.kind is kind]
        if over or troubles:
            self._commit(lambda: self._note(over, troubles))

    def _note(self, over: Sequence[Chain], troubles: Sequence[Trouble]) -> None:
        for chain in over:
            del self.content.troubles[chain]
        self.content.troubles.update({trouble.chain: trouble for trouble in troubles})

    # Shelf

    def links(self, chain: Chain) -> Links | None:
        key = self.content.public_keys.get(chain)
        return Links(key, *self._head(chain)) if key else None

    def park(self, chain: Chain, sequence: int, sealed: SealedFact) -> None:
        self.content.parked[chain, sequence] = sealed

    def unpark(self, chain: Chain, sequence: int) -> SealedFact | None:
        return self.content.parked.pop((chain, sequence), None)

    # Successor

    def pending_key(self) -> bytes:
        if self.content.pending_key is None:
            private = self._random_bytes(32)
            self._commit(lambda: setattr(self.content, "pending_key", private))
        return Signer(self.content.pending_key or b"").public_bytes

    def begin_generation(self, generation: int, shared: int, nonce: bytes) -> None:
        self._commit(lambda: self._begin_generation(generation, shared, nonce))

    def _begin_generation(self, generation: int, shared: int, nonce: bytes) -> None:
        old, new = self.own, Chain(self.own.workstation, generation)
        private = self.content.pending_key or b""
        signer = Signer(private)
        tail = self._facts(old)[shared:]
        del self.content.facts.get(old, [])[shared:]
        elsewhere = {read(sealed)[0].fact_id for chain in self._own_chains() for sealed in self._facts(chain)}
        self.content.private_keys[new], self.content.public_keys[new] = private, signer.public_bytes
        self.content.pending_key, self.content.own = None, new
        for original in tail:
            if read(original)[0].fact_id not in elsewhere:
                sequence, previous = self._head(new)
                again = recover(original, generation, sequence + 1, previous, signer)
                self._append(new, replace(again, values=original.values))
        self.content.state = SyncState(nonce=nonce, skew_us=self.content.state.skew_us)

    def _own_chains(self) -> Iterator[Chain]:
        return (chain for chain in self.content.facts if chain.workstation == self.own.workstation)

    def _facts(self, chain: Chain) -> list[SealedFact]:
        return self.content.facts.get(chain, [])

    def _head(self, chain: Chain) -> tuple[int, bytes]:
        facts = self._facts(chain)
        before, digest = self.content.begins.get(chain, (0, GENESIS))
        return (before + len(facts), facts[-1].hash) if facts else (before, digest)
