"""A workstation that comes to an office with a past holds its last days as facts, and what is older as activity."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.identity.workstation import load_place, place_of_fact
from app.journal.chain import GENESIS, Signer
from app.journal.read_facts import fact_of
from app.journal.verify_nearby import verify_nearby
from app.sync.central.audit import audit
from app.sync.protocol import Activity, Cursor, PushStatus
from app.sync.sync_page import known_workstations
from app.sync.types import Chain as ChainKey
from tests.factories.central import Central
from tests.factories.central_chain import Chain, pull, pull_activity
from tests.factories.replicas import open_as
from tests.factories.synced import Synced

A2 = ChainKey("A2", 1)


def grow_old(central: Central, days: int) -> None:
    """Everything that the centre has came so many days earlier."""
    with central.admin() as admin:
        admin.execute("UPDATE counter.feed SET pushed_at = pushed_at - make_interval(days => %s)", (days,))


@pytest.fixture
def a2(central: Central) -> Chain:
    """Three facts that came 91 days ago, two that came today."""
    chain = Chain("A2", signer=Signer(b"2" * 32))
    central.enrol("A2", "main", chain.signer)
    with central.workstation("A2") as session:
        chain.add(3)
        assert chain.push(session).status == PushStatus.OK
        grow_old(central, 91)
        chain.add(2)
        assert chain.push(session, 4).status == PushStatus.OK
    central.enrol("A3", "main", Signer(b"3" * 32))
    return chain


def sums(central: Central, code: str) -> tuple[int, int]:
    with central.workstation(code) as session:
        rows = session.execute("SELECT * FROM counter.activity_buckets(1)").fetchall()
    return sum(row[1] for row in rows), sum(row[2] for row in rows)


def test_the_head_says_where_the_chain_begins(central: Central, a2: Chain) -> None:
    with central.workstation("A3") as session:
        heads = session.execute("SELECT * FROM counter.heads(1)").fetchall()
    assert [(row[0], row[2], row[6], row[7]) for row in heads] == [
        ("A2", 5, 4, a2.facts[2].hash),
        ("A3", 0, 1, GENESIS),
    ]


def test_no_way_of_asking_gives_what_is_older(central: Central, a2: Chain) -> None:
    with central.workstation("A3") as session:
        assert [row[3] for row in pull(session)] == [4, 5]
        fetched = session.execute("SELECT * FROM counter.fetch(1, 'A2', 1, 1, 9)").fetchall()
        assert [row[3] for row in fetched] == [4, 5]


def test_what_is_older_comes_as_activity_and_is_in_the_sums(central: Central, a2: Chain) -> None:
    with central.workstation("A3") as session:
        assert [(row[1], row[3]) for row in pull_activity(session)] == [("A2", 1), ("A2", 2), ("A2", 3)]
    assert sums(central, "A3") == (3, -1500)
    assert sums(central, "A2") == (0, 0)


def test_what_came_later_never_moves_the_beginning(central: Central, a2: Chain) -> None:
    grow_old(central, 365)
    with central.workstation("A3") as session:
        assert [row[3] for row in pull(session)] == [4, 5]


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_lost_past_that_comes_again_in_other_batches_is_counted_again(
    central: Central, a2: Chain, first: int
) -> None:
    """A failover, then pushes that reach over the beginning."""
    with central.admin() as admin:
        admin.execute("DELETE FROM counter.fact_identity; DELETE FROM counter.fact; DELETE FROM counter.feed")
        admin.execute("UPDATE counter.chain SET head_sequence = 0, head_hash = %s", (GENESIS,))
        admin.execute("UPDATE counter.chain SET activity_rows = 0, activity_cents = 0")
        admin.execute("UPDATE counter.scope SET activity_rows = 0, activity_cents = 0")
    with central.workstation("A2") as session:
        assert a2.push(session, 1, first).status == PushStatus.OK
        assert a2.push(session, first + 1).status == PushStatus.OK
    with central.workstation("A3") as session:
        assert [row[3] for row in pull(session)] == [4, 5]
        assert [row[3] for row in pull_activity(session)] == [1, 2, 3]
    assert sums(central, "A3") == (3, -1500)
    assert audit(central.dsn).findings == ()


def test_another_machine_under_the_code_begins_later_and_the_same_one_does_not(central: Central, a2: Chain) -> None:
    for key, first in ((b"3", 4), (b"4", 6)):
        with central.admin() as admin:
            admin.execute("SELECT counter.revoke('A3')")
        grow_old(central, 91)
        central.enrol("A3", "main", Signer(key * 32))
        with central.workstation("A3") as session:
            heads = session.execute("SELECT * FROM counter.heads(1)").fetchall()
        assert heads[0][6] == first


@pytest.fixture
def counters(central: Central, tmp_path: Path) -> Iterator[dict[str, Synced]]:
    """A2 with 40 old sales and 3 of today; A3, which has just joined; H1 of another office."""
    opened: dict[str, Synced] = {}
    for code, office in (("A2", "main"), ("H1", "hub"), ("A3", "main")):
        if code == "A3":
            opened["A2"].sell(40)
            opened["A2"].exchange()
            grow_old(central, 91)
            opened["A2"].sell(3)
            opened["A2"].exchange()
        opened[code] = Synced.enrolled(central, open_as(tmp_path / code, code, office, len(opened) + 1))
    yield opened
    for each in opened.values():
        each.link.close()
        each.services.close()


def owed(synced: Synced) -> int:
    with synced.services.read_journal() as connection:
        sql = "SELECT coalesce(sum(amount_cents), 0) FROM {} WHERE account = 'cis/1'"
        return sum(connection.exec_driver_sql(sql.format(table)).scalar_one() for table in ("posting", "activity"))


def test_a_new_counter_knows_every_balance_and_verifies_what_it_holds(counters: dict[str, Synced]) -> None:
    a2, a3 = counters["A2"], counters["A3"]
    for each in (a3, counters["H1"], a2, a3):
        each.exchange()
    assert {owed(each) for each in counters.values()} == {-21_500}
    head = a2.replica.heads()[A2]
    assert a3.replica.heads()[A2] == head
    with a3.services.read_journal() as connection:
        held = connection.exec_driver_sql("SELECT min(sequence), count(*) FROM fact WHERE workstation = 'A2'").one()
        known = {each.chain: each.facts for each in known_workstations(connection)}
    assert held == (head[0] - 2, 3)
    assert known[A2] == 3
    assert check(a3.services, thorough=True) == ()


def test_the_first_held_fact_has_its_place(counters: dict[str, Synced]) -> None:
    a2, a3 = counters["A2"], counters["A3"]
    a3.exchange()
    with a3.services.read_journal() as connection:
        execute = connection.exec_driver_sql
        fact_id = execute("SELECT fact_id FROM fact WHERE workstation = 'A2' ORDER BY sequence LIMIT 1").scalar_one()
        stored = fact_of(execute, fact_id)
        assert stored and all(verdict.verified for verdict in verify_nearby(execute, a3.services.kinds, stored))
    sold = a2.sell(2)
    a2.exchange()
    a3.exchange()
    with a3.services.read_journal() as connection:
        assert fact_of(connection.exec_driver_sql, sold[-1])


def test_a_place_that_was_said_before_the_held_part_is_the_own_office(counters: dict[str, Synced]) -> None:
    """Receipts and account pages name the office and counter of every fact that is held."""
    counters["A2"].exchange()
    a3 = counters["A3"]
    a3.exchange()
    with a3.services.read_journal() as connection:
        sql = "SELECT fact_id FROM fact WHERE workstation = 'A2' ORDER BY sequence LIMIT 1"
        fact_id = connection.exec_driver_sql(sql).scalar_one()
        own = load_place(connection, "A3", 1)
        expected = replace(own, counter="A2")
        assert place_of_fact(connection, fact_id) == expected
        assert load_place(connection, "A2", 1) == expected
        with pytest.raises(LookupError):
            load_place(connection, "H1", 1)


def test_a_beginning_that_the_centre_made_up_holds_up_the_chain(central: Central, counters: dict[str, Synced]) -> None:
    """The first held fact names, under its workstation's signature, the hash of the one before it."""
    with central.admin() as admin:
        admin.execute("UPDATE counter.scope SET first_previous_hash = %s", (b"x" * 32,))
    a3 = counters["A3"]
    a3.exchange()
    with a3.services.read_journal() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM fact WHERE workstation = 'A2'").scalar_one() == 0
        assert connection.exec_driver_sql("SELECT kind FROM sync_trouble").scalars().all() == ["broken"]


