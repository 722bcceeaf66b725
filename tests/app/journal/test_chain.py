"""The hash chain: what was altered, moved, removed or forged is found, at its place."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal.append import seal
from app.journal.chain import GENESIS, ChainFault, ChainFinding, Signer, fact_hash, verify
from app.journal.fact import Envelope, Fact, SealedFact
from tests.factories.journal import Counted

SIGNER, STRANGER = Signer(b"\1" * 32), Signer(b"\2" * 32)


def chain_of(count: int, signer: Signer = SIGNER) -> list[SealedFact]:
    """A chain of `count` facts of workstation A2."""
    sealed: list[SealedFact] = []
    for sequence in range(1, count + 1):
        envelope = Envelope(
            workstation="A2",
            generation=1,
            sequence=sequence,
            fact_id=f"fact-{sequence}",
            kind="Counted",
            schema_version=1,
            recorded_at_us=sequence,
            office="main",
        )
        previous = sealed[-1].hash if sealed else GENESIS
        sealed.append(seal(Fact(envelope, Counted(times=sequence)), previous, signer))
    return sealed


def findings(facts: list[SealedFact], key: bytes = SIGNER.public_bytes) -> list[ChainFinding]:
    return list(verify(facts, key))


def test_a_whole_chain_verifies() -> None:
    assert findings(chain_of(5)) == []


def test_a_chain_verifies_from_a_known_point() -> None:
    facts = chain_of(5)
    rest = verify(facts[2:], SIGNER.public_bytes, after_sequence=2, after_hash=facts[1].hash)
    assert list(rest) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"body_bytes": b'{"times":9}'}, ChainFault.ALTERED),
        ({"envelope_bytes": b"not an envelope"}, ChainFault.ALTERED),
        ({"envelope_bytes": b"\xff\xfe"}, ChainFault.ALTERED),
        ({"previous_hash": bytes(32)}, ChainFault.BROKEN_LINK),
        ({"signature": bytes(64)}, ChainFault.FORGED),
    ],
)
def test_an_altered_fact_is_found_at_its_place(change: dict[str, Any], fault: ChainFault) -> None:
    facts = chain_of(4)
    facts[2] = replace(facts[2], **change)
    assert findings(facts) == [ChainFinding(fault, "A2", 1, 3)]


def test_a_removed_fact_is_a_gap() -> None:
    facts = chain_of(4)
    del facts[1]
    assert findings(facts) == [ChainFinding(ChainFault.GAP, "A2", 1, 2)]


def test_a_first_fact_that_cannot_be_read_has_no_name() -> None:
    facts = [replace(chain_of(1)[0], envelope_bytes=b"")]
    assert findings(facts) == [ChainFinding(ChainFault.ALTERED, "", 0, 1)]


@pytest.mark.parametrize("key", [STRANGER.public_bytes, b"no key"])
def test_another_key_forges_everything(key: bytes) -> None:
    assert findings(chain_of(2), key) == [ChainFinding(ChainFault.FORGED, "A2", 1, 1)]


def test_a_chain_computed_anew_by_somebody_else_is_forged() -> None:
    facts = chain_of(2) + chain_of(3, STRANGER)[2:]
    facts[2] = replace(facts[2], previous_hash=facts[1].hash)
    facts[2] = replace(facts[2], hash=fact_hash(facts[2].previous_hash, facts[2].envelope_bytes, facts[2].body_bytes))
    assert findings(facts) == [ChainFinding(ChainFault.FORGED, "A2", 1, 3)]


@given(st.binary(max_size=40), st.binary(max_size=40), st.integers(0, 40))
def test_no_byte_moves_between_envelope_and_body(envelope: bytes, body: bytes, cut: int) -> None:
    whole = envelope + body
    if cut != len(envelope):
        assert fact_hash(GENESIS, envelope, body) != fact_hash(GENESIS, whole[:cut], whole[cut:]) or cut > len(whole)


@given(st.integers(0, 5), st.sampled_from(["envelope_bytes", "body_bytes", "hash", "signature"]), st.data())
def test_any_flipped_bit_is_found(place: int, part: str, data: st.DataObject) -> None:
    facts = chain_of(6)
    content = bytearray(getattr(facts[place], part))
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    changed: dict[str, Any] = {part: bytes(content)}
    facts[place] = replace(facts[place], **changed)
    assert [found.sequence for found in findings(facts)] == [place + 1]
