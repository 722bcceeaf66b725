"""Puts facts that a second copy holds into a journal: into a new one (restore), or onto an old backup's end.

Every fact is verified as a link of its chain before it is stored; the first that does not verify stops it all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.errors import Unavailable
from app.journal.append import insert_rows
from app.journal.chain import ChainFault, Links, read_envelope
from app.journal.copy_facts import FactFrame, copy_place, read_frame
from app.journal.doubled import counts, doubled_label
from app.journal.erased_values import forget_all_erased
from app.journal.fact import Envelope
from app.journal.kinds import Kinds
from app.journal.read_facts import Execute, facts_after, head_position
from app.journal.verify_journal import Chain, public_keys
from app.lanes import Lanes
from app.store.database import StoreFailure
from app.store.remembered import remembered
from app.store.second_copy import CopyFailure, CopyReader, Frame
from app.store.unit_of_work import UnitOfWork

LOOK_SECONDS_MAX = 1.0
"""How long a start waits for a slow share to say what it holds."""

_HEAD = "SELECT sequence, hash FROM fact WHERE workstation = ? AND generation = ? ORDER BY sequence DESC LIMIT 1"
_FACT = (
    "INSERT INTO fact "
    "(workstation, generation, sequence, fact_id, kind, envelope, body, previous_hash, hash, signature) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PRIVATE = "INSERT INTO private_data (digest, fact_id, field, salt, value) VALUES (?, ?, ?, ?, ?)"
_DEVICE = "INSERT OR IGNORE INTO chain_device (workstation, generation, public_key, started_at_us) VALUES (?, ?, ?, ?)"

_BEGINNING = "INSERT OR IGNORE INTO chain_beginning (workstation, generation, sequence, hash) VALUES (?, ?, ?, ?)"


@dataclass
class Chains:
    """The heads of the chains that facts are added to, by (workstation, generation)."""

    links: dict[Chain, Links] = field(default_factory=dict)

    @classmethod
    def of(cls, execute: Execute) -> "Chains":
        """The chains of a journal as they stand."""
        chains = cls()
        for chain, key in public_keys(execute).items():
            for sequence, digest in execute(_HEAD, chain):
                chains.links[chain] = Links(key, sequence, digest)
        return chains

    def follow(self, frame: FactFrame, position: int) -> Envelope:
        """Verifies the next fact. Raises Unavailable(CHAIN_BROKEN) with its place."""
        envelope = read_envelope(frame.envelope)
        if envelope is None:
            raise Unavailable(StoreFailure.CHAIN_BROKEN, fault=ChainFault.ALTERED.value, position=position)
        chain = (envelope.workstation, envelope.generation)
        if frame.public_key is not None and chain not in self.links:
            self.links[chain] = Links(frame.public_key, envelope.sequence - 1, frame.previous_hash)
        links = self.links.get(chain)
        fault = links.follow(frame.sealed) if links else ChainFault.KEY_UNKNOWN
        if fault:
            where = {"workstation": chain[0], "generation": chain[1], "sequence": envelope.sequence}
            raise Unavailable(StoreFailure.CHAIN_BROKEN, fault=fault.value, **where)
        return envelope


def add_facts(execute: Execute, frames: Iterable[Frame], chains: Chains) -> Iterator[FactFrame]:
    """Stores each frame's fact, private data and public key, and gives it back; read tables are the caller's matter."""
    for frame in frames:
        content = read_frame(frame)
        envelope = chains.follow(content, frame.position)
        place = (envelope.workstation, envelope.generation)
        bytes_kept = (content.envelope, content.body, content.previous_hash, content.hash, content.signature)
        again = next(iter(execute("SELECT 1 FROM fact WHERE fact_id = ?", (envelope.fact_id,))), None)
        label = doubled_label(envelope) if again else envelope.fact_id
        execute(_FACT, (*place, envelope.sequence, label, envelope.kind, *bytes_kept))
        for digest, name, salt, value in content.private:
            execute(_PRIVATE, (digest, envelope.fact_id, name, salt, value))
        if content.public_key is not None:
            execute(_DEVICE, (*place, content.public_key, content.started_at_us))
            if envelope.sequence > 1:  # held from its middle there, so here too
                execute(_BEGINNING, (*place, envelope.sequence - 1, content.previous_hash))
        yield content


def take_back(connection: Connection, kinds: Kinds, copy: CopyReader) -> int:
    """Appends what the copy holds beyond this journal, with its read tables' rows; the caller commits. Gives the count.

    For a journal that is an old backup. Raises Unavailable(CHAIN_BROKEN) where the two part, so that nothing is mixed.
    """
    execute = connection.exec_driver_sql
    here = head_position(execute)
    newest = facts_after(execute, here - 1, 1)
    chains = Chains.of(execute)
    count = 0
    for content in add_facts(execute, _behind(copy, here, newest[0].sealed.hash), chains):
        count += 1
        fact = kinds.read(content.envelope, content.body)
        label = facts_after(execute, here + count - 1, 1)[0].fact_id
        insert_rows(connection, kinds.rows(fact) if counts(label) else ())
    forget_all_erased(execute)
    remembered(connection.engine).clear()
    return count


def _behind(copy: CopyReader, here: int, newest_hash: bytes) -> Iterator[Frame]:
    """The copy's frames behind our newest fact, which the copy must hold too."""
    for frame in copy.frames(after=here - 1):
        if frame.position > here:
            yield frame
        elif read_frame(frame).hash != newest_hash:
            raise Unavailable(StoreFailure.CHAIN_BROKEN, fault=ChainFault.BROKEN_LINK.value, position=here)


def take_back_from_copy(writer: Engine, folder: Path, key: bytes, kinds: Kinds, lanes: Lanes) -> int:
    """At start: a journal that is older than its second copy gets the facts it lacks, before anybody works with it.

    Gives their number. A copy that is not there, does not answer within a second or has another history changes
    nothing here: its status says so. Raises Unavailable(StoreFailure).
    """
    with writer.connect() as connection:
        place = copy_place(connection)
        here = head_position(connection.exec_driver_sql)
    if place is None:
        return 0
    copy = CopyReader(place, key)
    try:
        tail = lanes.background("second-copy").submit(copy.tail).future.result(LOOK_SECONDS_MAX)
        if tail is None or tail.position <= here:
            return 0
        with UnitOfWork(writer, folder) as work:
            count = take_back(work.connection, kinds, copy)
            work.commit()
    except TimeoutError:
        return 0
    except Unavailable as failure:
        if failure.code is StoreFailure.CHAIN_BROKEN or isinstance(failure.code, CopyFailure):
            return 0
        raise
    return count
