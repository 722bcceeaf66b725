"""Facts of the simulated city: payments, some of a kind that only the future knows, read back fast."""

from functools import lru_cache

import msgspec

from app.journal.chain import Signer, fact_hash
from app.journal.fact import Envelope, FactBody, Posting, SealedFact, encoder, envelope_decoder

DATE = "2026-11-20"


class SyncedSale(FactBody, frozen=True, kw_only=True):
    """A payment as far as sync is concerned."""


class FromTheFuture(FactBody, frozen=True, kw_only=True):
    """Not in the list of kinds: stored, relayed, and its postings count."""


_bodies = msgspec.json.Decoder(FactBody)


def sale_body(account: str, charge: str, cents: int, *, known: bool = True) -> FactBody:
    """Cash in, less owed."""
    postings = (
        Posting(ledger_account="drawer/cash", amount_cents=cents),
        Posting(ledger_account="receivable/water", amount_cents=-cents, account=account, charge=charge),
    )
    return SyncedSale(postings=postings) if known else FromTheFuture(postings=postings)


def seal_next(envelope: Envelope, body: FactBody, previous: bytes, signer: Signer) -> SealedFact:
    """The fact's bytes at the end of its chain."""
    envelope_bytes, body_bytes = encoder.encode(envelope), encoder.encode(body)
    digest = fact_hash(previous, envelope_bytes, body_bytes)
    return SealedFact(envelope_bytes, body_bytes, previous, digest, signer.sign(digest))


@lru_cache(maxsize=4096)
def read(sealed: SealedFact) -> tuple[Envelope, tuple[Posting, ...]]:
    """Envelope and postings; the same fact is read many times in one seed."""
    return envelope_decoder.decode(sealed.envelope_bytes), _bodies.decode(sealed.body_bytes).postings
