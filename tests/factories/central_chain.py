"""One workstation's chain as it is sent to the centre, and the calls of the centre's functions."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import psycopg

from app.ids import SystemIds
from app.journal.append import seal
from app.journal.chain import GENESIS, Signer
from app.journal.fact import Envelope, Fact, FactBody, Posting, SealedFact

Connection = psycopg.Connection[Any]


class Sold(FactBody, frozen=True, kw_only=True):
    """A small kind of fact."""

    note: str = ""


class Pushed(NamedTuple):
    """What push answers."""

    status: str
    head_sequence: int
    head_hash: bytes
    retry_after_ms: int
    facts_max: int
    bytes_max: int


@dataclass
class Chain:
    """Makes facts one after the other, sealed and signed, and pushes them."""

    workstation: str = "A2"
    generation: int = 1
    office: str = "main"
    signer: Signer = field(default_factory=lambda: Signer(bytes(32)))
    facts: list[SealedFact] = field(default_factory=list)

    def add(self, count: int = 1, *, note: str = "", account: str = "cis/1", fact_id: str = "") -> list[SealedFact]:
        """That many more facts, each of which pays 5.00 toward the account."""
        return [self._next(note, account, fact_id) for _ in range(count)]

    def _next(self, note: str, account: str, fact_id: str) -> SealedFact:
        envelope = Envelope(
            workstation=self.workstation,
            generation=self.generation,
            sequence=len(self.facts) + 1,
            fact_id=fact_id or SystemIds().new_id(),
            kind="Sold",
            schema_version=1,
            recorded_at_us=1_795_000_000_000_000 + len(self.facts),
            office=self.office,
            business_date="2026-11-20",
        )
        postings = (
            Posting(ledger_account="drawer/A2/cash", amount_cents=500),
            Posting(ledger_account="receivable/water", amount_cents=-500, account=account, charge="cis/b1/1"),
        )
        previous = self.facts[-1].hash if self.facts else GENESIS
        sealed = seal(Fact(envelope, Sold(note=note, postings=postings)), previous, self.signer)
        self.facts.append(sealed)
        return sealed

    def push(self, connection: Connection, first: int = 1, last: int | None = None) -> Pushed:
        """Pushes facts `first` to `last` (from 1, both included; to the end without `last`)."""
        previous = self.facts[first - 2].hash if first > 1 else GENESIS
        return push(connection, self.generation, first, previous, self.facts[first - 1 : last])


def push(
    connection: Connection, generation: int, first: int, previous: bytes, facts: list[SealedFact], protocol: int = 1
) -> Pushed:
    """Calls push with exactly these arguments."""
    columns = zip(*((f.envelope_bytes, f.body_bytes, f.hash, f.signature) for f in facts), strict=True)
    arrays = [list(column) for column in columns] or [[], [], [], []]
    row = connection.execute(
        "SELECT * FROM counter.push(%b, %b, %b, %b, %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[])",
        (protocol, generation, first, previous, *arrays),
        binary=True,
    ).fetchone()
    assert row
    return Pushed(*row)


def pull(connection: Connection, cursor: tuple[int, str, int, int] = (0, "", 0, 0), limit: int = 500) -> list[Any]:
    """Calls pull: rows (xid, workstation, generation, sequence, envelope, body, previous_hash, hash, signature)."""
    return connection.execute("SELECT * FROM counter.pull(1, %s, %s, %s, %s, %s)", (*cursor, limit)).fetchall()


def pull_activity(
    connection: Connection, cursor: tuple[int, str, int, int, int] = (0, "", 0, 0, 0), limit: int = 500
) -> list[Any]:
    """Calls pull_activity."""
    call = "SELECT * FROM counter.pull_activity(1, %s, %s, %s, %s, %s, %s)"
    return connection.execute(call, (*cursor, limit)).fetchall()


def hello(connection: Connection, generation: int, nonce: bytes, next_nonce: bytes) -> tuple[Any, ...]:
    """Calls hello: (status, epoch, now_us, head_sequence, head_hash, …)."""
    row = connection.execute("SELECT * FROM counter.hello(1, %s, %s, %s)", (generation, nonce, next_nonce)).fetchone()
    assert row
    return tuple(row)