def test_activity_of_a_fact_that_is_held_is_not_counted(counters: dict[str, Synced]) -> None:
    """A machine that brought an older journal along and was enrolled under a new key."""
    a3 = counters["A3"]
    a3.exchange()
    with a3.services.read_journal() as connection:
        sql = "SELECT fact_id FROM fact WHERE workstation = 'A2' ORDER BY sequence DESC LIMIT 1"
        fact_id = connection.exec_driver_sql(sql).scalar_one()
    before = owed(a3)
    a3.replica.add_activity(
        [Activity(Cursor(1, "A2", 1, 1), fact_id, 2, "cis/1", None, -500, None)], a3.replica.state()
    )
    assert owed(a3) == before


def test_a_fact_that_came_as_activity_is_not_counted_again(counters: dict[str, Synced]) -> None:
    """It was recovered twice, once on either side of the beginning."""
    a2, a3 = counters["A2"], counters["A3"]
    a3.exchange()
    sold = a2.sell(1)[0]
    row = Activity(Cursor(1, "A2", 1, 1), sold, 2, "cis/1", None, -500, None)
    a3.replica.add_activity([row], a3.replica.state())
    before = owed(a3)
    a2.exchange()
    a3.exchange()
    assert a3.replica.heads()[A2] == a2.replica.heads()[A2]
    assert owed(a3) == before == owed(a2)
    assert check(a3.services, thorough=True) == ()
