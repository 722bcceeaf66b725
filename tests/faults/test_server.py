"""Real faults of a real server: killed, frozen, restarted, promoted, restored, full. Nothing is lost or doubled."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from app.sync.central.private_cluster import server_programs, server_user
from app.sync.central.status import central_status
from app.sync.types import Stop
from tests.factories.central import NO_SERVER
from tests.factories.central_chain import Chain, pull
from tests.faults.servers import DATABASE, Fleet, Server, eventually, fleet

pytestmark = [
    pytest.mark.skipif(server_programs() is None, reason=NO_SERVER),
    pytest.mark.skipif(sys.platform == "win32", reason="processes are killed and frozen by signals"),
]


@pytest.fixture
def city(tmp_path: Path, seen: Callable[[str], None]) -> Iterator[Fleet]:
    """A centre on a server of its own; A2 and A3 of one office, which exchanged a first few facts."""
    with fleet(tmp_path) as made:
        for code in ("A2", "A3"):
            made.add(code, answer_seconds=3)
            made.synced[code].sell(3)
        made.exchange(2)
        yield made
        seen(f"{made.recorded()} facts of {len(made.synced)} counters, each once, every chain verifies")


def pusher(city: Fleet, code: str) -> int:
    """The process that serves this workstation's push, once it waits for the chain's row."""
    found: list[tuple[object, ...]] = []

    def waits() -> bool:
        found[:] = city.server.execute(
            f"SELECT pid FROM pg_stat_activity WHERE usename = 'ws_{code.lower()}_{DATABASE}' "
            "AND wait_event_type = 'Lock'"
        )
        return bool(found)

    eventually(waits)
    return int(str(found[0][0]))


class TestInTheMiddleOfAPush:
    """The push has begun and is held up by a lock on its chain; then something happens to its process."""

    @pytest.fixture
    def held(self, city: Fleet) -> Iterator[tuple[psycopg.Connection[object], Future[None]]]:
        city.synced["A2"].sell(20)
        with ThreadPoolExecutor(1) as threads, psycopg.connect(city.server.cluster.dsn(DATABASE)) as holder:
            holder.execute("SELECT FROM counter.chain WHERE workstation = 'A2' FOR UPDATE")
            yield holder, threads.submit(city.synced["A2"].exchange)

    @pytest.mark.fault(
        "Server: backend killed mid-push",
        injected="a lock holds the push up, SIGKILL to its backend; the server ends every session and recovers",
        expected="nothing of that push is there, it is made again",
    )
    def test_it_is_killed(self, city: Fleet, held: tuple[psycopg.Connection[object], Future[None]]) -> None:
        """The postmaster then ends every session and recovers from its log."""
        holder, push = held
        os.kill(pusher(city, "A2"), signal.SIGKILL)
        push.result(60)
        assert not city.synced["A2"].worker.connection.answered
        eventually(lambda: _answers(city.server))
        city.holds_together()
        holder.close()

    @pytest.mark.fault(
        "Server: backend ended mid-push by an administrator",
        injected="the same, with pg_terminate_backend",
        expected="nothing of that push is there, it is made again",
    )
    def test_it_is_ended(self, city: Fleet, held: tuple[psycopg.Connection[object], Future[None]]) -> None:
        holder, push = held
        city.server.execute(f"SELECT pg_terminate_backend({pusher(city, 'A2')})")
        push.result(60)
        holder.rollback()
        city.holds_together()

    @pytest.mark.fault(
        "Server: SIGSTOP in a transaction",
        injected="a lock holds the push up, SIGSTOP to its backend, SIGCONT later",
        expected="the link gives up at its deadline, other counters go on, nothing is doubled",
    )
    def test_it_freezes(self, city: Fleet, held: tuple[psycopg.Connection[object], Future[None]]) -> None:
        """A2 gives up after its deadline; A3 goes on meanwhile; what the frozen one did then is known by its head."""
        holder, push = held
        frozen = pusher(city, "A2")
        os.kill(frozen, signal.SIGSTOP)
        try:
            push.result(60)
            assert not city.synced["A2"].worker.connection.answered
            city.synced["A3"].sell(2)
            city.synced["A3"].exchange()
            assert city.synced["A3"].worker.connection.answered
        finally:
            os.kill(frozen, signal.SIGCONT)
        holder.rollback()
        city.holds_together()


def _answers(server: Server) -> bool:
    try:
        return server.execute("SELECT 1") == [(1,)]
    except psycopg.OperationalError:
        return False


@pytest.mark.fault(
    "Server: immediate restart under load",
    injected="SIGQUIT to the postmaster and a start, three times, while two counters sell and exchange",
    expected="each is a new epoch; all of it drains",
)
def test_immediate_restarts_under_load(city: Fleet) -> None:
    """Both counters sell and exchange all the time while the server dies and comes back, three times."""

    def work(code: str) -> None:
        for _ in range(25):
            city.synced[code].sell(2)
            city.synced[code].exchange()

    epochs = {city.server.execute("SELECT counter.epoch()", DATABASE)[0][0]}
    with ThreadPoolExecutor(2) as threads:
        working = [threads.submit(work, code) for code in city.synced]
        for _ in range(3):
            city.server.crash()
            city.server.start()
            epochs.add(city.server.execute("SELECT counter.epoch()", DATABASE)[0][0])
        for each in working:
            each.result(120)
    assert len(epochs) == 4
    assert city.recorded() >= 106
    city.holds_together()


@pytest.mark.fault(
    "Server: a synchronous standby is promoted",
    injected="pg_basebackup, synchronous_standby_names, the primary crashes, pg_promote",
    expected="everything acknowledged is there before anybody speaks to it",
)
def test_a_synchronous_standby_is_promoted(city: Fleet) -> None:
    """What was acknowledged is there: nothing is sent twice."""
    standby = city.copy("standby", standby=True)
    city.server.set("synchronous_standby_names = '*'")
    eventually(lambda: ("sync",) in city.server.execute("SELECT sync_state FROM pg_stat_replication"))
    for synced in city.synced.values():
        synced.sell(10)
    city.exchange()
    sent = city.server.execute("SELECT sum(head_sequence) FROM counter.chain", DATABASE)
    city.server.crash()
    standby.promote()
    assert standby.execute("SELECT sum(head_sequence) FROM counter.chain", DATABASE) == sent
    city.use(city.server, standby)
    city.holds_together()


@pytest.mark.fault(
    "Server: a lagging standby is promoted; the old primary returns",
    injected="the standby is away in four pushes, the primary crashes, pg_promote; the old one starts unfenced",
    expected="what was lost is pushed again; who spoke to both stops as a copy of itself",
)
def test_a_lagging_standby_is_promoted_and_the_old_primary_returns(city: Fleet) -> None:
    """The newest pushes are lost with the primary, transaction ids are given out again; each chain heals the centre."""
    standby = city.copy("standby", standby=True)
    old = city.server
    eventually(lambda: _lag(old) == 0)
    standby.stop()
    for _ in range(4):
        for synced in city.synced.values():
            synced.sell(5)
        city.exchange()
    old.crash()
    standby.start()
    standby.promote()
    lost = standby.execute("SELECT sum(head_sequence) FROM counter.chain", DATABASE)[0][0]
    assert int(str(lost)) < city.recorded()
    city.use(standby)
    city.synced["A3"].sell(3)
    city.holds_together()
    _old_primary_returns(city, old, standby)


def _old_primary_returns(city: Fleet, old: Server, new: Server) -> None:
    """Nobody fenced it, and A2 speaks to both: to the new one it then looks like a copy of itself, and stops.

    Nothing is lost: its facts wait until a supervisor decides. Who spoke to one only goes on.
    """
    old.start()
    a2, a3 = city.synced["A2"], city.synced["A3"]
    city.use(old)
    a2.link.close()
    a2.sell(4)
    a2.exchange()
    old.stop()
    city.use(new)
    a2.link.close()
    a3.sell(1)
    for synced in (a2, a3, a2, a3):
        synced.exchange()
    assert a2.replica.state().stopped is Stop.CLONE
    assert a3.replica.state().stopped is None
    city.holds_together_with(-4)


def _lag(primary: Server) -> int:
    rows = primary.execute("SELECT pg_current_wal_lsn() - replay_lsn FROM pg_stat_replication")
    return int(str(rows[0][0] or 0)) if rows else -1


@pytest.mark.fault(
    "Server: restored from yesterday's backup",
    injected="pg_basebackup, more pushes, crash, the backup starts in its place",
    expected="every counter pushes again what came since; who was enrolled since enrols again",
)
def test_the_centre_is_restored_from_yesterday(city: Fleet) -> None:
    """Everybody pushes again what came since; who was enrolled since is enrolled again."""
    yesterday = city.copy("yesterday", standby=False)
    yesterday.stop()
    for _ in range(3):
        city.synced["A2"].sell(4)
        city.synced["A3"].sell(1)
        city.exchange()
    newcomer = city.add("A4", answer_seconds=3)
    newcomer.sell(2)
    newcomer.exchange()
    city.server.crash()
    yesterday.start()
    city.use(yesterday)
    newcomer.exchange()
    assert not newcomer.worker.connection.answered and newcomer.replica.state().stopped is None
    city.synced.pop("A4")
    city.holds_together()


@pytest.mark.fault(
    "Server: xmin stall",
    injected="a forgotten transaction with an id",
    expected="pushes go on, the feed waits, central status says since when; afterwards everything flows",
)
def test_a_transaction_that_never_ends_holds_back_the_feed_and_no_push(city: Fleet) -> None:
    a2 = city.synced["A2"]
    with psycopg.connect(city.server.cluster.dsn(DATABASE)) as forgotten:
        forgotten.execute("SELECT pg_current_xact_id()")
        a2.sell(6)
        a2.exchange()
        head = a2.replica.heads()[a2.replica.own][0]
        chains = city.server.execute("SELECT head_sequence FROM counter.chain WHERE workstation = 'A2'", DATABASE)
        assert chains == [(head,)]
        with city.central.workstation("A3") as session:
            assert max(row[3] for row in pull(session) if row[1] == "A2") == head - 6
        assert central_status(city.server.cluster.dsn(DATABASE)).stalled_seconds > 0
    city.holds_together()


def limit_files(server: Server, size: str) -> None:
    """No file of the server's may grow beyond that; said by its own user, who may."""
    command = ("prlimit", f"--pid={server.cluster.process.pid}", f"--fsize={size}:")
    subprocess.run(command, check=True, **server_user())


@pytest.mark.fault(
    "Server: disk full, tables",
    injected="RLIMIT_FSIZE of the running server, as an unprivileged test can do it",
    expected="a push is refused whole and taken when there is room",
)
@pytest.mark.skipif(shutil.which("prlimit") is None, reason="there is no prlimit (util-linux) on this system")
def test_a_full_disk_refuses_pushes_whole_and_takes_them_when_there_is_room(city: Fleet) -> None:
    """No file may grow beyond 16 MiB, which is what a segment of the log has: a table runs into it."""
    chain = Chain("B9")
    city.central.enrol("B9", key=chain.signer)
    limit_files(city.server, str(16 << 20))
    refused = 0
    with city.central.workstation("B9") as session:
        while not refused:
            chain.add(note=os.urandom(100_000).hex())
            try:
                assert chain.push(session, len(chain.facts)).status == "ok"
            except psycopg.Error as error:
                assert "could not extend file" in str(error)
                refused = len(chain.facts)
    city.holds_together_with(refused - 1)
    limit_files(city.server, "unlimited")
    with city.central.workstation("B9") as session:
        assert chain.push(session, refused).status == "ok"
    city.holds_together_with(refused)
