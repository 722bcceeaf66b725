"""A model of the centre: answers as PostgreSQL does, commits late and out of order, loses its tail in a failover.

State is a pure function of the list of committed changes, so a failover or a restore is a shorter list. A transaction
gets its number when it begins and is seen once it commits; until then the horizon stays below it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.journal.chain import GENESIS, fact_hash
from app.journal.fact import SealedFact
from app.journal.values_beside import values_hold
from app.sync.protocol import (
    FACTS_MAX,
    PROTOCOL,
    Activity,
    ActivityAnswer,
    ActivityBuckets,
    Answer,
    Bucket,
    BucketsAnswer,
    Cursor,
    Fetch,
    FetchActivity,
    GenerationAnswer,
    GenerationStatus,
    Head,
    Heads,
    HeadsAnswer,
    Hello,
    HelloAnswer,
    HelloStatus,
    NextGeneration,
    Pull,
    PullActivity,
    PullAnswer,
    PulledFact,
    Push,
    PushAnswer,
    PushStatus,
    Request,
)
from app.sync.types import Chain
from tests.simulation.sync.facts import erases, read, shown


@dataclass
class Enrolled:
    """A workstation as the centre knows it."""

    office: str
    generation: int = 1
    nonce: bytes = b""
    nonce_epoch: int = 0


@dataclass
class Tables:
    """Everything that is committed."""

    workstations: dict[str, Enrolled] = field(default_factory=dict)
    keys: dict[Chain, bytes] = field(default_factory=dict)
    chains: dict[Chain, list[PulledFact]] = field(default_factory=dict)
    feed: list[PulledFact] = field(default_factory=list)
    activity: list[Activity] = field(default_factory=list)
    counted: set[str] = field(default_factory=set)
    erased: dict[str, set[str]] = field(default_factory=dict)
    """By office, the hashes of values that were erased."""
    scopes: dict[tuple[str, Chain], tuple[int, bytes]] = field(default_factory=dict)
    """Up to where (sequence, hash) a chain is out of a reader's scope."""

    def enrol(self, workstation: str, office: str, key: bytes, nonce: bytes, epoch: int) -> None:
        """A first generation. Policy says no days: what its office has by now is out of its scope."""
        for chain in self.chains:
            if self.workstations[chain.workstation].office == office and self.head(chain)[0]:
                self.scopes[workstation, chain] = self.head(chain)
        self.workstations[workstation] = Enrolled(office, 1, nonce, epoch)
        self.mint(workstation, 1, key, nonce)

    def mint(self, workstation: str, generation: int, key: bytes, nonce: bytes) -> None:
        """The next generation, or once more the one whose answer was lost."""
        here = self.workstations[workstation]
        here.generation, here.nonce = generation, nonce
        self.keys[Chain(workstation, generation)] = key
        self.chains.setdefault(Chain(workstation, generation), [])

    def greet(self, workstation: str, nonce: bytes, epoch: int) -> None:
        """The next nonce is expected now."""
        self.workstations[workstation].nonce, self.workstations[workstation].nonce_epoch = nonce, epoch

    def store(self, xid: int, chain: Chain, facts: tuple[SealedFact, ...]) -> None:
        """Facts behind the head; an id that is in another chain already counts no more."""
        stored = self.chains[chain]
        for sealed in facts:
            self.erased.setdefault(self.workstations[chain.workstation].office, set()).update(erases(sealed))
            fact = PulledFact(Cursor(xid, *chain, len(stored) + 1), sealed)
            stored.append(fact)
            self.feed.append(fact)
            envelope, postings = read(sealed)
            if envelope.fact_id in self.counted:
                continue
            self.counted.add(envelope.fact_id)
            for line, posting in enumerate(postings, 1):
                if posting.account:
                    row = (envelope.fact_id, line, posting.account, posting.charge, posting.amount_cents)
                    self.activity.append(Activity(fact.cursor, *row, envelope.business_date))

    def given(self, fact: PulledFact) -> PulledFact:
        """As it is given out: without what was erased."""
        office = self.workstations[fact.cursor.workstation].office
        sealed = shown(fact.sealed, self.erased.get(office, ()))
        return fact if sealed is fact.sealed else PulledFact(fact.cursor, sealed)

    def head(self, chain: Chain) -> tuple[int, bytes]:
        """(sequence, hash)."""
        stored = self.chains.get(chain)
        return (len(stored), stored[-1].sealed.hash) if stored else (0, GENESIS)


