"""The exchange against a real PostgreSQL: three workstations of two offices see each other's facts, each once."""

import socket
import threading

import pytest

from app.bootstrap import check
from app.clock import SystemClock
from app.ids import SystemIds
from app.journal.tables import activity
from app.sync.exchange import NoAnswer
from app.sync.postgres import PostgresLink
from app.sync.protocol import Fetch, Heads, HeadsAnswer, Hello, HelloAnswer, NextGeneration, PullAnswer
from app.sync.queries import sync_status
from app.sync.replica import JournalReplica
from app.sync.types import Stop, SyncState
from app.sync.worker import SyncWorker
from tests.factories.central import NONCE, Central
from tests.factories.replicas import read_rows
from tests.factories.synced import Synced


def test_payments_of_one_counter_stand_at_the_others(office: dict[str, Synced]) -> None:
    for synced in office.values():
        synced.sell(3)
    for _ in range(2):
        for synced in office.values():
            synced.exchange()
    a2, a3, hub = (synced.services for synced in office.values())
    assert read_rows(a2)["posting"] == read_rows(a3)["posting"]
    assert len(read_rows(hub)["posting"]) == 6
    with hub.read_journal() as connection:
        assert len(connection.execute(activity.select()).all()) == 6
    assert all(check(synced.services, thorough=True) == () for synced in office.values())


def test_nothing_waits_once_the_centre_has_it(office: dict[str, Synced]) -> None:
    a2 = office["A2"]
    a2.sell(2)
    with a2.services.read_journal() as connection:
        before = sync_status(connection, a2.replica.own)
    a2.exchange()
    with a2.services.read_journal() as connection:
        after = sync_status(connection, a2.replica.own)
    assert before.enrolled and before.waiting >= 2 and before.oldest_waiting_us
    assert (after.waiting, after.oldest_waiting_us, after.stopped, after.troubles) == (0, None, None, ())
    assert after.exchanged_at_us and abs(after.skew_us) > 0


def test_the_same_again_sends_nothing_again(office: dict[str, Synced], central: Central) -> None:
    a2 = office["A2"]
    a2.sell(2)
    for _ in range(3):
        a2.exchange()
    with central.admin() as admin:
        assert admin.execute("SELECT count(*) FROM counter.feed").fetchone() == (1,)


def test_a_revoked_workstation_stops_and_is_told(office: dict[str, Synced], central: Central) -> None:
    a2 = office["A2"]
    a2.exchange()
    with central.admin() as admin:
        admin.execute("UPDATE counter.workstation SET revoked_at = now() WHERE workstation = 'A2'")
    a2.sell(1)
    a2.exchange()
    assert a2.replica.state().stopped is Stop.REVOKED


def test_a_login_that_was_taken_away_counts_as_revoked(office: dict[str, Synced], central: Central) -> None:
    a2 = office["A2"]
    with central.admin() as admin:
        login = admin.execute("SELECT login FROM counter.workstation WHERE workstation = 'A2'").fetchone()
        assert login
        admin.execute(f'ALTER ROLE "{login[0]}" NOLOGIN')
    a2.exchange()
    assert a2.replica.state().stopped is Stop.REVOKED


def test_a_copy_that_spoke_meanwhile_stops_us(office: dict[str, Synced]) -> None:
    a2 = office["A2"]
    a2.exchange()
    stale = a2.replica.state()
    a2.exchange()
    a2.replica.keep(SyncState(stale.nonce, b"other" * 4, stale.epoch))
    a2.exchange()
    assert a2.replica.state().stopped is Stop.CLONE


def test_each_question_has_its_answer(office: dict[str, Synced]) -> None:
    a2 = office["A2"]
    a2.sell(1)
    a2.exchange()
    heads = a2.link.ask(Heads())
    assert isinstance(heads, HeadsAnswer)
    assert {(head.workstation, head.office) for head in heads.heads} == {("A2", "main"), ("A3", "main")}
    fetched = a2.link.ask(Fetch("A2", 1, 1, 2))
    assert isinstance(fetched, PullAnswer) and [row.cursor.sequence for row in fetched.rows] == [1, 2]
    assert [row.sealed for row in fetched.rows] == list(a2.replica.own_facts(1, 0, 2, 1 << 20))
    minted = a2.link.ask(NextGeneration(0, b"k" * 32, b"n" * 16))
    assert a2.link.ask(NextGeneration(0, b"k" * 32, b"n" * 16)) == minted


def test_a_centre_that_is_not_there_is_no_answer() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        link = PostgresLink(lambda: f"host=127.0.0.1 port={nobody.getsockname()[1]} user=x dbname=x password=x")
        with pytest.raises(NoAnswer):
            link.ask(Heads())


def test_a_server_that_stops_in_the_middle_is_no_answer_after_a_while(
    office: dict[str, Synced], central: Central
) -> None:
    link = PostgresLink(lambda: central.passwords["A2"], answer_seconds=0.3)
    assert isinstance(link.ask(Heads()), HeadsAnswer)
    with central.admin() as admin:
        admin.execute("BEGIN")
        admin.execute("LOCK TABLE counter.workstation IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(NoAnswer):
            link.ask(Hello(1, NONCE, b"m" * 16))
        admin.execute("ROLLBACK")
    assert isinstance(link.ask(Hello(1, NONCE, b"m" * 16)), HelloAnswer)
    link.close()


def test_what_no_centre_says_is_no_answer(office: dict[str, Synced], central: Central) -> None:
    with central.admin() as admin:
        admin.execute("ALTER FUNCTION counter.heads(integer) RENAME TO heads_of_old")
    with pytest.raises(NoAnswer):
        office["A2"].link.ask(Heads())


def test_the_worker_exchanges_on_its_own_lane(office: dict[str, Synced]) -> None:
    a2, seen = office["A2"], threading.Event()
    a2.sell(2)
    replica = JournalReplica(a2.services)
    worker = SyncWorker(replica, a2.link, SystemClock(), SystemIds())
    worker.start(a2.services.lanes)
    for _ in range(100):
        if replica.state().sent == replica.heads()[replica.own][0]:
            seen.set()
            break
        seen.wait(0.1)
    assert seen.is_set() and worker.connection.answered
