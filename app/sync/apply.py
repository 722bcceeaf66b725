"""Adds what the centre sent to the journal: verified, without holes, each fact once, the cursor with it."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from app.journal import tables as journal
from app.journal.add_sealed import add_sealed
from app.journal.append import chain_head
from app.journal.chain import Links, read_envelope
from app.journal.fact import SealedFact, ValueBeside
from app.journal.kinds import Kinds
from app.store.prepared import Prepared, driver
from app.sync import queries, tables
from app.sync.arrivals import Arrivals
from app.sync.protocol import Activity, PulledFact
from app.sync.types import PARKED_MAX, Chain, SyncState, Trouble, TroubleKind

_PARKED = Prepared(
    select(*tables.sync_parked.c[3:]).where(
        tables.sync_parked.c.workstation == bindparam("workstation"),
        tables.sync_parked.c.generation == bindparam("generation"),
        tables.sync_parked.c.sequence == bindparam("sequence"),
    )
)
_UNPARK = Prepared(
    delete(tables.sync_parked).where(
        tables.sync_parked.c.workstation == bindparam("workstation"),
        tables.sync_parked.c.generation == bindparam("generation"),
        tables.sync_parked.c.sequence == bindparam("sequence"),
    )
)

_NOT_HELD = "NOT EXISTS (SELECT 1 FROM fact WHERE fact_id = ?1)"


class JournalShelf:
    """What is held and what waits, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys = queries.known_keys(connection)
        parked = select(func.count()).select_from(tables.sync_parked)
        self._parked = int(connection.execute(parked).scalar_one())

    def links(self, chain: Chain) -> Links | None:
        """The chain's end; None where its key is not known."""
        key = self._keys.get(chain)
        return Links(key, *chain_head(self._connection, *chain)) if key else None

    def hash_at(self, chain: Chain, sequence: int) -> bytes | None:
        """The hash of a fact that is held."""
        return queries.hash_at(self._connection, chain, sequence)

    def park(self, chain: Chain, sequence: int, sealed: SealedFact) -> None:
        """Keeps it for later; lets it go where too many wait."""
        if self._parked >= PARKED_MAX:
            return
        content = (sealed.envelope_bytes, sealed.body_bytes, sealed.previous_hash, sealed.hash, sealed.signature)
        beside = msgspec.msgpack.encode(sealed.values)
        marks = ", ".join("?" * 9)
        driver(self._connection).execute(
            f"INSERT OR REPLACE INTO sync_parked VALUES ({marks})", (*chain, sequence, *content, beside)
        )
        self._parked += 1

    def unpark(self, chain: Chain, sequence: int) -> SealedFact | None:
        """Takes it off the shelf."""
        if not self._parked:
            return None
        place = {"workstation": chain.workstation, "generation": chain.generation, "sequence": sequence}
        found = _PARKED.first(self._connection, **place)
        if found is None:
            return None
        _UNPARK.run(self._connection, **place)
        self._parked -= 1
        *content, values = found
        return SealedFact(*content, values=msgspec.msgpack.decode(values, type=tuple[ValueBeside, ...]))


def add_facts(connection: Connection, kinds: Kinds, own: Chain, facts: Sequence[PulledFact], state: SyncState) -> int:
    """Adds what follows, parks what comes too early, notes what does not fit, keeps the state; gives how many it added.

    The caller commits: all of it or nothing.
    """
    arrivals = Arrivals(JournalShelf(connection), own)
    added = 0
    for sealed in arrivals.sort(facts):
        unfit = add_sealed(connection, kinds, sealed)
        envelope = read_envelope(sealed.envelope_bytes)
        if unfit is None:
            added += 1
        elif envelope is not None:
            chain = Chain(envelope.workstation, envelope.generation)
            arrivals.hold_up(chain, envelope.sequence, TroubleKind.UNREADABLE, unfit.value)
    for chain in arrivals.followed - set(arrivals.troubles):
        forget_trouble(connection, chain)
    for trouble in arrivals.troubles.values():
        keep_trouble(connection, trouble)
    keep_state(connection, state)
    return added


def add_activity(connection: Connection, rows: Sequence[Activity], state: SyncState) -> int:
    """Adds rows that are not there, as such or as facts, and keeps the state; gives how many. The caller commits."""
    values = [
        (
            *(row.fact_id, row.line, row.cursor.workstation, row.account, row.charge, row.amount_cents),
            *(row.business_date, row.service_category, row.due_on),
        )
        for row in rows
    ]
    marks = ", ".join("?" * len(journal.activity.columns))
    session = driver(connection)
    before = session.total_changes
    session.executemany(f"INSERT OR IGNORE INTO activity SELECT {marks} WHERE {_NOT_HELD}", values)
    added = int(session.total_changes - before)
    keep_state(connection, state)
    return added


def keep_state(connection: Connection, state: SyncState) -> None:
    """The one row, whatever it was before."""
    values = queries.state_row(state)
    driver(connection).execute(f"INSERT OR REPLACE INTO sync_state VALUES ({', '.join('?' * len(values))})", values)


def keep_trouble(connection: Connection, trouble: Trouble) -> None:
    """One row a chain: the newest."""
    row = {"sequence": trouble.sequence, "kind": trouble.kind.value, "detail": trouble.detail}
    statement = insert(tables.sync_trouble).values(
        workstation=trouble.chain.workstation, generation=trouble.chain.generation, **row
    )
    connection.execute(statement.on_conflict_do_update(index_elements=["workstation", "generation"], set_=row))


def forget_trouble(connection: Connection, chain: Chain) -> None:
    """It goes on."""
    here = tables.sync_trouble.c
    connection.execute(
        delete(tables.sync_trouble).where(here.workstation == chain.workstation, here.generation == chain.generation)
    )
