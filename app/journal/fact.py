"""A fact: something that happened at a counter, past tense, never changed afterwards.

Confusable words: the *envelope* says who, where, when and in which place of the chain; the *body* says what. Both are
stored as the bytes that were hashed and are never serialised again. Amounts are integer cents, positive = debit.
"""

from dataclasses import dataclass, field

import msgspec


class Posting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One double-entry line. A receivable line names the account and charge it concerns, as they were then."""

    ledger_account: str
    amount_cents: int
    account: str | None = None
    charge: str | None = None
    service_category: str | None = None
    due_on: str | None = None


class FactBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What happened. Each kind is a subclass in its capability's `facts.py`; integers only, no floats."""

    postings: tuple[Posting, ...] = ()


class UnknownBody(FactBody, frozen=True, kw_only=True):
    """A kind that a newer program made: kept, relayed and shown as unknown."""


class Recovery(msgspec.Struct, frozen=True, kw_only=True):
    """What a fact was before it was appended again in a new generation: its envelope's bytes as text, the rest in hex.

    Body, fact_id and kind are the same, so that with these the original's hash and signature can be verified.
    """

    envelope: str
    previous_hash: str
    hash: str
    signature: str


class Envelope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who, where, when. `recorded_at_us` UTC microseconds; `business_date` ISO; `shift` the id of the opening fact."""

    workstation: str
    generation: int
    sequence: int
    fact_id: str
    kind: str
    schema_version: int
    recorded_at_us: int
    office: str
    person: str | None = None
    business_date: str | None = None
    shift: str | None = None
    recovered: Recovery | None = None


@dataclass(frozen=True, slots=True)
class ValueBeside:
    """A private value as it is sent beside its fact; the body has its `digest`. Erased: `salt` and `value` are None."""

    digest: str
    field: str
    salt: bytes | None
    value: str | None


@dataclass(frozen=True, slots=True)
class SealedFact:
    """A fact as it is stored and sent: the hashed bytes, their place in the chain, the device's signature.

    `values`: what goes with it to other counters of the office and is no part of the chain, so that it can be erased.
    """

    envelope_bytes: bytes
    body_bytes: bytes
    previous_hash: bytes
    hash: bytes
    signature: bytes
    values: tuple[ValueBeside, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as the program reads it."""

    envelope: Envelope
    body: FactBody

    @property
    def key(self) -> tuple[str, int, int]:
        """(workstation, generation, sequence): the identity that orders the chain."""
        return self.envelope.workstation, self.envelope.generation, self.envelope.sequence


encoder = msgspec.json.Encoder(order="sorted")
"""Bytes of envelopes and bodies: JSON with sorted keys, so that the same content is the same bytes."""

envelope_decoder = msgspec.json.Decoder(Envelope)
