"""Facts of the simulated city: payments, some of a kind that only the future knows, read back fast."""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

import msgspec

from app.journal.append import private_digest
from app.journal.chain import Signer, fact_hash
from app.journal.fact import Envelope, FactBody, Posting, SealedFact, ValueBeside, encoder, envelope_decoder

DATE = "2026-11-20"


class SyncedSale(FactBody, frozen=True, kw_only=True, omit_defaults=True):
    """A payment as far as sync is concerned; `note` the digest of what was typed with it."""

    note: str | None = None


class FromTheFuture(FactBody, frozen=True, kw_only=True, omit_defaults=True):
    """Not in the list of kinds: stored, relayed, and its postings count."""

    note: str | None = None


_bodies = msgspec.json.Decoder(FactBody)


def words_of(fact_id: str) -> str:
    """What somebody typed with this sale; nothing with most."""
    return f"said with {fact_id}" if fact_id.count("-") == 4 and int(fact_id[-4:], 16) % 3 == 0 else ""


def value_of(fact_id: str) -> tuple[ValueBeside, ...]:
    """The same as a value beside the fact."""
    words, salt = words_of(fact_id), fact_id[-16:].encode()
    return (ValueBeside(private_digest(salt, "note", words), "note", salt, words),) if words else ()


def shown(sealed: SealedFact, erased: Collection[str]) -> SealedFact:
    """A fact as it is once these values were erased."""
    if erased and any(each.value is not None and each.digest in erased for each in sealed.values):
        gone = (replace(each, salt=None, value=None) if each.digest in erased else each for each in sealed.values)
        return replace(sealed, values=tuple(gone))
    return sealed


def erases(sealed: SealedFact) -> set[str]:
    """The hashes of what a fact erases."""
    return {each.digest for each in sealed.values if each.field == "erased"}


def sale_body(account: str, charge: str, cents: int, *, known: bool = True, note: str | None = None) -> FactBody:
    """Cash in, less owed."""
    postings = (
        Posting(ledger_account="drawer/cash", amount_cents=cents),
        Posting(ledger_account="receivable/water", amount_cents=-cents, account=account, charge=charge),
    )
    kind = SyncedSale if known else FromTheFuture
    return kind(postings=postings, note=note)


def seal_next(envelope: Envelope, body: FactBody, previous: bytes, signer: Signer) -> SealedFact:
    """The fact's bytes at the end of its chain."""
    envelope_bytes, body_bytes = encoder.encode(envelope), encoder.encode(body)
    digest = fact_hash(previous, envelope_bytes, body_bytes)
    return SealedFact(envelope_bytes, body_bytes, previous, digest, signer.sign(digest))


@lru_cache(maxsize=4096)
def read(sealed: SealedFact) -> tuple[Envelope, tuple[Posting, ...]]:
    """Envelope and postings; the same fact is read many times in one seed."""
    return envelope_decoder.decode(sealed.envelope_bytes), _bodies.decode(sealed.body_bytes).postings
