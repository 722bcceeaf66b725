"""What push answers, in the order in which it tests: every status, and that all but OK change nothing."""

from dataclasses import replace

import pytest

from app.journal.chain import GENESIS, Signer, fact_hash
from app.journal.fact import SealedFact
from app.sync.protocol import PushStatus
from tests.factories.central import Central
from tests.factories.central_chain import Chain, push

SAME_ID = "00000000-0000-7000-8000-00000000beef"
ONLY_AN_ID = b'{"fact_id":"00000000-0000-7000-8000-00000000beef"}'


@pytest.fixture
def a2(central: Central) -> Chain:
    """A2's chain, which the centre knows, with three facts that it has."""
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(3)
    with central.workstation("A2") as session:
        assert chain.push(session).status == PushStatus.OK
    return chain


def test_facts_arrive_byte_for_byte(central: Central, a2: Chain) -> None:
    with central.admin() as admin:
        rows = admin.execute(
            "SELECT envelope, body, previous_hash, hash, signature FROM counter.fact ORDER BY sequence"
        )
        assert [SealedFact(*row) for row in rows] == a2.facts


def test_old_protocol(central: Central, a2: Chain) -> None:
    a2.add()
    with central.workstation("A2") as session:
        assert push(session, 1, 4, a2.facts[2].hash, a2.facts[3:], protocol=0).status == PushStatus.OLD_PROTOCOL


def test_unknown_generation(central: Central, a2: Chain) -> None:
    with central.workstation("A2") as session:
        assert push(session, 2, 1, GENESIS, a2.facts).status == PushStatus.UNKNOWN_GENERATION


def test_too_many_facts(central: Central, a2: Chain) -> None:
    a2.add(501)
    with central.workstation("A2") as session:
        assert a2.push(session, 4).status == PushStatus.TOO_MUCH
        assert a2.push(session, 4, 503).status == PushStatus.OK


def test_too_many_bytes_but_one_fact_always_enters(central: Central, a2: Chain) -> None:
    a2.add(2, note="x" * 300_000)
    with central.workstation("A2") as session:
        assert a2.push(session, 4).status == PushStatus.TOO_MUCH
        assert a2.push(session, 4, 4).status == PushStatus.OK


def test_gap(central: Central, a2: Chain) -> None:
    a2.add(2)
    with central.workstation("A2") as session:
        answer = a2.push(session, 5)
    assert (answer.status, answer.head_sequence, answer.head_hash) == (PushStatus.GAP, 3, a2.facts[2].hash)


def test_fork_at_the_head(central: Central, a2: Chain) -> None:
    other = Chain()
    other.add(4)
    with central.workstation("A2") as session:
        assert other.push(session, 4).status == PushStatus.FORK


def test_fork_below_the_head(central: Central, a2: Chain) -> None:
    other = Chain(facts=a2.facts[:2])
    other.add(2)
    with central.workstation("A2") as session:
        assert other.push(session, 2).status == PushStatus.FORK
        assert other.push(session, 3, 3).status == PushStatus.FORK


@pytest.mark.parametrize("field", ["envelope_bytes", "body_bytes", "hash"])
def test_bad_hash(central: Central, a2: Chain, field: str) -> None:
    sealed = a2.add()[0]
    altered = replace(sealed, **{field: getattr(sealed, field)[:-2] + b"0}"})
    with central.workstation("A2") as session:
        assert push(session, 1, 4, a2.facts[2].hash, [altered]).status == PushStatus.BAD_HASH


@pytest.mark.parametrize("other", [{"workstation": "B1"}, {"generation": 7}])
def test_an_envelope_of_another_place_is_a_bad_hash(central: Central, a2: Chain, other: dict[str, str]) -> None:
    forged = Chain(**other)  # type: ignore[arg-type] # the parameters above are its fields
    forged.add(4)
    sealed = forged.facts[3]
    digest = fact_hash(a2.facts[2].hash, sealed.envelope_bytes, sealed.body_bytes)
    with central.workstation("A2") as session:
        answer = push(session, 1, 4, a2.facts[2].hash, [replace(sealed, hash=digest)])
    assert answer.status == PushStatus.BAD_HASH


@pytest.mark.parametrize("envelope", [b"", b"{", b"[]", b"\xff\xfe", b'{"sequence":"x"}', b"{}", ONLY_AN_ID])
def test_an_envelope_that_is_none_is_a_bad_hash(central: Central, a2: Chain, envelope: bytes) -> None:
    digest = fact_hash(a2.facts[2].hash, envelope, b"{}")
    sealed = SealedFact(envelope, b"{}", a2.facts[2].hash, digest, a2.signer.sign(digest))
    with central.workstation("A2") as session:
        assert push(session, 1, 4, a2.facts[2].hash, [sealed]).status == PushStatus.BAD_HASH


