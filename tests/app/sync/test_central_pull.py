"""What a workstation is given: its office's facts, of other offices only what changes accounts; no commit is missed."""

import pytest

from app.journal.chain import GENESIS, Signer
from app.sync.protocol import GenerationStatus, HelloStatus, PushStatus
from tests.factories.central import NONCE, Central
from tests.factories.central_chain import Chain, hello, pull, pull_activity

OLD_PROTOCOL, REVOKED = "CC001", "CC002"


@pytest.fixture
def chains(central: Central) -> dict[str, Chain]:
    """A2 and A3 of the main office, H1 of the hub, with two facts each at the centre."""
    found = {}
    for number, (code, office) in enumerate((("A2", "main"), ("A3", "main"), ("H1", "hub")), 1):
        chain = found[code] = Chain(code, office=office, signer=Signer(bytes(31) + bytes([number])))
        central.enrol(code, office, chain.signer)
        chain.add(2, account=f"cis/{number}")
        with central.workstation(code) as session:
            assert chain.push(session).status == PushStatus.OK
    return found


def test_the_office_gets_its_facts_in_order(central: Central, chains: dict[str, Chain]) -> None:
    with central.workstation("A3") as session:
        rows = pull(session)
    assert [row[1:4] for row in rows] == [("A2", 1, 1), ("A2", 1, 2), ("A3", 1, 1), ("A3", 1, 2)]
    sealed = chains["A2"].facts[1]
    assert rows[1][4:] == (
        sealed.envelope_bytes,
        sealed.body_bytes,
        sealed.previous_hash,
        sealed.hash,
        sealed.signature,
    )


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_of_any_size_give_the_same(central: Central, chains: dict[str, Chain], limit: int) -> None:
    with central.workstation("A2") as session:
        whole, paged, cursor = pull(session), [], (0, "", 0, 0)
        while page := pull(session, cursor, limit):
            paged += page
            cursor = page[-1][:4]
    assert paged == whole


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_other_offices_activity_pages(central: Central, chains: dict[str, Chain], limit: int) -> None:
    with central.workstation("H1") as session:
        whole = pull_activity(session)
        paged, cursor = [], (0, "", 0, 0, 0)
        while page := pull_activity(session, cursor, limit):
            paged += page
            cursor = (*page[-1][:4], page[-1][5])
    assert paged == whole
    assert [(row[1], row[3], row[5], row[6], row[8]) for row in whole] == [
        ("A2", 1, 2, "cis/1", -500),
        ("A2", 2, 2, "cis/1", -500),
        ("A3", 1, 2, "cis/2", -500),
        ("A3", 2, 2, "cis/2", -500),
    ]


def test_a_transaction_in_flight_hides_what_came_after_it(central: Central, chains: dict[str, Chain]) -> None:
    """The horizon: a cursor must not pass a transaction that is still running."""
    chains["A2"].add(1)
    chains["A3"].add(1)
    with central.workstation("A2") as slow, central.workstation("A3") as quick, central.workstation("A2") as reader:
        before = len(pull(reader))
        with slow.transaction():
            assert chains["A2"].push(slow, 3).status == PushStatus.OK
            assert chains["A3"].push(quick, 3).status == PushStatus.OK
            assert len(pull(reader)) == before
        assert len(pull(reader)) == before + 2


def test_heads_are_those_of_the_office(central: Central, chains: dict[str, Chain]) -> None:
    with central.workstation("A2") as session:
        rows = session.execute("SELECT * FROM counter.heads(1)").fetchall()
    expected = [
        (code, 1, 2, chain.facts[1].hash, chain.signer.public_bytes, "main", 1, GENESIS)
        for code, chain in chains.items()
        if chain.office == "main"
    ]
    assert rows == expected


def test_fetch_gives_a_range_of_the_office_and_no_other(central: Central, chains: dict[str, Chain]) -> None:
    with central.workstation("A2") as session:
        call = "SELECT * FROM counter.fetch(1, %s, 1, 2, 9)"
        assert [row[1:4] for row in session.execute(call, ("A3",))] == [("A3", 1, 2)]
        assert session.execute(call, ("H1",)).fetchall() == []


def test_buckets_are_sums_of_other_offices(central: Central, chains: dict[str, Chain]) -> None:
    with central.workstation("H1") as session:
        buckets = session.execute("SELECT * FROM counter.activity_buckets(1)").fetchall()
        assert (sum(row[1] for row in buckets), sum(row[2] for row in buckets)) == (4, -2000)
        fetched = []
        for bucket, rows, _ in buckets:
            page = session.execute("SELECT * FROM counter.fetch_activity(1, %s, 0, '', 0, 0, 0, 500)", (bucket,))
            fetched += page.fetchall()
            assert len(fetched) >= rows
        assert sorted(fetched) == sorted(pull_activity(session))


