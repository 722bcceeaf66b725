"""Verifies the hash chains: every hash, link, signature and label, without holes, and postings as the bodies say.

The start-up check begins at the last checkpoint (`chain_checkpoint`), verifies what came since and moves the
checkpoint; `verify_journal` begins at the beginning, which of others' chains may be a place in their middle
(`chain_beginning`): what lies before that is proved by whoever holds it. Each chain is named up to its first fault.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects.sqlite import insert

from app.errors import Unavailable
from app.journal.chain import GENESIS, ChainFault, ChainFinding, Links
from app.journal.doubled import counts, is_labelled
from app.journal.fact import envelope_decoder
from app.journal.kinds import Kinds, posting_rows
from app.journal.read_facts import Execute, Progress, StoredFact, no_progress, whole_chain
from app.journal.tables import chain_checkpoint
from app.store.database import StoreFailure
from app.store.unit_of_work import UnitOfWork

Chain = tuple[str, int]
"""(workstation, generation)"""


@dataclass(frozen=True)
class Verified:
    """How far a chain verifies, and what is wrong with the fact after that, if anything."""

    chain: Chain
    sequence: int
    hash: bytes
    fault: ChainFault | None

    @property
    def finding(self) -> ChainFinding | None:
        """The fault with its place; None for a whole chain."""
        return ChainFinding(self.fault, *self.chain, self.sequence + 1) if self.fault else None


def verify_journal(execute: Execute, kinds: Kinds, progress: Progress = no_progress) -> Iterator[ChainFinding]:
    """Every chain from its beginning; the first fault of each."""
    total = next(iter(execute("SELECT count(*) FROM fact", ())))[0]
    done = 0

    def count(facts: int) -> None:
        nonlocal done
        done += facts
        progress("verify", done, total)

    keys, begin = public_keys(execute), beginnings(execute)
    for chain, key in keys.items():
        place = begin.get(chain, (0, GENESIS))
        verified = _verify_chain(execute, chain, key, *place, postings_of=kinds, count=count)
        fault = verified.finding or _cut_short(execute, verified)
        if fault:
            yield fault
    for chain in _chains(execute):
        if chain not in keys:
            yield ChainFinding(ChainFault.KEY_UNKNOWN, *chain, 1)


def verify_since_checkpoint(execute: Execute) -> Iterator[Verified]:
    """Every chain from where it was verified last. A checkpoint that the chain does not reach is a fault itself."""
    checkpoints = {
        (workstation, generation): (sequence, digest)
        for workstation, generation, sequence, digest in execute(
            "SELECT workstation, generation, sequence, hash FROM chain_checkpoint", ()
        )
    }
    begin = beginnings(execute)
    for chain, key in public_keys(execute).items():
        beginning = begin.get(chain, (0, GENESIS))
        sequence, digest = checkpoints.get(chain, beginning)
        if (sequence, digest) != beginning and _hash_at(execute, chain, sequence) != digest:
            yield Verified(chain, sequence - 1, GENESIS, ChainFault.CUT_SHORT)
        else:
            yield _verify_chain(execute, chain, key, sequence, digest)


def check_at_start(writer: Engine, folder: Path, now_us: Callable[[], int]) -> int:
    """Verifies what came since the last checkpoint and moves it; gives the number of facts that were verified.

    Raises Unavailable(CHAIN_BROKEN) naming workstation, generation, sequence and fault. A disk too full to move the
    checkpoint does not keep the program from starting: the next start verifies a little more.
    """
    with writer.connect() as connection:
        verified = list(verify_since_checkpoint(connection.exec_driver_sql))
        before = {(row[0], row[1]): row[2] for row in connection.execute(chain_checkpoint.select())}
    for chain in verified:
        if chain.fault:
            where = dict(zip(("workstation", "generation"), chain.chain, strict=True))
            raise Unavailable(StoreFailure.CHAIN_BROKEN, fault=chain.fault.value, sequence=chain.sequence + 1, **where)
    moved = [chain for chain in verified if chain.sequence > before.get(chain.chain, 0)]
    if moved:
        try:
            _move_checkpoints(writer, folder, moved, now_us())
        except Unavailable as failure:
            if failure.code is not StoreFailure.DISK_FULL:
                raise
    return sum(chain.sequence - before.get(chain.chain, 0) for chain in moved)


def public_keys(execute: Execute) -> dict[Chain, bytes]:
    """The public key of each chain that is known here."""
    rows = execute("SELECT workstation, generation, public_key FROM chain_device ORDER BY 1, 2", ())
    return {(workstation, generation): key for workstation, generation, key in rows}


def beginnings(execute: Execute) -> dict[Chain, tuple[int, bytes]]:
    """The place before the first fact of each chain that is held from its middle; never of one that we wrote."""
    rows = execute(
        "SELECT b.workstation, b.generation, b.sequence, b.hash FROM chain_beginning b "
        "JOIN chain_device d ON d.workstation = b.workstation AND d.generation = b.generation "
        "WHERE d.private_key IS NULL",
        (),
    )
    return {(workstation, generation): (sequence, digest) for workstation, generation, sequence, digest in rows}


def _verify_chain(
    execute: Execute,
    chain: Chain,
    key: bytes,
    sequence: int = 0,
    digest: bytes = GENESIS,
    *,
    postings_of: Kinds | None = None,
    count: Callable[[int], None] = lambda _: None,
) -> Verified:
    links = Links(key, sequence, digest)
    for facts in whole_chain(execute, chain, sequence):
        for stored in facts:
            before = links.sequence, links.hash
            fault = links.follow(stored.sealed) or _mislabelled(stored)
            if fault:
                return Verified(chain, *before, fault)
        if postings_of is not None:
            wrong = _first_with_other_postings(execute, postings_of, facts)
            if wrong is not None:
                return Verified(chain, wrong.sequence - 1, wrong.sealed.previous_hash, ChainFault.POSTINGS_DIFFER)
        count(len(facts))
    return Verified(chain, links.sequence, links.hash, None)


def _mislabelled(stored: StoredFact) -> ChainFault | None:
    envelope = envelope_decoder.decode(stored.sealed.envelope_bytes)
    return None if is_labelled(stored, envelope) else ChainFault.MISLABELLED


def _first_with_other_postings(execute: Execute, kinds: Kinds, facts: list[StoredFact]) -> StoredFact | None:
    first, last = facts[0], facts[-1]
    kept: dict[int, list[tuple[object, ...]]] = {}
    for row in execute(
        "SELECT * FROM posting WHERE workstation = ? AND generation = ? AND sequence BETWEEN ? AND ? "
        "ORDER BY sequence, line",
        (first.workstation, first.generation, first.sequence, last.sequence),
    ):
        kept.setdefault(row[2], []).append(tuple(row))
    for stored in facts:
        fact = kinds.read(stored.sealed.envelope_bytes, stored.sealed.body_bytes)
        given = posting_rows(fact) if counts(stored.fact_id) else ()
        if kept.get(stored.sequence, []) != [values for _, values in given]:
            return stored
    return None


def _cut_short(execute: Execute, verified: Verified) -> ChainFinding | None:
    """Something of a chain's past beyond its end: a checkpoint or postings of facts that are gone."""
    for table in ("chain_checkpoint", "posting"):
        beyond = next(
            iter(execute(f"SELECT max(sequence) FROM {table} WHERE workstation = ? AND generation = ?", verified.chain))
        )[0]
        if beyond is not None and beyond > verified.sequence:
            return ChainFinding(ChainFault.CUT_SHORT, *verified.chain, verified.sequence + 1)
    return None


def _hash_at(execute: Execute, chain: Chain, sequence: int) -> bytes | None:
    found = list(
        execute("SELECT hash FROM fact WHERE workstation = ? AND generation = ? AND sequence = ?", (*chain, sequence))
    )
    return found[0][0] if found else None


def _chains(execute: Execute) -> list[Chain]:
    return [tuple(row) for row in execute("SELECT DISTINCT workstation, generation FROM fact", ())]


def _move_checkpoints(writer: Engine, folder: Path, verified: list[Verified], now_us: int) -> None:
    with UnitOfWork(writer, folder) as work:
        for chain in verified:
            _move_checkpoint(work.connection, chain, now_us)
        work.commit()


def _move_checkpoint(connection: Connection, verified: Verified, now_us: int) -> None:
    workstation, generation = verified.chain
    place = {"sequence": verified.sequence, "hash": verified.hash, "verified_at_us": now_us}
    statement = insert(chain_checkpoint).values(workstation=workstation, generation=generation, **place)
    connection.execute(statement.on_conflict_do_update(index_elements=["workstation", "generation"], set_=place))
