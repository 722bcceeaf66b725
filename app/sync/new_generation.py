"""Becomes the generation that the centre minted: the journal is made anew aside, before anybody works with it.

Our facts after the last place that the centre shares with us leave the old generation and are appended again in the
new one, with their ids, bytes and old signatures. What the centre has in their places is fetched later as any other
chain's. A crash at any instant leaves the old file whole, and the next start begins anew.
"""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine

from app.clock import Clock
from app.identity.facts import OfficeChanged, WorkstationSetUp
from app.ids import Ids
from app.journal.append import seal
from app.journal.chain import GENESIS, Signer
from app.journal.fact import Fact, SealedFact, envelope_decoder
from app.journal.head_mark import remove_mark
from app.journal.kinds import Kinds
from app.journal.read_facts import whole_chain
from app.journal.rebuild import rebuild
from app.journal.recovered import recover
from app.store.database import open_connection, storage_failures
from app.sync.queries import is_minted, state_row
from app.sync.types import Chain, SyncState

_FACT = f"INSERT INTO fact VALUES ({', '.join('?' * 10)})"
_PLACE_BEFORE = (
    "SELECT envelope, body FROM fact WHERE workstation = ? AND (generation < ? OR generation = ? AND sequence <= ?) "
    "AND kind {} ORDER BY generation DESC, sequence DESC LIMIT 1"
)
_OWN = "SELECT workstation, generation FROM chain_device WHERE private_key IS NOT NULL ORDER BY generation DESC LIMIT 1"


@dataclass(frozen=True)
class _Minted:
    private_key: bytes
    generation: int
    shared: int
    nonce: bytes


def finish_where_minted(writer: Engine, database: Path, key: bytes, kinds: Kinds, clock: Clock, ids: Ids) -> None:
    """At start: where a supervisor decided that this copy goes on, and the centre minted its generation."""
    with writer.connect() as connection:
        minted = is_minted(connection)
    if minted:
        writer.dispose()
        finish(database, key, kinds, clock, ids)


def finish(database: Path, key: bytes, kinds: Kinds, clock: Clock, ids: Ids) -> int:
    """Makes the journal anew in its new generation; gives how many facts were recovered. Raises Unavailable.

    Needs the program's exclusive lock, with nothing of this folder open. The second copy has another history from now
    on and says so: it is begun anew by choosing its folder again.
    """
    with storage_failures(), closing(open_connection(database, key)) as connection:
        row = connection.execute("SELECT private_key, generation, shared, nonce FROM sync_successor").fetchone()
    minted = _Minted(*row)
    recovered = 0

    def alter(new: Any) -> None:
        nonlocal recovered
        recovered = _become(new, minted, clock, ids)

    rebuild(database, key, kinds, alter=alter)
    remove_mark(database)
    return recovered


def _become(new: Any, minted: _Minted, clock: Clock, ids: Ids) -> int:
    old = Chain(*new.execute(_OWN).fetchone())
    signer = Signer(minted.private_key)
    tail = [each.sealed for part in whole_chain(new.execute, old, minted.shared) for each in part]
    # A chain of which nothing is shared brings its own first fact along.
    set_up = _set_up(new, old, minted, signer, clock, ids) if minted.shared else None
    new.execute("DELETE FROM fact WHERE workstation = ? AND generation = ? AND sequence > ?", (*old, minted.shared))
    new.execute(
        "DELETE FROM chain_checkpoint WHERE workstation = ? AND generation = ? AND sequence > ?", (*old, minted.shared)
    )
    device = (old.workstation, minted.generation, signer.public_bytes, minted.private_key, clock.now_us())
    new.execute("INSERT OR REPLACE INTO chain_device VALUES (?, ?, ?, ?, ?)", device)
    first = [set_up] if set_up else []
    moved = _append(new, minted.generation, first, _not_elsewhere(new, tail), signer)
    new.execute("DELETE FROM sync_successor")
    state = state_row(SyncState(nonce=minted.nonce))
    new.execute(f"INSERT OR REPLACE INTO sync_state VALUES ({', '.join('?' * len(state))})", state)
    return moved


def _set_up(new: Any, old: Chain, minted: _Minted, signer: Signer, clock: Clock, ids: Ids) -> SealedFact:
    """The first fact of the new generation: this place as the shared facts leave it, with the new key.

    A change that the centre never got comes after it, with the other facts that are recovered.
    """
    before = (old.workstation, old.generation, old.generation, minted.shared)
    envelope, body = new.execute(_PLACE_BEFORE.format("= 'WorkstationSetUp'"), before).fetchone()
    place = msgspec.structs.replace(
        envelope_decoder.decode(envelope),
        generation=minted.generation,
        sequence=1,
        fact_id=ids.new_id(),
        recorded_at_us=clock.now_us(),
        recovered=None,
    )
    given = msgspec.json.decode(body, type=WorkstationSetUp)
    _, newest = new.execute(_PLACE_BEFORE.format("IN ('WorkstationSetUp', 'OfficeChanged')"), before).fetchone()
    named = msgspec.structs.asdict(msgspec.json.decode(newest, type=OfficeChanged))
    named["public_key"] = signer.public_bytes.hex()
    return seal(Fact(place, msgspec.structs.replace(given, **named)), GENESIS, signer)


def _not_elsewhere(new: Any, tail: Iterable[SealedFact]) -> list[SealedFact]:
    """Without those that another of our chains holds already: they were recovered before."""
    return [sealed for sealed in tail if not _is_here(new, envelope_decoder.decode(sealed.envelope_bytes).fact_id)]


def _is_here(new: Any, fact_id: str) -> bool:
    return new.execute("SELECT 1 FROM fact WHERE fact_id = ?", (fact_id,)).fetchone() is not None


def _append(new: Any, generation: int, first: list[SealedFact], tail: list[SealedFact], signer: Signer) -> int:
    previous = GENESIS
    for sequence, sealed in enumerate([*first, *tail], 1):
        placed = sealed if sealed in first else recover(sealed, generation, sequence, previous, signer)
        envelope = envelope_decoder.decode(placed.envelope_bytes)
        content = (placed.envelope_bytes, placed.body_bytes, placed.previous_hash, placed.hash, placed.signature)
        place = (envelope.workstation, generation, sequence, envelope.fact_id, envelope.kind)
        new.execute(_FACT, (*place, *content))
        previous = placed.hash
    return len(tail)