def test_duplicate_after_a_lost_answer(central: Central, a2: Chain) -> None:
    with central.workstation("A2") as session:
        answer = a2.push(session)
    assert (answer.status, answer.head_sequence) == (PushStatus.DUPLICATE, 3)


def test_an_overlap_adds_only_what_is_new(central: Central, a2: Chain) -> None:
    a2.add(2)
    with central.workstation("A2") as session:
        answer = a2.push(session, 2)
        assert (answer.status, answer.head_sequence, answer.head_hash) == (PushStatus.OK, 5, a2.facts[4].hash)
        assert a2.push(session, 5).status == PushStatus.DUPLICATE
    with central.admin() as admin:
        found = admin.execute("SELECT first_sequence, last_sequence, activity_rows FROM counter.feed ORDER BY 1")
        assert found.fetchall() == [(1, 3, 3), (4, 5, 2)]


def test_what_is_refused_leaves_nothing(central: Central, a2: Chain) -> None:
    a2.add(3)
    altered = replace(a2.facts[4], body_bytes=a2.facts[4].body_bytes + b" ")
    with central.workstation("A2") as session:
        push(session, 1, 4, a2.facts[2].hash, [a2.facts[3], altered])
        a2.push(session, 6)
    with central.admin() as admin:
        for table in ("fact", "fact_identity", "account_activity"):
            assert admin.execute(f"SELECT count(*) FROM counter.{table}").fetchone() == (3,)


def test_a_body_with_the_character_nul_enters(central: Central, a2: Chain) -> None:
    a2.add(note="before\0after \\u0000 '; --")
    with central.workstation("A2") as session:
        assert a2.push(session, 4).status == PushStatus.OK
    with central.admin() as admin:
        assert admin.execute("SELECT sum(activity_rows) FROM counter.chain").fetchone() == (4,)


def test_a_body_that_nobody_can_read_enters_with_an_exception(central: Central, a2: Chain) -> None:
    envelope = a2.add()[0].envelope_bytes
    body = b'{"postings":[{"account":"cis/1","amount_cents":1e99}]}'
    digest = fact_hash(a2.facts[2].hash, envelope, body)
    a2.facts[3] = SealedFact(envelope, body, a2.facts[2].hash, digest, a2.signer.sign(digest))
    a2.add()
    with central.workstation("A2") as session:
        assert a2.push(session, 4).status == PushStatus.OK
    with central.admin() as admin:
        assert admin.execute("SELECT kind, sequence FROM counter.exception").fetchall() == [("body_unreadable", 4)]
        assert admin.execute("SELECT activity_rows, activity_cents FROM counter.chain").fetchone() == (4, -2000)


def test_one_fact_id_counts_once_across_chains(central: Central, a2: Chain) -> None:
    b1 = Chain("B1", signer=Signer(bytes(31) + b"1"))
    central.enrol("B1", key=b1.signer)
    same = a2.add(fact_id=SAME_ID)[0]
    b1.add(fact_id=SAME_ID)
    assert same.hash != b1.facts[0].hash
    with central.workstation("A2") as session:
        assert a2.push(session, 4).status == PushStatus.OK
    with central.workstation("B1") as session:
        assert b1.push(session).status == PushStatus.OK
    with central.admin() as admin:
        found = admin.execute("SELECT kind, workstation, sequence FROM counter.exception").fetchall()
        assert found == [("fact_id_twice", "B1", 1)]
        assert admin.execute("SELECT count(*) FROM counter.account_activity").fetchone() == (4,)


def test_a_recovered_fact_stands_twice_in_its_own_chains_and_counts_once(central: Central, a2: Chain) -> None:
    with central.workstation("A2") as session:
        session.execute("SELECT counter.next_generation(1, 0, %s, %s)", (b"k" * 32, bytes(16)))
        again = Chain(generation=2, facts=[])
        for chain in (a2, again):
            chain.add(fact_id=SAME_ID)
        assert again.push(session).status == PushStatus.OK
        assert a2.push(session, 4).status == PushStatus.OK
    with central.admin() as admin:
        assert admin.execute("SELECT count(*) FROM counter.exception").fetchone() == (0,)
        assert admin.execute("SELECT count(*) FROM counter.account_activity").fetchone() == (4,)


def test_nothing_pushed_is_nothing_changed(central: Central, a2: Chain) -> None:
    with central.workstation("A2") as session:
        answer = push(session, 1, 4, a2.facts[2].hash, [])
    assert (answer.status, answer.head_sequence) == (PushStatus.DUPLICATE, 3)
