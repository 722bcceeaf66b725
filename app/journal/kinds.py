"""Which kinds of fact there are, how their bodies are read, and what rows they give.

A capability lists its kinds in `facts.py`; bootstrap joins the lists. A projection is a pure function of one fact: it
reads neither reference data nor policies nor other facts, so facts of different workstations commute.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Table

from app.journal import tables
from app.journal.fact import Envelope, Fact, FactBody, UnknownBody, envelope_decoder

Row = tuple[Table, tuple[Any, ...]]
"""A row for a read table: values in the order of its columns."""

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the plain body of one schema version into that of the next."""


def _no_rows(_fact: Fact) -> Iterable[Row]:
    return ()


@dataclass(frozen=True)
class Kind:
    """One kind of fact: its body type, current schema version, the rows it gives, and how old bodies are read."""

    body: type[FactBody]
    version: int = 1
    project: Callable[[Fact], Iterable[Row]] = _no_rows
    upcasts: Mapping[int, Upcast] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The kind as envelopes write it: the body's class name."""
        return self.body.__name__


class Kinds:
    """All kinds known to this program. Raises ValueError if two share a name."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._by_name: dict[str, Kind] = {}
        for kind in kinds:
            if kind.name in self._by_name:
                raise ValueError(f"two kinds of fact are called {kind.name}")
            self._by_name[kind.name] = kind
        self._decoders = {name: msgspec.json.Decoder(kind.body) for name, kind in self._by_name.items()}

    def of(self, body: FactBody) -> Kind:
        """The kind of a body about to be appended. Raises KeyError for one that no capability declared."""
        return self._by_name[type(body).__name__]

    @property
    def names(self) -> tuple[str, ...]:
        """Every kind, in the order in which capabilities declare them."""
        return tuple(self._by_name)

    def body_of(self, name: str) -> type[FactBody]:
        """The body's type of a kind. Raises KeyError for one that is not known."""
        return self._by_name[name].body

    def knows(self, envelope: Envelope) -> bool:
        """Whether this program can read the body of such a fact."""
        kind = self._by_name.get(envelope.kind)
        return kind is not None and envelope.schema_version <= kind.version

    def read(self, envelope_bytes: bytes, body_bytes: bytes) -> Fact:
        """The stored bytes as a fact; kinds and versions from the future become UnknownBody."""
        envelope = envelope_decoder.decode(envelope_bytes)
        kind = self._by_name.get(envelope.kind)
        if kind is None or envelope.schema_version > kind.version:
            return Fact(envelope, msgspec.json.decode(body_bytes, type=UnknownBody))
        if envelope.schema_version == kind.version:
            return Fact(envelope, self._decoders[kind.name].decode(body_bytes))
        plain = msgspec.json.decode(body_bytes)
        for version in range(envelope.schema_version, kind.version):
            plain = kind.upcasts[version](plain)
        return Fact(envelope, msgspec.convert(plain, kind.body))

    def rows(self, fact: Fact) -> Iterator[Row]:
        """Every read-table row that a fact gives: its postings, then what its kind adds."""
        yield from posting_rows(fact)
        kind = self._by_name.get(fact.envelope.kind)
        if kind is not None and not isinstance(fact.body, UnknownBody):
            yield from kind.project(fact)


def by_table(rows: Iterable[Row]) -> dict[Table, list[tuple[Any, ...]]]:
    """The rows of each table, in the order of their coming."""
    found: defaultdict[Table, list[tuple[Any, ...]]] = defaultdict(list)
    for table, values in rows:
        found[table].append(values)
    return found


def posting_rows(fact: Fact) -> Iterator[Row]:
    """The rows of a fact's postings: what every kind gives, known or not."""
    place, when = fact.key, (fact.envelope.shift, fact.envelope.business_date)
    for line, posting in enumerate(fact.body.postings, 1):
        yield (
            tables.posting,
            (
                *place,
                line,
                posting.ledger_account,
                posting.amount_cents,
                *when,
                posting.account,
                posting.charge,
                posting.service_category,
                posting.due_on,
            ),
        )
