"""What the tape finds a fact by: time, person, kind, amount, words. A pure function of the stored bytes.

*Words* are every text of the envelope and the body, folded: whole, and each of its parts; a receipt adds its number as
people say it. Private values are not among them: they stand beside the body. A fact's *amount* is what it is about; its
*amounts* are all there are in it. Bodies of unknown kinds, and altered ones, are read alike.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from app.journal.chain import read_envelope
from app.journal.fact import Envelope
from app.journal.read_facts import StoredFact
from app.payments import receipt_numbers

RECEIPT_KIND = "PaymentTaken"
_PARTS = re.compile(r"\w+(?:[-/.']\w+)*")
_PART = re.compile(r"\w+")
_UNSEEN = re.compile(r"[\x00-\x20\x7f]+")
_AMOUNTS = ("total_cents", "amount_cents")
_EDGES = ",.;:!?()[]\"'"


@dataclass(frozen=True, slots=True)
class TapeFact:
    """A stored fact as the tape reads it."""

    stored: StoredFact
    envelope: Envelope
    body: dict[str, Any]

    @property
    def place(self) -> str:
        """Workstation, generation, sequence."""
        return f"{self.stored.workstation}-{self.stored.generation}-{self.stored.sequence}"


def tape_fact(stored: StoredFact) -> TapeFact:
    """Reads the stored bytes. Where the envelope cannot be read any more, the columns say what they know."""
    envelope = read_envelope(stored.sealed.envelope_bytes) or Envelope(
        workstation=stored.workstation,
        generation=stored.generation,
        sequence=stored.sequence,
        fact_id=stored.fact_id,
        kind=stored.kind,
        schema_version=0,
        recorded_at_us=0,
        office="",
    )
    return TapeFact(stored, envelope, plain_body(stored.sealed.body_bytes))


def plain_body(body_bytes: bytes) -> dict[str, Any]:
    """The body as plain data; empty where an altered one cannot be read."""
    try:
        plain = msgspec.json.decode(body_bytes)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    return plain if isinstance(plain, dict) else {}


def amount_of(body: dict[str, Any]) -> int | None:
    """What a fact is about in cents: its total, its amount, else the sum of its debits; None for a fact without any."""
    for name in _AMOUNTS:
        if isinstance(body.get(name), int):
            return int(body[name])
    debits = [cents for cents in _posted(body) if cents > 0]
    return sum(debits) if debits else None


def amounts_of(value: Any, name: str = "") -> Iterator[int]:
    """Every amount in a body, however deep, without its sign."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from amounts_of(each, str(key))
    elif isinstance(value, list):
        for each in value:
            yield from amounts_of(each, name)
    elif isinstance(value, int) and name.endswith("_cents"):
        yield abs(value)


def receipt_of(fact: TapeFact) -> str:
    """The number of the receipt that a fact made; "" for any other fact."""
    number = fact.body.get("number")
    if fact.envelope.kind != RECEIPT_KIND or not isinstance(number, int):
        return ""
    return receipt_numbers.spoken(fact.envelope.workstation, fact.envelope.generation, number)


def words_of(fact: TapeFact) -> set[str]:
    """Every word that finds the fact, but for private ones."""
    envelope = fact.envelope
    texts = (envelope.workstation, envelope.office, envelope.business_date or "", envelope.shift or "")
    found = set(folded_words((*texts, *texts_of(fact.body))))
    found |= {fact.stored.fact_id.casefold(), fact.place.casefold(), receipt_of(fact).casefold()}
    return found - {""}


def texts_of(value: Any) -> Iterator[str]:
    """Every text inside a body, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def folded_words(texts: Iterable[str]) -> Iterator[str]:
    """Each text's words, those joined by a sign also in parts."""
    for text in texts:
        folded = _folded(text)
        yield from folded.split()
        yield from _PARTS.findall(folded)
        yield from _PART.findall(folded)


def typed_words(typed: str) -> tuple[str, ...]:
    """What somebody typed, as words to be found: all of them. One that ends in `*` stands for its beginning."""
    return tuple(word.strip(_EDGES) or word for word in _folded(typed).split())


def _folded(text: str) -> str:
    return _UNSEEN.sub(" ", text.casefold())


def _posted(body: dict[str, Any]) -> Iterator[int]:
    postings = body.get("postings")
    for posting in postings if isinstance(postings, list) else ():
        if isinstance(posting, dict) and isinstance(posting.get("amount_cents"), int):
            yield posting["amount_cents"]
