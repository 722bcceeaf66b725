"""`central audit`: every chain from its first fact, as any workstation would verify it, and all that is derived of it.

For each chain: hashes, links, signatures and labels; what was recovered as the old generation signed it; its head; the
feed without holes; the activity as its bodies say. Each chain is named at its first fault. What was left to be
published later is published first; then all is read in one snapshot, so pushes may go on meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from app.journal.chain import ChainFault, ChainFinding, Links, read_envelope
from app.journal.fact import FactBody, SealedFact
from app.journal.recovered import is_true_to_original, original_of
from app.sync.central.connection import connected

if TYPE_CHECKING:
    from app.sync.central.connection import Connection

BATCH_ROWS = 2_000
Progress = Callable[[int, int], None]
"""Facts done, facts in all."""

_FACTS = """
    SELECT f.envelope, f.body, f.previous_hash, f.hash, f.signature, f.generation, f.sequence, f.fact_id::text,
        i.workstation = f.workstation AND i.generation = f.generation AND i.sequence = f.sequence
    FROM counter.fact f LEFT JOIN counter.fact_identity i ON i.fact_id = f.fact_id
    WHERE f.workstation = %s AND f.generation = %s ORDER BY f.sequence
"""
_ACTIVITY = """
    SELECT sequence, line, account, charge, amount_cents FROM counter.account_activity
    WHERE workstation = %s AND generation = %s ORDER BY sequence, line
"""
_FEED = """
    SELECT first_sequence, last_sequence FROM counter.feed
    WHERE workstation = %s AND generation = %s ORDER BY first_sequence
"""
_WITHOUT_CHAIN = """
    SELECT f.workstation, f.generation FROM counter.fact f
    WHERE NOT EXISTS (
        SELECT FROM counter.chain c WHERE c.workstation = f.workstation AND c.generation = f.generation
    )
    GROUP BY 1, 2 ORDER BY 1, 2
"""
_RECOVERED = b'"recovered":'
_bodies = msgspec.json.Decoder(FactBody)

Line = tuple[int, int, str, str | None, int]
"""(sequence, line, account, charge, amount in cents)"""


@dataclass(frozen=True)
class Audited:
    """What was read, and the first fault of each chain that has one."""

    chains: int
    facts: int
    findings: tuple[ChainFinding, ...]


@dataclass(frozen=True)
class _Chain:
    workstation: str
    generation: int
    public_key: bytes
    head_sequence: int
    head_hash: bytes
    activity_rows: int
    activity_cents: int

    @property
    def place(self) -> tuple[str, int]:
        return self.workstation, self.generation

    def finding(self, fault: ChainFault, sequence: int) -> ChainFinding:
        return ChainFinding(fault, self.workstation, self.generation, sequence)


def audit(dsn: str, progress: Progress = lambda _done, _total: None) -> Audited:
    """Verifies everything that the centre holds. Raises Unavailable(CentralFailure)."""
    _publish(dsn)
    with connected(dsn) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        chains = _chains(connection)
        keys = {chain.place: chain.public_key for chain in chains}
        total, done = sum(chain.head_sequence for chain in chains), 0
        findings: list[ChainFinding] = []
        for chain in chains:
            fault = _first_fault(connection, chain, keys, partial(_tell, progress, done, total))
            findings += [fault] if fault else []
            done += chain.head_sequence
            progress(done, total)
        keyless = connection.execute(_WITHOUT_CHAIN).fetchall()
        findings += [ChainFinding(ChainFault.KEY_UNKNOWN, workstation, number, 1) for workstation, number in keyless]
        return Audited(len(chains), total, tuple(findings))


def _tell(progress: Progress, before: int, total: int, facts: int) -> None:
    progress(before + facts, total)


def _chains(connection: "Connection") -> list[_Chain]:
    rows = connection.execute(
        "SELECT workstation, generation, public_key, head_sequence, head_hash, activity_rows, activity_cents "
        "FROM counter.chain ORDER BY workstation, generation"
    )
    return [_Chain(*row) for row in rows]


def _publish(dsn: str) -> None:
    """A piece a transaction, until nothing is left or somebody else does it."""
    published = 1
    while published:
        with connected(dsn) as connection:
            published = connection.execute("SELECT counter.publish()").fetchall()[0][0]


def _first_fault(
    connection: "Connection", chain: _Chain, keys: Mapping[tuple[str, int], bytes], count: Callable[[int], None]
) -> ChainFinding | None:
    links = Links(chain.public_key)
    activity = _Activity(connection, chain)
    with connection.cursor("audited", binary=True) as facts:
        facts.itersize = BATCH_ROWS
        facts.execute(_FACTS, chain.place)
        for *sealed, generation, sequence, fact_id, counts in facts:
            fact = SealedFact(*sealed)
            labels = (chain.workstation, generation, sequence, fact_id)
            fault = links.follow(fact) or _mislabelled(fact, labels) or _untrue(fact, keys)
            if fault is None and not activity.follows(fact, sequence, counts=counts):
                fault = ChainFault.POSTINGS_DIFFER
            if fault:
                return chain.finding(fault, sequence)
            if sequence % BATCH_ROWS == 0:
                count(sequence)
    return _wrong_end(connection, chain, links) or activity.wrong_end()


def _mislabelled(fact: SealedFact, labels: tuple[str, int, int, str]) -> ChainFault | None:
    envelope = read_envelope(fact.envelope_bytes)
    if envelope is None:
        return ChainFault.ALTERED
    says = (envelope.workstation, envelope.generation, envelope.sequence, envelope.fact_id)
    return None if says == labels else ChainFault.MISLABELLED


def _untrue(fact: SealedFact, keys: Mapping[tuple[str, int], bytes]) -> ChainFault | None:
    """What is wrong with a fact that was appended again: it must be what its old generation's key had signed."""
    if _RECOVERED not in fact.envelope_bytes:
        return None
    try:
        original = original_of(fact)
    except ValueError:  # not hex
        return ChainFault.FORGED
    was = read_envelope(original.envelope_bytes) if original else None
    if was is None:
        return ChainFault.FORGED if original else None
    key = keys.get((was.workstation, was.generation))
    if key is None:
        return ChainFault.KEY_UNKNOWN
    return None if is_true_to_original(fact, key) else ChainFault.FORGED


