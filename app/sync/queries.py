"""What the sync's working tables say: for the exchange, the strip and the sync page. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, func, select

from app.journal import tables as journal
from app.journal.append import chain_head
from app.journal.chain import GENESIS, read_envelope
from app.journal.fact import SealedFact
from app.journal.read_facts import chain_after
from app.journal.values_beside import values_beside, values_bytes
from app.store.prepared import Prepared
from app.sync import tables
from app.sync.protocol import Cursor
from app.sync.types import Chain, Stop, SyncState, Trouble, TroubleKind

_STATE = Prepared(select(tables.sync_state))
_HASH = Prepared(
    select(journal.fact.c.hash).where(
        journal.fact.c.workstation == bindparam("workstation"),
        journal.fact.c.generation == bindparam("generation"),
        journal.fact.c.sequence == bindparam("sequence"),
    )
)
_BEGINNING = Prepared(
    select(journal.chain_beginning.c.sequence, journal.chain_beginning.c.hash).where(
        journal.chain_beginning.c.workstation == bindparam("workstation"),
        journal.chain_beginning.c.generation == bindparam("generation"),
    )
)
_TROUBLES = Prepared(select(tables.sync_trouble).order_by("workstation", "generation"))


@dataclass(frozen=True)
class SyncStatus:
    """What the strip shows. `waiting` facts of ours that the centre has not confirmed, `oldest_waiting_us` from when.

    `enrolled` False: this workstation works alone, and nothing waits for anybody.
    """

    enrolled: bool
    waiting: int = 0
    oldest_waiting_us: int | None = None
    exchanged_at_us: int = 0
    skew_us: int = 0
    stopped: Stop | None = None
    troubles: tuple[Trouble, ...] = ()


def sync_status(connection: Connection, own: Chain) -> SyncStatus:
    """Derived from rows, never from flags: what waits is counted from the newest fact to the last confirmed one."""
    state = kept_state(connection)
    if state is None:
        return SyncStatus(enrolled=False)
    sequence, _ = chain_head(connection, *own)
    waiting = max(0, sequence - state.sent)
    oldest = chain_after(connection.exec_driver_sql, own, state.sent, 1) if waiting else []
    envelope = read_envelope(oldest[0].sealed.envelope_bytes) if oldest else None
    return SyncStatus(
        True,
        waiting,
        envelope.recorded_at_us if envelope else None,
        state.exchanged_at_us,
        state.skew_us,
        state.stopped,
        troubles(connection),
    )


def kept_state(connection: Connection) -> SyncState | None:
    """The one row; None before the first enrolment."""
    row = _STATE.first(connection)
    if row is None:
        return None
    _, nonce, next_nonce, epoch, *rest = row
    place, activity, (line, sent, stopped, skew_us, exchanged_at_us) = rest[:4], rest[4:8], rest[8:]
    why = Stop(stopped) if stopped else None
    cursors = (Cursor(*place), Cursor(*activity), line)
    return SyncState(nonce, next_nonce, epoch, *cursors, sent, why, skew_us, exchanged_at_us)


def state_row(state: SyncState) -> tuple[object, ...]:
    """The row of a state, in the order of the table's columns."""
    place, activity = state.place, state.activity
    return (
        *(1, state.nonce, state.next_nonce, state.epoch),
        *(place.xid, place.workstation, place.generation, place.sequence),
        *(activity.xid, activity.workstation, activity.generation, activity.sequence, state.activity_line),
        *(state.sent, state.stopped and state.stopped.value, state.skew_us, state.exchanged_at_us),
    )


def troubles(connection: Connection) -> tuple[Trouble, ...]:
    """Every chain that does not fit."""
    rows = _TROUBLES.all(connection)
    return tuple(
        Trouble(Chain(row.workstation, row.generation), row.sequence, TroubleKind(row.kind), row.detail) for row in rows
    )


def known_keys(connection: Connection) -> dict[Chain, bytes]:
    """The public key of each chain that was met."""
    device = journal.chain_device.c
    rows = connection.execute(select(device.workstation, device.generation, device.public_key))
    return {Chain(row.workstation, row.generation): row.public_key for row in rows}


def held_heads(connection: Connection) -> Mapping[Chain, tuple[int, bytes]]:
    """(sequence, hash) of every chain that has a fact here, or is to be held from its middle."""
    heads = {chain: chain_head(connection, *chain) for chain in known_keys(connection)}
    return {chain: head for chain, head in heads.items() if head[0]}


def hash_at(connection: Connection, chain: Chain, sequence: int) -> bytes | None:
    """The hash of one fact; GENESIS at 0; that of the place where the held part begins; None for any other."""
    if sequence == 0:
        return GENESIS
    found = _HASH.scalar(connection, workstation=chain.workstation, generation=chain.generation, sequence=sequence)
    if found is not None:
        return bytes(found)
    begun = _BEGINNING.first(connection, workstation=chain.workstation, generation=chain.generation)
    return bytes(begun.hash) if begun and begun.sequence == sequence else None


def own_facts(
    connection: Connection, chain: Chain, after: int, facts_max: int, bytes_max: int
) -> tuple[SealedFact, ...]:
    """The next facts of a chain within both limits, one at least where there is one; with what goes beside them."""
    found: list[SealedFact] = []
    total = 0
    beside = values_beside(connection, chain, after + 1, after + facts_max)
    for stored in chain_after(connection.exec_driver_sql, chain, after, facts_max):
        values = beside.get(stored.fact_id, ())
        total += len(stored.sealed.envelope_bytes) + len(stored.sealed.body_bytes) + values_bytes(values)
        if found and total > bytes_max:
            break
        found.append(replace(stored.sealed, values=values) if values else stored.sealed)
    return tuple(found)


def successor_key(connection: Connection) -> bytes | None:
    """The private key that was made for the next generation, if one was."""
    found = connection.execute(select(tables.sync_successor.c.private_key)).scalar()
    return None if found is None else bytes(found)


def is_minted(connection: Connection) -> bool:
    """Does a generation that the centre minted wait for the next start?"""
    minted = tables.sync_successor.c.generation
    return connection.execute(select(minted).where(minted.is_not(None))).first() is not None


def activity_sums(connection: Connection) -> dict[str, tuple[int, int]]:
    """(rows, sum in cents) of the activity held, by workstation."""
    activity = journal.activity.c
    rows = connection.execute(
        select(activity.workstation, func.count(), func.sum(activity.amount_cents)).group_by(activity.workstation)
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}
