"""What stands in a bundle and in its answer, as msgpack: a letter about the exchange, and the facts behind it.

A *run* is facts of one chain, dense and in order: a `Push` and a pulled batch alike. A workstation says what it *holds*
of each chain, so that the answer is made of what is missing, whatever became of the centre's transaction ids; for the
activity of other offices it says its cursor, and sums by bucket for when the cursor means nothing any more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from typing import Annotated, TypeVar

import msgspec

from app.errors import Refused
from app.journal.fact import SealedFact, ValueBeside
from app.journal.values_beside import SALT_BYTES_MAX, VALUE_BYTES_MAX, values_bytes
from app.sync.bundle.seal import CONTENT_BYTES_MAX
from app.sync.bundle.types import BundleRefusal
from app.sync.protocol import Activity, Cursor, Head, PulledFact, Push

T = TypeVar("T")

FACT_BYTES = 200
"""What a fact takes at most beside envelope and body: hash, signature, lengths."""
ROOM_BYTES = CONTENT_BYTES_MAX - 1024 * 1024
"""For facts and activity; the rest is for what stands around them."""


Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Z0-9]{1,5}\Z")]
CursorCode = Annotated[str, msgspec.Meta(pattern=r"^([A-Z][A-Z0-9]{1,5})?\Z")]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
Key = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
"""What either side may be told before it knows by whom: nothing that a database cannot take."""


class Held(msgspec.Struct, frozen=True, array_like=True):
    """The end of a chain as the workstation holds it."""

    workstation: str
    generation: int
    sequence: int


class Sum(msgspec.Struct, frozen=True, array_like=True):
    """Count and sum of one bucket of activity."""

    bucket: int
    rows: int
    amount_cents: int


class Request(msgspec.Struct, frozen=True):
    """A workstation's letter. `reply_key`: the X25519 key to which the answer is sealed; `sent` as its state has it."""

    protocol: Count
    workstation: Code
    generation: Count
    number: Count
    reply_key: Key
    sent: Count
    epoch: Count
    held: tuple[Held, ...]
    activity_at: tuple[Count, CursorCode, Count, Count]
    activity_line: Count
    sums: tuple[Sum, ...]

    @property
    def activity(self) -> Cursor:
        """Where its feed of activity goes on."""
        return Cursor(*self.activity_at)


class Beside(msgspec.Struct, frozen=True, array_like=True):
    """A private value beside the run's fact at `place`, counted from 0. Erased: the last two are None."""

    place: Count
    digest: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    field: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]{1,40}\Z")]
    salt: Annotated[bytes, msgspec.Meta(max_length=SALT_BYTES_MAX)] | None
    value: Annotated[str, msgspec.Meta(max_length=VALUE_BYTES_MAX)] | None


class Run(msgspec.Struct, frozen=True, array_like=True):
    """Facts (envelope, body, hash, signature) of one chain from `first_sequence` on, which follows `previous_hash`.

    `values` go beside them; a program that knows nothing of values neither writes nor reads that last part.
    """

    workstation: Code
    generation: Count
    first_sequence: Count
    previous_hash: Key
    facts: tuple[tuple[bytes, bytes, bytes, bytes], ...]
    values: tuple[Beside, ...] = ()

    def sealed_facts(self) -> Iterator[SealedFact]:
        """As they are stored."""
        previous, beside = self.previous_hash, defaultdict[int, list[ValueBeside]](list)
        for each in self.values:
            beside[each.place].append(ValueBeside(each.digest, each.field, each.salt, each.value))
        for place, (envelope, body, digest, signature) in enumerate(self.facts):
            yield SealedFact(envelope, body, previous, digest, signature, values=tuple(beside.get(place, ())))
            previous = digest

    def push(self) -> Push:
        """As it is pushed."""
        return Push(self.generation, self.first_sequence, self.previous_hash, tuple(self.sealed_facts()))

    def pulled(self) -> Iterator[PulledFact]:
        """As they are pulled; they have no place in the feed."""
        for sequence, sealed in enumerate(self.sealed_facts(), self.first_sequence):
            yield PulledFact(Cursor(0, self.workstation, self.generation, sequence), sealed)


class Answer(msgspec.Struct, frozen=True):
    """The centre's letter. `status` of the push; `request_…` as the request had it; `horizon` as hello's.

    The heads are those of the moment of the answer. The two `…_complete` say that everything behind what the request
    holds is here. Of activity, `…_from` is where the request's cursor was, the other where the feed goes on.
    """

    protocol: int
    workstation: str
    number: int
    answered_at_us: int
    status: str
    epoch: int
    request_sent: int
    request_epoch: int
    horizon: int
    heads: tuple[Head, ...]
    facts_complete: bool
    activity_complete: bool
    activity_from: Cursor
    activity_line_from: int
    activity: Cursor
    activity_line: int


class Moved(msgspec.Struct, frozen=True, array_like=True):
    """An `Activity`, its cursor first."""

    xid: int
    workstation: str
    generation: int
    sequence: int
    fact_id: str
    line: int
    account: str
    charge: str | None
    amount_cents: int
    business_date: str | None
    service_category: str | None
    due_on: str | None

    def activity(self) -> Activity:
        """As it is pulled."""
        values = msgspec.structs.astuple(self)
        return Activity(Cursor(*values[:4]), *values[4:])


class AnswerContent(msgspec.Struct, frozen=True, array_like=True):
    """What comes back."""

    runs: tuple[Run, ...]
    activity: tuple[Moved, ...]


def moved_of(row: Activity) -> Moved:
    """As it stands in an answer."""
    cursor, *rest = (getattr(row, field.name) for field in fields(row))
    return Moved(*astuple(cursor), *rest)


def run_of(workstation: str, generation: int, first_sequence: int, facts: Iterable[SealedFact]) -> Run:
    """A run of at least one fact."""
    sealed = tuple(facts)
    parts = tuple((fact.envelope_bytes, fact.body_bytes, fact.hash, fact.signature) for fact in sealed)
    values = tuple(
        Beside(place, each.digest, each.field, each.salt, each.value)
        for place, fact in enumerate(sealed)
        for each in fact.values
    )
    return Run(workstation, generation, first_sequence, sealed[0].previous_hash, parts, values)


def bytes_of(facts: Iterable[SealedFact]) -> int:
    """About what they take in a bundle, before it is packed."""
    return sum(
        len(fact.envelope_bytes) + len(fact.body_bytes) + values_bytes(fact.values) + FACT_BYTES for fact in facts
    )


def read(content: bytes, kind: type[T]) -> T:
    """Raises Refused(MALFORMED) for anything but that."""
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused(BundleRefusal.MALFORMED) from error


def written(value: object) -> bytes:
    """The bytes that `read` reads."""
    return msgspec.msgpack.encode(value)