def _wrong_end(connection: "Connection", chain: _Chain, links: Links) -> ChainFinding | None:
    """The head is not the last fact, or the feed does not lead to it without a hole."""
    if (links.sequence, links.hash) != (chain.head_sequence, chain.head_hash):
        return chain.finding(ChainFault.CUT_SHORT, links.sequence + 1)
    reached = 0
    for first, last in connection.execute(_FEED, chain.place):
        if first != reached + 1:
            return chain.finding(ChainFault.GAP, reached + 1)
        reached = last
    return chain.finding(ChainFault.GAP, reached + 1) if reached != chain.head_sequence else None


class _Activity:
    """Walks a chain's activity beside its facts."""

    def __init__(self, connection: "Connection", chain: _Chain) -> None:
        self._chain = chain
        self._rows = _rows(connection, chain)
        self._next = next(self._rows, None)
        self._count = self._cents = 0

    def follows(self, fact: SealedFact, sequence: int, *, counts: bool) -> bool:
        """Are the next rows those of this fact? A fact that counts elsewhere has none, nor has an unreadable body."""
        found = []
        while self._next is not None and self._next[0] == sequence:
            found.append(self._next)
            self._next = next(self._rows, None)
        self._count += len(found)
        self._cents += sum(line[4] for line in found)
        return found == (_lines(fact, sequence) if counts else [])

    def wrong_end(self) -> ChainFinding | None:
        """Rows of no fact, or sums beside the head that are not those of the rows."""
        kept = (self._chain.activity_rows, self._chain.activity_cents)
        if self._next is None and (self._count, self._cents) == kept:
            return None
        return self._chain.finding(ChainFault.POSTINGS_DIFFER, self._chain.head_sequence)


def _rows(connection: "Connection", chain: _Chain) -> Iterator[Line]:
    with connection.cursor("activity", binary=True) as rows:
        rows.itersize = BATCH_ROWS
        rows.execute(_ACTIVITY, chain.place)
        yield from rows


def _lines(fact: SealedFact, sequence: int) -> list[Line]:
    try:
        postings = _bodies.decode(fact.body_bytes).postings
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return []
    return [
        (sequence, line, posting.account, posting.charge, posting.amount_cents)
        for line, posting in enumerate(postings, 1)
        if posting.account is not None
    ]
