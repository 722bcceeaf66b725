"""The sole writer of facts: sequence, hash, signature, postings and read-table rows in one transaction.

Identity is (workstation, generation, sequence), dense from 1, plus the `fact_id` that the workflow made before anything
moved. Whether something happened has one answer: is its fact_id in the journal?
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlalchemy import Connection, Engine, Table, bindparam, select

from app.changed import Changed
from app.clock import Clock
from app.errors import Unavailable
from app.ids import Ids
from app.journal import tables
from app.journal.chain import GENESIS, Signer, fact_hash
from app.journal.fact import Envelope, Fact, FactBody, Posting, SealedFact, encoder
from app.journal.kinds import Kinds, Row, by_table
from app.store.database import StoreFailure
from app.store.prepared import Prepared, insert_all
from app.store.remembered import remembered
from app.store.unit_of_work import DRIVER_ERRORS, MAY_STAND, UnitOfWork
from app.store.write_ahead_log import empty_log

T = TypeVar("T")


class LedgerError(Exception):
    """A body's postings do not sum to zero: a bug in the workflow that made it; nothing was stored."""


@dataclass(frozen=True)
class Device:
    """This workstation as the chain knows it. `code` such as "A2" stands in every receipt number."""

    code: str
    generation: int
    office: str
    time_zone: str
    signer: Signer


@dataclass(frozen=True)
class Author:
    """Who does it, in which shift, on which business date (ISO text); None where there is none yet."""

    person: str | None = None
    shift: str | None = None
    business_date: str | None = None


NOBODY = Author()


@dataclass(frozen=True)
class PrivateValue:
    """A value that must not stand in a body; `digest` does. Made by `JournalWork.private`."""

    field: str
    value: str
    salt: bytes
    digest: str


class JournalWork(UnitOfWork):
    """A unit of work that can append facts. Facts become visible, with all they imply, at `commit`."""

    def __init__(self, engine: Engine, folder: Path, kinds: Kinds, device: Device, clock: Clock, ids: Ids) -> None:
        super().__init__(engine, folder)
        self.kinds, self.device, self.clock, self.ids = kinds, device, clock, ids
        self._facts: list[Fact] = []
        self._private: list[PrivateValue] = []
        self.private_values: dict[str, str] = {}
        self._remembered = remembered(engine)
        self._committed = False

    def remember(self, name: str, tables: tuple[Table, ...], load: Callable[[Connection], T]) -> T:
        """What `load` reads from these tables of facts, kept until a row goes into one of them."""
        return self._remembered.get(name, tables, lambda: load(self.connection))

    def follow(
        self, name: str, tables: tuple[Table, ...], load: Callable[[Connection], T], step: Callable[[T, Fact], T]
    ) -> T:
        """As `remember`, but carried on by `step` from each fact that is appended."""
        return self._remembered.follow(name, tables, lambda: load(self.connection), step)

    @property
    def head(self) -> tuple[int, bytes]:
        """(sequence, hash) of this device's newest fact, as `chain_head`."""
        place = (self.device.code, self.device.generation)
        return self.remember("head", (tables.fact,), lambda connection: chain_head(connection, *place))

    def private(self, field: str, value: str, salt: bytes | None = None) -> str:
        """The salted hash that stands for a private value in the next appended body; the value is stored beside it.

        A `salt` of one's own makes the same hash on several workstations: for what is no secret at all.
        """
        salt = self.ids.random_bytes(16) if salt is None else salt
        digest = private_digest(salt, field, value)
        self._private.append(PrivateValue(field, value, salt, digest))
        self.private_values[digest] = value
        return digest

    def append(self, body: FactBody, author: Author = NOBODY, *, fact_id: str | None = None) -> Fact:
        """Stores one fact with its postings and rows, for the commit. Raises LedgerError if they do not sum to zero."""
        require_balance(body.postings)
        kind = self.kinds.of(body)
        sequence, previous = self.head
        envelope = Envelope(
            workstation=self.device.code,
            generation=self.device.generation,
            sequence=sequence + 1,
            fact_id=fact_id or self.ids.new_id(),
            kind=kind.name,
            schema_version=kind.version,
            recorded_at_us=self.clock.now_us(),
            office=self.device.office,
            person=author.person,
            business_date=author.business_date,
            shift=author.shift,
        )
        fact = Fact(envelope, body)
        sealed = seal(fact, previous, self.device.signer)
        carried_on = self._remembered.carried_on(fact)
        insert_rows(self.connection, (_fact_row(fact, sealed), *self.kinds.rows(fact), *self._private_rows(fact)))
        for known in (("head", (tables.fact,), (envelope.sequence, sealed.hash)), *carried_on):
            self._remembered.put(*known)
        self._private.clear()
        self._facts.append(fact)
        return fact

    @property
    def changed(self) -> Changed:
        """What the appended facts change."""
        postings = [posting for fact in self._facts for posting in fact.body.postings]
        return Changed(
            frozenset({fact.envelope.kind for fact in self._facts}),
            frozenset({posting.account for posting in postings if posting.account}),
            frozenset({posting.ledger_account for posting in postings}),
        )

    def commit(self) -> None:
        """Makes it durable. After an I/O error the file is opened anew and asked: a failed commit may stand.

        Raises Unavailable; nothing is stored then, except after OUTCOME_UNKNOWN: the file could not be asked.
        """
        if not self._facts:
            super().commit()
            return
        try:
            self._commit()
        except Unavailable as failure:
            if failure.code not in MAY_STAND or not self._stands_after_reopening():
                raise
        else:
            self._committed = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._committed:
            self._remembered.clear()
        super().__exit__(kind, error, trace)

    def _stands_after_reopening(self) -> bool:
        """What the file says once its log is in it: before that, what one reads need not outlast a power cut."""
        try:
            self._close()
            self._engine.dispose()
            with self._engine.connect() as connection:
                if not empty_log(connection):
                    raise Unavailable(StoreFailure.OUTCOME_UNKNOWN)
                return all(is_recorded(connection, fact.envelope.fact_id) for fact in self._facts)
        except DRIVER_ERRORS as error:
            raise Unavailable(StoreFailure.OUTCOME_UNKNOWN, detail=str(error).splitlines()[0]) from error
        except Unavailable as failure:
            raise Unavailable(StoreFailure.OUTCOME_UNKNOWN, **failure.values) from failure

    def _private_rows(self, fact: Fact) -> list[Row]:
        fact_id = fact.envelope.fact_id
        return [(tables.private_data, (fact_id, p.digest, p.field, p.salt, p.value)) for p in self._private]


