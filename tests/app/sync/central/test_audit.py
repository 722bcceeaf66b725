"""The audit finds the first broken fact of a chain, whatever somebody with all rights did to the tables."""

from dataclasses import replace

import psycopg
import pytest

from app.journal.chain import GENESIS, ChainFault, ChainFinding, Signer, fact_hash
from app.journal.recovered import recover
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


class TestRecovered:
    """A fact that a new generation appended again must be what the old one had signed."""

    @pytest.fixture
    def again(self, central: Central) -> Chain:
        """A2's second generation, whose facts 1 and 2 were facts 3 and 4 of the first, which never came."""
        first, key = Chain(signer=Signer(b"1" * 32)), Signer(b"2" * 32)
        central.enrol("A2", key=first.signer)
        first.add(4)
        with central.workstation("A2") as session:
            first.push(session, 1, 2)
            session.execute("SELECT counter.next_generation(1, 2, %s, %s)", (key.public_bytes, bytes(16)))
        second = Chain(generation=2, signer=key)
        for place, lost in enumerate(first.facts[2:], 1):
            before = second.facts[-1].hash if second.facts else GENESIS
            second.facts.append(recover(lost, 2, place, before, key))
        return second

    def test_it_holds(self, central: Central, again: Chain) -> None:
        with central.workstation("A2") as session:
            assert again.push(session).status == "ok"
        assert audit(central.dsn).findings == ()

    @pytest.mark.parametrize(
        ("found", "put"),
        [
            (b'"recorded_at_us\\":17', b'"recorded_at_us\\":18'),
            (b'"hash":"', b'"hash":"xyz'),
            (b'{\\"business_date', b'{{\\"business_date'),
        ],
    )
    def test_what_was_changed_on_the_way_is_found(
        self, central: Central, again: Chain, found: bytes, put: bytes
    ) -> None:
        envelope = again.facts[1].envelope_bytes.replace(found, put, 1)
        assert envelope != again.facts[1].envelope_bytes
        digest = fact_hash(again.facts[0].hash, envelope, again.facts[1].body_bytes)
        again.facts[1] = replace(
            again.facts[1], envelope_bytes=envelope, hash=digest, signature=again.signer.sign(digest)
        )
        with central.workstation("A2") as session:
            assert again.push(session).status == "ok"
        assert audit(central.dsn).findings == (ChainFinding(ChainFault.FORGED, "A2", 2, 2),)

    def test_of_a_chain_that_is_not_known(self, central: Central, again: Chain) -> None:
        with central.workstation("A2") as session, central.admin() as admin:
            again.push(session)
            admin.execute("DELETE FROM counter.fact WHERE generation = 1")
            admin.execute("DELETE FROM counter.feed WHERE generation = 1")
            admin.execute("DELETE FROM counter.chain WHERE generation = 1")
        assert audit(central.dsn).findings == (ChainFinding(ChainFault.KEY_UNKNOWN, "A2", 2, 1),)


def test_who_administers_but_owns_nothing_may_audit(central: Central) -> None:
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(60)
    with central.workstation("A2") as session:
        chain.push(session)
    name = f"auditor_{central.database}"
    with central.admin() as admin:
        admin.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'secret' IN ROLE counter_admin")
        found = audit(psycopg.conninfo.make_conninfo(central.dsn, user=name, password="secret"))
        admin.execute(f"DROP ROLE {name}")
        assert admin.execute("SELECT activity_rows FROM counter.chain").fetchone() == (60,)
    assert (found.facts, found.findings) == (60, ())
