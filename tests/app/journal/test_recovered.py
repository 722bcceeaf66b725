"""A fact at a new place: same id, same body, and what it was can be verified."""

from dataclasses import replace

from app.journal.chain import GENESIS, Signer, read_envelope, verify
from app.journal.fact import SealedFact
from app.journal.recovered import is_true_among, is_true_to_original, original_of, recover
from tests.app.journal.test_chain import SIGNER, chain_of

NEXT, THIRD = Signer(b"\3" * 32), Signer(b"\4" * 32)


def recovered_chain() -> tuple[list[SealedFact], list[SealedFact]]:
    """Three facts, and the last two of them in generation 2."""
    originals = chain_of(3)
    first = recover(originals[1], 2, 1, GENESIS, NEXT)
    return originals, [first, recover(originals[2], 2, 2, first.hash, NEXT)]


def test_recovered_facts_are_a_chain_of_their_own() -> None:
    _, recovered = recovered_chain()
    assert list(verify(recovered, NEXT.public_bytes)) == []


def test_only_the_place_is_new() -> None:
    originals, recovered = recovered_chain()
    was, now = read_envelope(originals[2].envelope_bytes), read_envelope(recovered[1].envelope_bytes)
    assert was and now and (now.generation, now.sequence) == (2, 2)
    assert (now.fact_id, now.kind, now.recorded_at_us) == (was.fact_id, was.kind, was.recorded_at_us)
    assert recovered[1].body_bytes == originals[2].body_bytes
    assert original_of(recovered[1]) == originals[2]


def test_one_that_was_recovered_twice_still_embeds_what_it_was_at_first() -> None:
    originals, recovered = recovered_chain()
    again = recover(recovered[0], 3, 1, GENESIS, THIRD)
    assert original_of(again) == originals[1] and is_true_to_original(again, SIGNER.public_bytes)


def test_what_was_changed_on_the_way_is_noticed() -> None:
    originals, recovered = recovered_chain()
    assert is_true_to_original(recovered[0], SIGNER.public_bytes)
    assert not is_true_to_original(replace(recovered[0], body_bytes=b"{}"), SIGNER.public_bytes)
    assert not is_true_to_original(recovered[0], NEXT.public_bytes)
    assert not is_true_to_original(originals[0], SIGNER.public_bytes) and original_of(originals[0]) is None
    assert original_of(replace(recovered[0], envelope_bytes=b"")) is None


def test_the_key_is_that_of_the_chain_it_came_from() -> None:
    originals, recovered = recovered_chain()
    assert is_true_among(recovered[0], {("A2", 1): SIGNER.public_bytes})
    assert not is_true_among(recovered[0], {("A2", 2): NEXT.public_bytes}) and not is_true_among(originals[0], {})
