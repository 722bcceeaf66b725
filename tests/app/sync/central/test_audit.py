"""The audit finds the first broken fact of a chain, whatever somebody with all rights did to the tables."""

import pytest

from app.journal.chain import ChainFault, ChainFinding, Signer
from app.sync.central.audit import audit
from tests.factories.central import Central
from tests.factories.central_chain import Chain


@pytest.fixture
def pushed(central: Central) -> Central:
    """A2 and B1 with six facts each, in two pushes."""
    for number, code in enumerate(("A2", "B1"), 1):
        chain = Chain(code, signer=Signer(bytes(31) + bytes([number])))
        central.enrol(code, key=chain.signer)
        chain.add(6)
        with central.workstation(code) as session:
            chain.push(session, 1, 4)
            chain.push(session, 5)
    return central


def test_what_was_pushed_holds(pushed: Central) -> None:
    told: list[tuple[int, int]] = []
    audited = audit(pushed.dsn, lambda done, total: told.append((done, total)))
    assert (audited.chains, audited.facts, audited.findings) == (2, 12, ())
    assert told[-1] == (12, 12)


A2_3 = "WHERE workstation = 'A2' AND sequence = 3"
A2_FIRST = "WHERE workstation = 'A2' AND first_sequence = 1"


@pytest.mark.parametrize(
    ("statement", "fault", "sequence"),
    [
        (f"UPDATE counter.fact SET body = body || ' ' {A2_3}", ChainFault.ALTERED, 3),
        (f"UPDATE counter.fact SET envelope = '' {A2_3}", ChainFault.ALTERED, 3),
        (f"UPDATE counter.fact SET signature = decode(repeat('00', 64), 'hex') {A2_3}", ChainFault.FORGED, 3),
        (f"UPDATE counter.fact SET fact_id = '00000000-0000-7000-8000-00000000beef' {A2_3}", "mislabelled", 3),
        (f"UPDATE counter.fact SET previous_hash = hash {A2_3}", ChainFault.BROKEN_LINK, 3),
        (f"DELETE FROM counter.fact {A2_3}", ChainFault.GAP, 4),
        ("DELETE FROM counter.fact WHERE workstation = 'A2' AND sequence = 6", ChainFault.CUT_SHORT, 6),
        ("UPDATE counter.chain SET head_hash = 'x' WHERE workstation = 'A2'", ChainFault.CUT_SHORT, 7),
        ("UPDATE counter.chain SET public_key = repeat('k', 32)::bytea WHERE workstation = 'A2'", "forged", 1),
        (f"UPDATE counter.feed SET activity[3].amount_cents = 1 {A2_FIRST}", ChainFault.POSTINGS_DIFFER, 3),
        (f"UPDATE counter.feed SET activity = activity[1:2] || activity[4:] {A2_FIRST}", "postings_differ", 3),
        (f"UPDATE counter.feed SET activity = activity || activity[4] {A2_FIRST}", ChainFault.POSTINGS_DIFFER, 4),
        ("UPDATE counter.chain SET activity_cents = 0 WHERE workstation = 'A2'", ChainFault.POSTINGS_DIFFER, 6),
        (f"UPDATE counter.feed SET first_sequence = 2 {A2_FIRST}", ChainFault.GAP, 1),
        ("UPDATE counter.feed SET last_sequence = 5 WHERE workstation = 'A2' AND first_sequence = 5", "gap", 6),
        ("DELETE FROM counter.feed WHERE workstation = 'A2' AND first_sequence = 5", "postings_differ", 5),
        ("DELETE FROM counter.chain WHERE workstation = 'A2'", ChainFault.KEY_UNKNOWN, 1),
        ("DELETE FROM counter.fact_identity WHERE workstation = 'A2' AND sequence = 3", "postings_differ", 3),
    ],
)
def test_what_was_done_to_it_is_found(pushed: Central, statement: str, fault: str, sequence: int) -> None:
    with pushed.admin() as admin:
        admin.execute(statement)
    assert audit(pushed.dsn).findings == (ChainFinding(ChainFault(fault), "A2", 1, sequence),)


def test_facts_that_count_elsewhere_and_unreadable_bodies_are_no_fault(central: Central) -> None:
    twice = "00000000-0000-7000-8000-00000000beef"
    for number, code in enumerate(("A2", "B1"), 1):
        chain = Chain(code, signer=Signer(bytes(31) + bytes([number])))
        central.enrol(code, key=chain.signer)
        chain.add(fact_id=twice)
        with central.workstation(code) as session:
            chain.push(session)
    assert audit(central.dsn).findings == ()