class TestHello:
    """The nonces tell a lost answer from a second copy of the machine."""

    def test_a_session_begins(self, central: Central, chains: dict[str, Chain]) -> None:
        with central.workstation("A2") as session:
            status, epoch, now_us, sequence, digest, *_ = hello(session, 1, NONCE, b"b" * 16)
        assert (status, sequence, digest) == (HelloStatus.OK, 2, chains["A2"].facts[1].hash)
        assert epoch > 0
        assert now_us > 1_700_000_000_000_000

    def test_a_lost_answer_may_be_asked_for_again(self, central: Central, chains: dict[str, Chain]) -> None:
        with central.workstation("A2") as session:
            assert hello(session, 1, NONCE, b"b" * 16)[0] == HelloStatus.OK
            assert hello(session, 1, NONCE, b"b" * 16)[0] == HelloStatus.OK
            assert hello(session, 1, b"b" * 16, b"c" * 16)[0] == HelloStatus.OK

    def test_a_copy_is_noticed(self, central: Central, chains: dict[str, Chain]) -> None:
        with central.workstation("A2") as session:
            assert hello(session, 1, NONCE, b"b" * 16)[0] == HelloStatus.OK
            assert hello(session, 1, NONCE, b"x" * 16)[0] == HelloStatus.CLONE
            assert hello(session, 1, b"b" * 16, b"c" * 16)[0] == HelloStatus.OK

    def test_a_centre_that_may_have_lost_a_nonce_takes_any(self, central: Central, chains: dict[str, Chain]) -> None:
        with central.workstation("A2") as session, central.admin() as admin:
            epoch = hello(session, 1, NONCE, b"b" * 16)[1]
            admin.execute("UPDATE counter.centre SET restored = restored + 1")
            assert hello(session, 1, b"x" * 16, b"y" * 16)[:1] == (HelloStatus.OK,)
            assert hello(session, 1, b"z" * 16, b"z" * 16)[:1] == (HelloStatus.CLONE,)
            assert hello(session, 1, b"y" * 16, b"y" * 16)[1] != epoch

    def test_other_generations(self, central: Central, chains: dict[str, Chain]) -> None:
        with central.workstation("A2") as session:
            assert hello(session, 2, NONCE, NONCE)[0] == HelloStatus.UNKNOWN_GENERATION
            session.execute("SELECT * FROM counter.next_generation(1, 0, %s, %s)", (bytes(32), NONCE))
            assert hello(session, 1, NONCE, NONCE)[:1] == (HelloStatus.STALE_GENERATION,)
            assert session.execute("SELECT status FROM counter.hello(0, 1, '', '')").fetchone() == ("old_protocol",)


class TestNextGeneration:
    """The centre mints them; a lost answer mints nothing twice."""

    def minted(self, central: Central, wanted: int, key: bytes) -> object:
        with central.workstation("A2") as session:
            call = "SELECT * FROM counter.next_generation(1, %s, %s, %s)"
            return session.execute(call, (wanted, key, NONCE)).fetchone()

    def test_the_next_one_and_once_a_key(self, central: Central, chains: dict[str, Chain]) -> None:
        assert self.minted(central, 0, b"k" * 32) == (GenerationStatus.OK, 2)
        assert self.minted(central, 0, b"k" * 32) == (GenerationStatus.OK, 2)
        assert self.minted(central, 0, b"l" * 32) == (GenerationStatus.OK, 3)
        assert self.minted(central, 0, b"k" * 32) == (GenerationStatus.OK, 2)

    def test_a_wanted_one_that_the_centre_lost(self, central: Central, chains: dict[str, Chain]) -> None:
        assert self.minted(central, 5, b"k" * 32) == (GenerationStatus.OK, 5)
        assert self.minted(central, 4, b"l" * 32) == (GenerationStatus.OK, 6)

    def test_the_new_chain_begins_empty(self, central: Central, chains: dict[str, Chain]) -> None:
        self.minted(central, 0, b"k" * 32)
        chain = Chain(generation=2)
        chain.add()
        with central.workstation("A2") as session:
            assert hello(session, 2, NONCE, b"b" * 16)[3:5] == (0, GENESIS)
            assert chain.push(session).status == PushStatus.OK


def test_questions_of_an_old_protocol_are_errors_not_empty(central: Central, chains: dict[str, Chain]) -> None:
    import psycopg

    with central.workstation("A2") as session, pytest.raises(psycopg.Error) as raised:
        session.execute("SELECT * FROM counter.heads(0)")
    assert raised.value.sqlstate == OLD_PROTOCOL
