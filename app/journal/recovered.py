"""Facts appended again in a new generation, because the centre never got them in the old one (clone, old backup).

Such a fact keeps its id, kind, body, time and person; only its place in the chain is new. Its envelope embeds what it
was, so that whoever verifies can see that nothing was changed on the way.
"""

from collections.abc import Mapping

import msgspec

from app.journal.chain import Signer, fact_hash, is_signed, read_envelope
from app.journal.fact import Recovery, SealedFact, encoder, envelope_decoder


def recover(original: SealedFact, generation: int, sequence: int, previous_hash: bytes, signer: Signer) -> SealedFact:
    """The same fact at a new place. One that was recovered before keeps what it was at first."""
    envelope = envelope_decoder.decode(original.envelope_bytes)
    recovery = envelope.recovered or Recovery(
        envelope=original.envelope_bytes.decode(),
        previous_hash=original.previous_hash.hex(),
        hash=original.hash.hex(),
        signature=original.signature.hex(),
    )
    moved = msgspec.structs.replace(envelope, generation=generation, sequence=sequence, recovered=recovery)
    bytes_kept = encoder.encode(moved)
    digest = fact_hash(previous_hash, bytes_kept, original.body_bytes)
    return SealedFact(bytes_kept, original.body_bytes, previous_hash, digest, signer.sign(digest))


def original_of(sealed: SealedFact) -> SealedFact | None:
    """What a recovered fact was; None for any other."""
    envelope = read_envelope(sealed.envelope_bytes)
    if envelope is None or envelope.recovered is None:
        return None
    was = envelope.recovered
    place = (was.previous_hash, was.hash, was.signature)
    return SealedFact(was.envelope.encode(), sealed.body_bytes, *map(bytes.fromhex, place))


def is_true_to_original(sealed: SealedFact, old_public_key: bytes) -> bool:
    """Do the embedded envelope and the body give the embedded hash, and did the old generation's key sign it?"""
    original = original_of(sealed)
    if original is None:
        return False
    digest = fact_hash(original.previous_hash, original.envelope_bytes, original.body_bytes)
    return digest == original.hash and is_signed(old_public_key, original)


def is_true_among(sealed: SealedFact, public_keys: Mapping[tuple[str, int], bytes]) -> bool:
    """As `is_true_to_original`, with the key of the chain that the embedded envelope names. False without that key."""
    original = original_of(sealed)
    was = read_envelope(original.envelope_bytes) if original else None
    return was is not None and is_true_to_original(sealed, public_keys.get((was.workstation, was.generation), b""))