def private_digest(salt: bytes, field: str, value: str) -> str:
    """What stands in a body for a private value: SHA-256 in hex over salt, name of the field and value."""
    return hashlib.sha256(salt + field.encode() + b"\0" + value.encode()).hexdigest()


def require_balance(postings: Iterable[Posting]) -> None:
    """Raises LedgerError unless the debits equal the credits."""
    total = sum(posting.amount_cents for posting in postings)
    if total:
        raise LedgerError(f"postings sum to {total} cents, not to zero")


def seal(fact: Fact, previous_hash: bytes, signer: Signer) -> SealedFact:
    """The bytes of a fact, hashed onto the chain and signed."""
    envelope, body = encoder.encode(fact.envelope), encoder.encode(fact.body)
    digest = fact_hash(previous_hash, envelope, body)
    return SealedFact(envelope, body, previous_hash, digest, signer.sign(digest))


def _fact_row(fact: Fact, sealed: SealedFact) -> Row:
    """The sealed bytes; the database refuses a sequence or fact_id that is already there."""
    return tables.fact, (
        *fact.key,
        fact.envelope.fact_id,
        fact.envelope.kind,
        sealed.envelope_bytes,
        sealed.body_bytes,
        sealed.previous_hash,
        sealed.hash,
        sealed.signature,
    )


def insert_rows(connection: Connection, rows: Iterable[Row]) -> None:
    """Inserts rows table by table, each table's in one statement."""
    insert_all(connection, by_table(rows))


def chain_head(connection: Connection, workstation: str, generation: int) -> tuple[int, bytes]:
    """(sequence, hash) of a chain's last fact; before its first the place where it begins, mostly (0, GENESIS)."""
    place = {"workstation": workstation, "generation": generation}
    found = _HEAD.first(connection, **place) or _BEGINNING.first(connection, **place)
    return (found.sequence, found.hash) if found else (0, GENESIS)


def is_recorded(connection: Connection, fact_id: str) -> bool:
    """Did it happen? True when the journal has the fact."""
    return _RECORDED.first(connection, fact_id=fact_id) is not None


_HEAD = Prepared(
    select(tables.fact.c.sequence, tables.fact.c.hash)
    .where(tables.fact.c.workstation == bindparam("workstation"), tables.fact.c.generation == bindparam("generation"))
    .order_by(tables.fact.c.sequence.desc())
    .limit(1)
)
_BEGINNING = Prepared(
    select(tables.chain_beginning.c.sequence, tables.chain_beginning.c.hash).where(
        tables.chain_beginning.c.workstation == bindparam("workstation"),
        tables.chain_beginning.c.generation == bindparam("generation"),
    )
)
_RECORDED = Prepared(select(tables.fact.c.sequence).where(tables.fact.c.fact_id == bindparam("fact_id")))
