"""Many at once: no reader misses a row, two pushes of one workstation make one, nobody waits for ever."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from app.journal.chain import Signer
from app.sync.protocol import PushStatus
from tests.factories.central import Central
from tests.factories.central_chain import Chain, pull, pull_activity

WRITERS = 6
PUSHES = 25


def enrolled(central: Central, *codes: str, office: str = "main") -> list[Chain]:
    """Workstations with keys of their own, known at the centre."""
    chains = []
    for code in codes:
        chain = Chain(code, office=office, signer=Signer(code.encode().ljust(32)))
        central.enrol(code, office, chain.signer)
        chains.append(chain)
    return chains


def write(central: Central, chain: Chain, seed: int) -> None:
    """Pushes in transactions of random length, some rolled back, as sessions that break do."""
    chance = random.Random(seed)
    with central.workstation(chain.workstation) as session:
        for _ in range(PUSHES):
            first = len(chain.facts) + 1
            chain.add(chance.randint(1, 4))
            if chance.random() < 0.3:
                with session.transaction(force_rollback=True):
                    chain.push(session, first)
            with session.transaction():
                assert chain.push(session, first).status == PushStatus.OK
                session.execute("SELECT pg_sleep(%s)", (chance.random() / 50,))


def follow(central: Central, code: str, done: threading.Event) -> list[tuple[str, int, int]]:
    """Pulls by the cursor until all is written and nothing more comes."""
    seen: list[tuple[str, int, int]] = []
    cursor = (0, "", 0, 0)
    with central.workstation(code) as session:
        while True:
            was_done = done.is_set()
            rows = pull(session, cursor, 7)
            seen += [row[1:4] for row in rows]
            cursor = rows[-1][:4] if rows else cursor
            if was_done and not rows:
                return seen


def test_a_reader_misses_no_row_and_sees_none_twice(central: Central) -> None:
    chains = enrolled(central, *(f"W{number}" for number in range(WRITERS)))
    done = threading.Event()
    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reading = threads.submit(follow, central, "W0", done)
        writing = [threads.submit(write, central, chain, seed) for seed, chain in enumerate(chains)]
        for each in writing:
            each.result(60)
        done.set()
        seen = reading.result(60)
    expected = {(chain.workstation, 1, place) for chain in chains for place in range(1, len(chain.facts) + 1)}
    assert len(seen) == len(expected) and set(seen) == expected
    for chain in chains:
        assert [row[2] for row in seen if row[0] == chain.workstation] == list(range(1, len(chain.facts) + 1))


def a_slow_and_a_quick_push(central: Central) -> tuple[int, int]:
    """How many of two facts a reader gets who reads between the commits, in both feeds."""
    slow, quick = enrolled(central, "A2", "A3")
    enrolled(central, "H1", office="hub")
    slow.add()
    quick.add()
    with (
        central.workstation("A2") as one,
        central.workstation("A3") as two,
        central.workstation("A3") as near,
        central.workstation("H1") as far,
    ):
        with one.transaction():
            slow.push(one)
            quick.push(two)
            facts, activity = pull(near), pull_activity(far)
        cursor = facts[-1][:4] if facts else (0, "", 0, 0)
        behind = (*activity[-1][:4], activity[-1][5]) if activity else (0, "", 0, 0, 0)
        facts += pull(near, cursor)
        activity += pull_activity(far, behind)
    return len(facts), len(activity)


def test_both_feeds_wait_for_the_slow_one(central: Central) -> None:
    assert a_slow_and_a_quick_push(central) == (2, 2)


def test_without_the_horizon_the_slow_one_is_lost(central: Central) -> None:
    """The mutation, which is what a cursor over a serial number does: the test above must notice it."""
    with central.admin() as admin:
        for function in ("pushes_after", "activity_after"):
            source = admin.execute("SELECT pg_get_functiondef(%s::regproc)", (f"counter.{function}",)).fetchall()[0][0]
            admin.execute(source.replace("pg_snapshot_xmin(pg_current_snapshot())", "'9223372036854775807'::xid8"))
    assert a_slow_and_a_quick_push(central) == (1, 1)


def test_two_pushes_of_one_workstation_make_one(central: Central) -> None:
    (chain,) = enrolled(central, "A2")
    chain.add(50)
    with ThreadPoolExecutor(4) as threads:

        def push_all() -> str:
            with central.workstation("A2") as session:
                return chain.push(session).status

        answers = sorted(each.result(30) for each in [threads.submit(push_all) for _ in range(4)])
    assert answers == ["duplicate", "duplicate", "duplicate", "ok"]
    with central.admin() as admin:
        assert admin.execute("SELECT count(*) FROM counter.fact").fetchone() == (50,)
        admin.execute("SELECT counter.publish()")
        assert admin.execute("SELECT sum(activity_rows) FROM counter.chain").fetchone() == (50,)


def test_the_same_ids_in_another_order_do_not_block_each_other(central: Central) -> None:
    one, two = enrolled(central, "A2", "A3")
    ids = [f"00000000-0000-7000-8000-{number:012x}" for number in range(40)]
    for forward, backward in zip(ids, reversed(ids), strict=True):
        one.add(fact_id=forward)
        two.add(fact_id=backward)
    with ThreadPoolExecutor(2) as threads:
        start = threading.Barrier(2)

        def push_all(chain: Chain) -> str:
            with central.workstation(chain.workstation) as session:
                start.wait(30)
                return chain.push(session).status

        assert [each.result(30) for each in [threads.submit(push_all, chain) for chain in (one, two)]] == ["ok", "ok"]
    with central.admin() as admin:
        assert admin.execute("SELECT count(*) FROM counter.account_activity").fetchone() == (40,)
        assert admin.execute("SELECT count(*) FROM counter.exception").fetchone() == (40,)


def test_a_session_that_dies_in_the_middle_leaves_nothing(central: Central) -> None:
    (chain,) = enrolled(central, "A2")
    chain.add(5)
    with central.admin() as admin, central.workstation("A2") as session:
        with pytest.raises(psycopg.OperationalError), session.transaction():
            chain.push(session)
            admin.execute("SELECT pg_terminate_backend(%s)", (session.info.backend_pid,))
            session.execute("SELECT 1")
        with central.workstation("A2") as again:
            assert chain.push(again).status == PushStatus.OK
        assert admin.execute("SELECT count(*) FROM counter.fact").fetchone() == (5,)
