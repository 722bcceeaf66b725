"""Verifies facts one by one, on demand: each against what is stored of it and of the fact before and after it.

Every check says by itself whether it holds, so that one altered fact does not condemn those that follow it. No
checkpoint is asked: what verified at the last start may have been altered since.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.journal.chain import GENESIS, fact_hash, is_signed, read_envelope
from app.journal.doubled import counts, is_labelled
from app.journal.fact import SealedFact
from app.journal.kinds import Kinds, posting_rows
from app.journal.read_facts import Execute, StoredFact, chain_after
from app.journal.verify_journal import beginnings, public_keys

NEIGHBOURS = 3


class ChainCheck(StrEnum):
    """What must hold of one fact, in the order in which it is shown."""

    CONTENT = "content"
    """Envelope and body give the hash that is stored."""
    BEFORE = "before"
    """It names the hash of the fact before it; the first of a chain names none."""
    AFTER = "after"
    """The fact after it, where there is one, names its hash."""
    SIGNATURE = "signature"
    """The device of its chain signed its hash."""
    LABELS = "labels"
    """The row's own columns are what the envelope says."""
    POSTINGS = "postings"
    """The posting rows are those of the body."""


@dataclass(frozen=True)
class Verdict:
    """What one place of a chain says. `fact_id` and `kind` are those of the row; `failed` is empty when all holds.

    `newest`: no fact stands after it, so its own hash is named by nobody yet.
    """

    sequence: int
    fact_id: str
    kind: str
    hash: bytes
    failed: tuple[ChainCheck, ...]
    newest: bool

    @property
    def verified(self) -> bool:
        """Does every check hold?"""
        return not self.failed


def verify_facts(execute: Execute, kinds: Kinds, facts: Iterable[StoredFact]) -> Iterator[Verdict]:
    """A verdict on each, in their order; reads the facts before and after each that are not among them."""
    facts, keys = tuple(facts), public_keys(execute)
    known = {_place(stored, stored.sequence): stored.sealed for stored in facts}
    for stored in facts:
        yield _verdict(execute, kinds, keys.get((stored.workstation, stored.generation)), stored, known)


def verify_nearby(execute: Execute, kinds: Kinds, stored: StoredFact) -> tuple[Verdict, ...]:
    """Verdicts on the fact and on up to `NEIGHBOURS` before and after it, in the chain's order."""
    chain, first = (stored.workstation, stored.generation), max(stored.sequence - NEIGHBOURS, 1)
    near = chain_after(execute, chain, first - 1, stored.sequence + NEIGHBOURS - first + 1)
    return tuple(verify_facts(execute, kinds, [each for each in near if each.sequence <= stored.sequence + NEIGHBOURS]))


Place = tuple[str, int, int]


def _place(stored: StoredFact, sequence: int) -> Place:
    return stored.workstation, stored.generation, sequence


def _verdict(
    execute: Execute, kinds: Kinds, key: bytes | None, stored: StoredFact, known: Mapping[Place, SealedFact]
) -> Verdict:
    place = _place(stored, stored.sequence - 1)
    before = known[place].hash if place in known else _hash_before(execute, place)
    place = _place(stored, stored.sequence + 1)
    after = known[place].previous_hash if place in known else _beside(execute, "previous_hash", place)
    sealed = stored.sealed
    holds = {
        ChainCheck.CONTENT: fact_hash(sealed.previous_hash, sealed.envelope_bytes, sealed.body_bytes) == sealed.hash,
        ChainCheck.BEFORE: before == sealed.previous_hash,
        ChainCheck.AFTER: after is None or after == sealed.hash,
        ChainCheck.SIGNATURE: key is not None and is_signed(key, sealed),
        ChainCheck.LABELS: _is_labelled(stored),
        ChainCheck.POSTINGS: _has_its_postings(execute, kinds, stored),
    }
    failed = tuple(check for check in ChainCheck if not holds[check])
    return Verdict(stored.sequence, stored.fact_id, stored.kind, sealed.hash, failed, after is None)


def _hash_before(execute: Execute, place: Place) -> bytes | None:
    """The hash at a place, which may be the one just before the part of the chain that is held."""
    workstation, generation, sequence = place
    begun = beginnings(execute).get((workstation, generation), (0, GENESIS))
    return begun[1] if sequence == begun[0] else _beside(execute, "hash", place)


def _beside(execute: Execute, column: str, place: Place) -> bytes | None:
    """A column of the fact at a place; None where there is none."""
    sql = f"SELECT {column} FROM fact WHERE workstation = ? AND generation = ? AND sequence = ?"
    return next((row[0] for row in execute(sql, place)), None)


def _is_labelled(stored: StoredFact) -> bool:
    envelope = read_envelope(stored.sealed.envelope_bytes)
    return envelope is not None and is_labelled(stored, envelope)


def _has_its_postings(execute: Execute, kinds: Kinds, stored: StoredFact) -> bool:
    place = _place(stored, stored.sequence)
    sql = "SELECT * FROM posting WHERE workstation = ? AND generation = ? AND sequence = ? ORDER BY line"
    kept = [tuple(row) for row in execute(sql, place)]
    try:
        fact = kinds.read(stored.sealed.envelope_bytes, stored.sealed.body_bytes)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    given = posting_rows(fact) if counts(stored.fact_id) else ()
    return kept == [values for _, values in given]