Change = tuple[str, tuple[object, ...]]
"""A method of Tables and its arguments: one committed transaction."""


@dataclass
class Transaction:
    """Begun, not committed. `commit` makes it seen."""

    xid: int
    change: Change | None
    answer: Answer | None
    """None: an error, as PostgreSQL gives to questions of somebody who may not ask."""


LOCKS_NOTHING = (HelloStatus.OLD_PROTOCOL, HelloStatus.REVOKED, PushStatus.UNKNOWN_GENERATION)
"""After these no row is locked, so the transaction has no number and holds no horizon back."""


class Centre:
    """Serves requests in two steps, `begin` and `commit`, so that transactions overlap."""

    def __init__(self) -> None:
        self.epoch = 1
        self.xid = 1
        self.protocol_min = PROTOCOL
        self.revoked: set[str] = set()
        self.facts_max, self.retry_after_ms = FACTS_MAX, 0
        self.committed: list[tuple[int, Change]] = []
        self.tables = Tables()
        self.enrolled = 0
        self._running: set[int] = set()
        self._locked: set[str] = set()

    def now(self, change: Change) -> None:
        """Commits at once and is not lost again: what an administrator does at the beginning."""
        self._commit(self._next_xid(), change)
        self.enrolled = len(self.committed)

    def busy(self, workstation: str) -> bool:
        """Does another session of this login hold its row?"""
        return workstation in self._locked

    def begin(self, workstation: str, request: Request, now_us: int, protocol: int = PROTOCOL) -> Transaction:
        """Takes the locks and works out the answer."""
        match request:
            case Hello() | Push() | NextGeneration():
                self._locked.add(workstation)
                change, answer = self._write(workstation, request, now_us, protocol)
                transaction = Transaction(self._next_xid(), change, answer)
                if answer.status not in LOCKS_NOTHING:
                    self._running.add(transaction.xid)
                return transaction
            case _:
                allowed = protocol >= self.protocol_min and workstation not in self.revoked
                return Transaction(0, None, self._read(workstation, request) if allowed else None)

    def commit(self, workstation: str, transaction: Transaction) -> None:
        """What was begun is seen by everybody from now on."""
        self.end(workstation, transaction)
        if transaction.change is not None:
            self._commit(transaction.xid, transaction.change)

    def end(self, workstation: str, transaction: Transaction) -> None:
        """Lets go of the locks; without `commit` that is a rollback."""
        self._running.discard(transaction.xid)
        if transaction.xid:
            self._locked.discard(workstation)

    def fail_over(self, lost: int) -> None:
        """A standby goes on that lacks the newest commits; their transaction numbers are given out again."""
        kept = self.committed[: max(self.enrolled, len(self.committed) - lost)]
        self.tables = Tables()
        self.committed = []
        self._running, self._locked = set(), set()
        self.xid = max((xid for xid, _ in kept), default=0) + 1
        for xid, change in kept:
            self._commit(xid, change)
        self.epoch += 1

    @property
    def horizon(self) -> int:
        """No transaction below it will still commit."""
        return min(self._running, default=self.xid)

    def _next_xid(self) -> int:
        self.xid += 1
        return self.xid - 1

    def _commit(self, xid: int, change: Change) -> None:
        self.committed.append((xid, change))
        method, arguments = change
        xids = (xid,) if method == "store" else ()
        getattr(self.tables, method)(*xids, *arguments)

    # Writing requests

    def _write(
        self, workstation: str, request: Request, now_us: int, protocol: int
    ) -> tuple[Change | None, HelloAnswer | PushAnswer | GenerationAnswer]:
        match request:
            case Hello():
                return self._hello(workstation, request, now_us, protocol)
            case Push():
                return self._push(workstation, request, protocol)
            case NextGeneration():
                return self._mint(workstation, request, protocol)
        raise TypeError(request)

    def _hello(self, workstation: str, hello: Hello, now_us: int, protocol: int) -> tuple[Change | None, HelloAnswer]:
        status = self._greeting(workstation, hello, protocol)
        told = status not in (HelloStatus.OLD_PROTOCOL, HelloStatus.REVOKED)
        head = self.tables.head(Chain(workstation, hello.generation)) if told else (0, GENESIS)
        pace = (self.retry_after_ms, self.facts_max)
        answer = HelloAnswer(status, self.epoch, now_us, *head, *pace, horizon=self.horizon)
        change = ("greet", (workstation, hello.next_nonce, self.epoch)) if status is HelloStatus.OK else None
        return change, answer

    def _greeting(self, workstation: str, hello: Hello, protocol: int) -> HelloStatus:
        here = self.tables.workstations[workstation]
        if protocol < self.protocol_min:
            return HelloStatus.OLD_PROTOCOL
        if workstation in self.revoked:
            return HelloStatus.REVOKED
        if hello.generation < here.generation:
            return HelloStatus.STALE_GENERATION
        if hello.generation > here.generation:
            return HelloStatus.UNKNOWN_GENERATION
        expected = (hello.nonce, hello.next_nonce)
        return HelloStatus.OK if here.nonce_epoch != self.epoch or here.nonce in expected else HelloStatus.CLONE

    def _push(self, workstation: str, push: Push, protocol: int) -> tuple[Change | None, PushAnswer]:
        chain = Chain(workstation, push.generation)
        status = self._judge(chain, push, protocol)
        sequence, digest = self.tables.head(chain) if status is not PushStatus.REVOKED else (0, GENESIS)
        change: Change | None = None
        if status is PushStatus.OK:
            new = push.facts[sequence - push.first_sequence + 1 :]
            change, sequence, digest = ("store", (chain, new)), sequence + len(new), new[-1].hash
        return change, PushAnswer(status, sequence, digest, self.retry_after_ms, self.facts_max)

    def _judge(self, chain: Chain, push: Push, protocol: int) -> PushStatus:
        sequence, _ = self.tables.head(chain)
        if protocol < self.protocol_min:
            return PushStatus.OLD_PROTOCOL
        if chain.workstation in self.revoked:
            return PushStatus.REVOKED
        if chain not in self.tables.chains:
            return PushStatus.UNKNOWN_GENERATION
        if len(push.facts) > self.facts_max:
            return PushStatus.TOO_MUCH
        if push.first_sequence > sequence + 1:
            return PushStatus.GAP
        if self._forks(chain, push):
            return PushStatus.FORK
        if not _hashes_hold(chain, push):
            return PushStatus.BAD_HASH
        return PushStatus.DUPLICATE if push.first_sequence + len(push.facts) <= sequence + 1 else PushStatus.OK

    def _forks(self, chain: Chain, push: Push) -> bool:
        stored = self.tables.chains[chain]
        before = stored[push.first_sequence - 2].sealed.hash if push.first_sequence > 1 else GENESIS
        there = stored[push.first_sequence - 1 :]
        return push.previous_hash != before or any(
            mine.sealed.hash != theirs.hash for mine, theirs in zip(there, push.facts, strict=False)
        )

    def _mint(self, workstation: str, request: NextGeneration, protocol: int) -> tuple[Change | None, GenerationAnswer]:
        if protocol < self.protocol_min:
            return None, GenerationAnswer(GenerationStatus.OLD_PROTOCOL)
        if workstation in self.revoked:
            return None, GenerationAnswer(GenerationStatus.REVOKED)
        here = self.tables.workstations[workstation]
        own = {chain.generation: key for chain, key in self.tables.keys.items() if chain.workstation == workstation}
        known = [generation for generation, key in own.items() if key == request.public_key]
        minted = known[0] if known else max(request.wanted, max(own) + 1)
        change = ("mint", (workstation, minted, request.public_key, request.nonce))
        return change if minted >= here.generation else None, GenerationAnswer(GenerationStatus.OK, minted)

    # Reading requests

    def _read(self, workstation: str, request: Request) -> Answer:
        match request:
            case Pull():
                return PullAnswer(tuple(map(self.tables.given, self._pull(workstation, request))))
            case Fetch():
                stored = self.tables.chains.get(Chain(request.workstation, request.generation), [])
                chain = Chain(request.workstation, request.generation)
                first = max(request.from_sequence - 1, self._outside(workstation, chain)[0])
                return PullAnswer(tuple(map(self.tables.given, stored[first : request.to_sequence][:FACTS_MAX])))
            case Heads():
                return HeadsAnswer(tuple(self._heads(workstation)))
            case PullActivity():
                rows = (row for row in self._elsewhere(workstation) if self._is_settled(row.cursor))
                return ActivityAnswer(_page(rows, request))
            case FetchActivity():
                elsewhere = self._elsewhere(workstation)
                rows = (row for row in elsewhere if bucket_of(row.cursor.workstation) == request.bucket)
                return ActivityAnswer(_page(rows, request))
            case ActivityBuckets():
                return BucketsAnswer(tuple(self._buckets(workstation)))
        raise TypeError(request)

    def _scope(self, workstation: str) -> set[str]:
        office = self.tables.workstations[workstation].office
        return {name for name, other in self.tables.workstations.items() if other.office == office}

    def _outside(self, workstation: str, chain: Chain) -> tuple[int, bytes]:
        return self.tables.scopes.get((workstation, chain), (0, GENESIS))

    def _pull(self, workstation: str, pull: Pull) -> list[PulledFact]:
        scope = self._scope(workstation)
        rows = [
            row
            for row in self.tables.feed
            if row.cursor > pull.cursor
            and row.cursor.workstation in scope
            and row.cursor.sequence > self._outside(workstation, chain_of(row.cursor))[0]
        ]
        return sorted((row for row in rows if self._is_settled(row.cursor)), key=lambda row: row.cursor)[: pull.limit]

    def _is_settled(self, cursor: Cursor) -> bool:
        return cursor.xid < self.horizon

    def _heads(self, workstation: str) -> Iterator[Head]:
        scope = self._scope(workstation)
        for chain in sorted(self.tables.chains):
            if chain.workstation in scope:
                office = self.tables.workstations[chain.workstation].office
                sequence, digest = self._outside(workstation, chain)
                end, key = self.tables.head(chain), self.tables.keys[chain]
                yield Head(*chain, *end, key, office, sequence + 1, digest)

    def _elsewhere(self, workstation: str) -> list[Activity]:
        scope = self._scope(workstation)
        return [
            row
            for row in self.tables.activity
            if row.cursor.workstation not in scope
            or row.cursor.sequence <= self._outside(workstation, chain_of(row.cursor))[0]
        ]

    def _buckets(self, workstation: str) -> Iterator[Bucket]:
        sums: dict[int, tuple[int, int]] = {}
        for row in self._elsewhere(workstation):
            rows, cents = sums.get(bucket_of(row.cursor.workstation), (0, 0))
            sums[bucket_of(row.cursor.workstation)] = rows + 1, cents + row.amount_cents
        for bucket, (rows, cents) in sorted(sums.items()):
            yield Bucket(bucket, rows, cents)


def chain_of(cursor: Cursor) -> Chain:
    """Where this place of the feed stands."""
    return Chain(cursor.workstation, cursor.generation)


def bucket_of(workstation: str) -> int:
    """The first byte of the code's SHA-256."""
    return hashlib.sha256(workstation.encode()).digest()[0]


def _page(rows: Iterator[Activity], request: PullActivity | FetchActivity) -> tuple[Activity, ...]:
    after = (request.cursor, request.line)
    behind = [row for row in rows if (row.cursor, row.line) > after]
    return tuple(sorted(behind, key=lambda row: (row.cursor, row.line))[: request.limit])


def _hashes_hold(chain: Chain, push: Push) -> bool:
    previous = push.previous_hash
    for sequence, sealed in enumerate(push.facts, push.first_sequence):
        envelope, _ = read(sealed)
        named = (envelope.workstation, envelope.generation, envelope.sequence)
        linked = sealed.previous_hash == previous
        if not linked or named != (*chain, sequence) or _hash_of(sealed) != sealed.hash or not values_hold(sealed):
            return False
        previous = sealed.hash
    return True


def _hash_of(sealed: SealedFact) -> bytes:
    return fact_hash(sealed.previous_hash, sealed.envelope_bytes, sealed.body_bytes)
