"""What a long push changes of accounts is worked out later: before anybody reads it, once, in the feed's order."""

import pytest

from app.journal.chain import GENESIS, Signer, fact_hash
from app.journal.fact import SealedFact
from app.sync.central.audit import audit
from app.sync.protocol import PushStatus
from tests.factories.central import Central
from tests.factories.central_chain import Chain, pull_activity

LONG = 120
"""More facts than are published within the push."""


@pytest.fixture
def a2(central: Central) -> Chain:
    """A2 of the main office, which was away; B1 of another office is enrolled beside it."""
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    central.enrol("B1", "east", key=Signer(bytes(31) + b"1"))
    return chain


def pushed(central: Central, chain: Chain) -> None:
    with central.workstation(chain.workstation) as session:
        assert chain.push(session).status == PushStatus.OK


def unpublished(central: Central) -> int:
    with central.admin() as admin:
        row = admin.execute("SELECT count(*) FROM counter.feed WHERE NOT published").fetchone()
    return row[0] if row else -1


def test_a_long_push_is_published_by_whoever_reads_first(central: Central, a2: Chain) -> None:
    a2.add(LONG)
    pushed(central, a2)
    assert unpublished(central) == 1
    with central.workstation("B1") as session:
        rows = pull_activity(session)
        assert [row[3] for row in rows] == list(range(1, LONG + 1))
        assert pull_activity(session) == rows
        buckets = session.execute("SELECT sum(row_count), sum(amount_cents) FROM counter.activity_buckets(1)")
        assert buckets.fetchone() == (LONG, -500 * LONG)
    assert unpublished(central) == 0


def test_an_audit_publishes_first_and_so_verifies_that_too(central: Central, a2: Chain) -> None:
    a2.add(LONG)
    pushed(central, a2)
    assert audit(central.dsn).findings == ()
    assert unpublished(central) == 0


def test_an_audit_finds_no_fault_in_what_somebody_else_publishes(central: Central, a2: Chain) -> None:
    a2.add(LONG)
    pushed(central, a2)
    with central.admin() as busy, busy.transaction():
        busy.execute("SELECT counter.publish()")
        assert audit(central.dsn).findings == ()
    assert unpublished(central) == 0


def test_buckets_count_what_was_left_for_later(central: Central, a2: Chain) -> None:
    a2.add(LONG)
    pushed(central, a2)
    with central.workstation("B1") as session:
        assert session.execute("SELECT sum(row_count) FROM counter.activity_buckets(1)").fetchone() == (LONG,)


def test_nothing_behind_an_unpublished_push_is_read_before_it(central: Central, a2: Chain) -> None:
    """Else a cursor would pass it: somebody else is publishing, and its work is not committed yet."""
    a2.add(LONG)
    pushed(central, a2)
    late = Chain("A3", signer=Signer(bytes(31) + b"3"))
    central.enrol("A3", key=late.signer)
    late.add()
    with central.admin() as busy, central.workstation("B1") as session:
        with busy.transaction():
            assert busy.execute("SELECT counter.publish()").fetchone() == (1,)
            pushed(central, late)
            assert pull_activity(session) == []
        assert [row[1] for row in pull_activity(session)] == ["A2"] * LONG + ["A3"]


def test_a_body_that_nobody_can_read_keeps_no_other_back(central: Central, a2: Chain) -> None:
    a2.add(LONG)
    envelope = a2.add()[0].envelope_bytes
    body = b'{"postings":[{"account":"cis/1","amount_cents":1e99}]}'
    previous = a2.facts[LONG - 1].hash
    digest = fact_hash(previous, envelope, body)
    a2.facts[LONG] = SealedFact(envelope, body, previous, digest, a2.signer.sign(digest))
    a2.add()
    assert a2.facts[0].previous_hash == GENESIS
    pushed(central, a2)
    with central.workstation("B1") as session:
        assert [row[3] for row in pull_activity(session)] == [*range(1, LONG + 1), LONG + 2]
    with central.admin() as admin:
        found = admin.execute("SELECT kind, sequence FROM counter.exception").fetchall()
    assert found == [("body_unreadable", LONG + 1)]


def test_publishing_ends_after_a_while_and_goes_on_the_next_time(central: Central, a2: Chain) -> None:
    with central.workstation("A2") as session:
        for begin in range(1, 4 * LONG, LONG):
            a2.add(LONG)
            assert a2.push(session, begin).status == PushStatus.OK
    with central.admin() as admin:
        assert admin.execute("SELECT counter.publish('0 s')").fetchone() == (1,)
        assert unpublished(central) == 3
        assert admin.execute("SELECT counter.publish('1 minute')").fetchone() == (3,)
