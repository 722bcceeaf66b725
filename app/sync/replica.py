"""The journal of this workstation as the exchange sees it: reads beside everybody, writes last on the writer lane.

A payment never waits for more than one slice of what came from the centre.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert

from app.journal.chain import Signer
from app.journal.fact import SealedFact
from app.journal.tables import chain_beginning, chain_device
from app.lanes import Priority
from app.sync import apply, queries, tables
from app.sync.protocol import Activity, Head, PulledFact
from app.sync.types import Chain, SyncState, Trouble, TroubleKind
from app.workplace import Services

T = TypeVar("T")

SLICE = 50
"""Facts a transaction: some 30 ms of the writer lane."""


class JournalReplica:
    """Implements `Successor` over the services of an open workstation. Not to be called on the UI thread.

    `added` is told after each commit that brought something: pages refresh from it.
    """

    def __init__(self, services: Services, added: Callable[[], None] = lambda: None) -> None:
        self._services, self._added = services, added
        self.own = Chain(services.device.code, services.device.generation)

    @property
    def public_key(self) -> bytes:
        """What our current generation is signed with."""
        return self._services.device.signer.public_bytes

    def state(self) -> SyncState:
        """What is kept; a fresh one before the first time."""
        return self._read(queries.kept_state) or SyncState()

    def keep(self, state: SyncState) -> None:
        """Durable at return."""
        self._write(lambda connection: apply.keep_state(connection, state))

    def own_facts(self, generation: int, after: int, facts_max: int, bytes_max: int) -> tuple[SealedFact, ...]:
        """The next facts of one of our generations."""
        chain = Chain(self.own.workstation, generation)
        return self._read(lambda connection: queries.own_facts(connection, chain, after, facts_max, bytes_max))

    def hash_at(self, chain: Chain, sequence: int) -> bytes | None:
        """The hash of a fact that is held."""
        return self._read(lambda connection: queries.hash_at(connection, chain, sequence))

    def heads(self) -> Mapping[Chain, tuple[int, bytes]]:
        """Of every chain that has a fact here, or is to be held from its middle."""
        return self._read(queries.held_heads)

    def learn(self, heads: Sequence[Head]) -> None:
        """The keys of chains that are new here, and where they begin for us."""
        known = self._read(queries.known_keys)
        new = [head for head in heads if (head.workstation, head.generation) not in known]
        if new:
            self._write(lambda connection: _meet(connection, new))

    def knows(self, chain: Chain) -> bool:
        """Was its key learnt?"""
        return chain in self._read(queries.known_keys)

    def add(self, facts: Sequence[PulledFact], state: SyncState) -> None:
        """Slice by slice, so that payments come between; the state goes with the last one."""
        before = self.state()
        for start in range(0, len(facts), SLICE):
            part = facts[start : start + SLICE]
            kept = state if start + SLICE >= len(facts) else before
            kinds = self._services.kinds
            if self._write(lambda connection: apply.add_facts(connection, kinds, self.own, part, kept)):  # noqa: B023 - runs before the next slice
                self._added()

    def add_activity(self, rows: Sequence[Activity], state: SyncState) -> None:
        """Adds those that are not there."""
        if self._write(lambda connection: apply.add_activity(connection, rows, state)):
            self._added()

    def buckets(self) -> Mapping[int, tuple[int, int]]:
        """(rows, sum in cents) of the activity held, by bucket of workstations."""
        sums: dict[int, tuple[int, int]] = {}
        for workstation, (rows, cents) in self._read(queries.activity_sums).items():
            bucket = hashlib.sha256(workstation.encode()).digest()[0]
            before = sums.get(bucket, (0, 0))
            sums[bucket] = before[0] + rows, before[1] + cents
        return sums

    def note(self, kind: TroubleKind, troubles: Sequence[Trouble]) -> None:
        """All troubles of this kind that there are now."""
        here = [trouble for trouble in self._read(queries.troubles) if trouble.kind is kind]
        if here or troubles:
            self._write(lambda connection: _note(connection, kind, troubles))

    def pending_key(self) -> bytes:
        """The public key for the next generation, made once."""
        private = self._read(queries.successor_key)
        if private is None:
            private = self._services.ids.random_bytes(32)
            row = {"one": 1, "private_key": private}
            self._write(lambda connection: connection.execute(insert(tables.sync_successor).values(row)))
        return Signer(private).public_bytes

    def begin_generation(self, generation: int, shared: int, nonce: bytes) -> None:
        """Keeps what was minted; `new_generation.finish` rewrites the file at the next start, before anybody works."""
        minted = {"generation": generation, "shared": shared, "nonce": nonce}
        self._write(lambda connection: connection.execute(tables.sync_successor.update().values(minted)))

    def _read(self, question: Callable[[Connection], T]) -> T:
        with self._services.read_journal() as connection:
            return question(connection)

    def _write(self, change: Callable[[Connection], T]) -> T:
        def work() -> T:
            with self._services.plain_work() as unit:
                outcome = change(unit.connection)
                unit.commit()
            return outcome

        return self._services.lanes.write_now(work, Priority.BACKGROUND)


def _meet(connection: Connection, heads: Sequence[Head]) -> None:
    for head in heads:
        row = {"workstation": head.workstation, "generation": head.generation, "public_key": head.public_key}
        statement = insert(chain_device).values(**row, started_at_us=0)
        connection.execute(statement.on_conflict_do_nothing())
        if head.first_sequence > 1:
            place = {"sequence": head.first_sequence - 1, "hash": head.first_previous_hash}
            begun = {"workstation": head.workstation, "generation": head.generation, **place}
            connection.execute(insert(chain_beginning).values(begun))


def _note(connection: Connection, kind: TroubleKind, troubles: Sequence[Trouble]) -> None:
    connection.execute(delete(tables.sync_trouble).where(tables.sync_trouble.c.kind == kind.value))
    for trouble in troubles:
        apply.keep_trouble(connection, trouble)
