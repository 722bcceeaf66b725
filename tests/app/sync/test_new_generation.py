"""A copy that goes on: its unsent facts stand in a new generation, each counted once, and all replicas are alike."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import Edges, check, open_services
from app.clock import SystemClock
from app.ids import SystemIds
from app.journal.chain import Signer
from app.journal.fact import envelope_decoder
from app.journal.read_facts import chain_after
from app.journal.recovered import is_true_to_original
from app.sync import queries
from app.sync.postgres import PostgresLink
from app.sync.replica import JournalReplica
from app.sync.types import Chain, Stop, SyncState
from app.sync.worker import SyncWorker
from app.workplace import Services
from tests.factories.central import NONCE, Central
from tests.factories.counter import open_counter
from tests.factories.journal import tamper
from tests.factories.payments import pay
from tests.factories.replicas import read_rows
from tests.factories.workstation import fake_edges

OLD, NEW = Chain("A2", 1), Chain("A2", 2)


def minted(services: Services, shared: int) -> None:
    """What the worker keeps once the centre answered."""
    replica = JournalReplica(services)
    replica.pending_key()
    replica.begin_generation(2, shared, b"nonce")


def without_places(rows: dict[str, list[tuple[object, ...]]]) -> dict[str, int]:
    return {name: len(found) for name, found in rows.items() if name != "workstation"}


def reopened(services: Services, edges: Edges) -> Services:
    services.close()
    return open_services(services.folder, edges)


@pytest.mark.parametrize("shared", [0, 1, 3, 6])
def test_what_the_centre_never_got_stands_in_the_new_generation(tmp_path: Path, shared: int) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    receipts = [pay(counter, payor_name="Maria Alvarez").receipt.fact_id for _ in range(4)]
    services = counter.services
    before, count = read_rows(services), JournalReplica(services).heads()[OLD][0]
    minted(services, shared)
    services = reopened(services, edges)
    replica = JournalReplica(services)
    assert replica.own == NEW and replica.state() == SyncState(nonce=b"nonce")
    heads = replica.heads()
    assert heads.get(OLD, (0, b""))[0] == shared
    assert heads[NEW][0] == count - shared + (1 if shared else 0)
    assert without_places(read_rows(services)) == without_places(before)
    assert check(services, thorough=True) == ()
    with services.read_journal() as connection:
        stored = chain_after(connection.exec_driver_sql, NEW, 0)
        key = queries.known_keys(connection)[OLD]
    again = [each for each in stored if envelope_decoder.decode(each.sealed.envelope_bytes).recovered]
    assert len(again) == count - shared and all(is_true_to_original(each.sealed, key) for each in again)
    assert set(receipts[max(0, shared - 2) :]) <= {each.fact_id for each in again}
    services.close()


def test_what_another_chain_of_ours_holds_is_not_recovered_twice(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    pay(counter)
    services = counter.services
    minted(services, 1)
    services = reopened(services, edges)
    count = JournalReplica(services).heads()[NEW][0]
    assert count == 3  # set up anew, the shift, the payment
    services.close()


def test_a_recovered_fact_that_is_not_what_it_was_is_found(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    minted(counter.services, 1)
    services = reopened(counter.services, edges)
    other = Signer(bytes(32)).public_bytes.hex()
    tamper(services, f"UPDATE chain_device SET public_key = x'{other}' WHERE generation = 1")
    assert {"recovered_facts_are_true"} <= {finding.invariant for finding in check(services, thorough=True)}
    services.close()


def test_a_crash_in_between_leaves_the_old_file_and_the_next_start_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    pay(counter)
    minted(counter.services, 2)
    counter.services.close()
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", _dies)
        with pytest.raises(KeyboardInterrupt):
            open_services(tmp_path, edges)
    services = open_services(tmp_path, edges)
    assert JournalReplica(services).own == NEW and check(services, thorough=True) == ()
    services.close()


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_supervisor_lets_a_copy_go_on_against_a_real_centre(tmp_path: Path, central: Central) -> None:
    edges = replace(fake_edges(), clock=SystemClock(), ids=SystemIds())
    counter = open_counter(tmp_path, edges=edges)
    services = counter.services
    central.enrol("A2", "main", services.device.signer)
    JournalReplica(services).keep(SyncState(nonce=NONCE))
    link = PostgresLink(lambda: central.passwords["A2"])
    exchange(services, link)
    pay(counter)
    stale = JournalReplica(services).state()
    exchange(services, link)
    JournalReplica(services).keep(replace(stale, next_nonce=b"copy" * 4))  # as an old backup would say
    pay(counter)
    exchange(services, link)
    assert JournalReplica(services).state().stopped is Stop.CLONE
    worker = SyncWorker(JournalReplica(services), link, SystemClock(), SystemIds())
    worker.take_over()
    worker.work()
    assert worker.taken_over
    services = reopened(services, edges)
    exchange(services, link)
    exchange(services, link)
    with central.admin() as admin:
        heads = admin.execute("SELECT generation, head_sequence FROM counter.chain ORDER BY 1").fetchall()
        twice = admin.execute("SELECT count(*) - count(DISTINCT fact_id) FROM counter.fact").fetchone()
    assert heads == [(1, 3), (2, 2)] and twice == (0,)
    assert JournalReplica(services).state().stopped is None and check(services, thorough=True) == ()
    link.close()
    services.close()


def exchange(services: Services, link: PostgresLink) -> None:
    SyncWorker(JournalReplica(services), link, SystemClock(), SystemIds()).work()
