"""A chain of another workstation that is held from its middle: verified from there, copied and restored so too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import check
from app.journal.add_facts import Chains, add_facts
from app.journal.append import chain_head
from app.journal.chain import ChainFault
from app.journal.copy_facts import frame_of
from app.journal.read_facts import chain_after, facts_after
from app.journal.verify_journal import beginnings, check_at_start, verify_journal, verify_since_checkpoint
from app.journal.verify_nearby import verify_nearby
from app.store.database import open_connection, open_engine
from app.store.second_copy import Frame
from app.store.upgrade import upgrade
from app.sync.protocol import Head, PulledFact
from app.sync.replica import JournalReplica
from app.sync.types import Chain, SyncState
from app.workplace import Services
from tests.factories.journal import tamper
from tests.factories.replicas import day_of, open_as, signer_of

B1 = Chain("B1", 1)
HELD_FROM = 4


@pytest.fixture
def day() -> tuple[PulledFact, ...]:
    return day_of("B1", 5)


def open_holding(folder: Path, day: tuple[PulledFact, ...], held_from: int) -> Services:
    """Z9, which holds what B1 recorded from a fact on."""
    opened = open_as(folder, "Z9")
    replica = JournalReplica(opened)
    key = signer_of("B1").public_bytes
    before = day[held_from - 2].sealed.hash
    replica.learn([Head(*B1, len(day), day[-1].sealed.hash, key, "main", held_from, before)])
    assert replica.heads()[B1] == (held_from - 1, before)
    replica.add(day[held_from - 1 :], SyncState())
    return opened


@pytest.fixture
def services(tmp_path: Path, day: tuple[PulledFact, ...]) -> Iterator[Services]:
    opened = open_holding(tmp_path / "z9", day, HELD_FROM)
    yield opened
    opened.close()


@pytest.mark.parametrize("held_from", [2, 7, 12, 17, 22])
def test_wherever_it_begins_every_check_holds(tmp_path: Path, day: tuple[PulledFact, ...], held_from: int) -> None:
    """In the middle of a shift, after a receipt that is voided later, between bag and bank."""
    opened = open_holding(tmp_path / "z9", day, held_from)
    assert check(opened, thorough=True) == ()
    opened.close()


def test_it_verifies_from_where_it_is_held(services: Services, day: tuple[PulledFact, ...]) -> None:
    assert check(services, thorough=True) == ()
    with services.read_journal() as connection:
        execute = connection.exec_driver_sql
        assert chain_head(connection, *B1) == (len(day), day[-1].sealed.hash)
        assert [each.fault for each in verify_since_checkpoint(execute)] == [None, None]
        stored = chain_after(execute, B1, 0, 1)[0]
        assert stored.sequence == HELD_FROM
        assert all(verdict.verified for verdict in verify_nearby(execute, services.kinds, stored))


def test_another_place_to_begin_is_noticed(services: Services) -> None:
    for change in ("sequence = sequence + 1", "hash = zeroblob(32)", "workstation = 'B9'"):
        tamper(services, f"UPDATE chain_beginning SET {change}")
        with services.read_journal() as connection:
            found = list(verify_journal(connection.exec_driver_sql, services.kinds))
        assert [each.workstation for each in found] == ["B1"]


def test_an_own_chain_never_begins_in_its_middle(services: Services) -> None:
    """Who removes the beginning of our own chain cannot say that it never was here."""
    with services.read_journal() as connection:
        sequence, digest = chain_head(connection, "Z9", 1)
    row = f"INSERT INTO chain_beginning VALUES ('Z9', 1, {sequence}, x'{digest.hex()}')"
    tamper(services, row, "DELETE FROM fact WHERE workstation = 'Z9'")
    with services.read_journal() as connection:
        assert set(beginnings(connection.exec_driver_sql)) == {B1}
        found = list(verify_journal(connection.exec_driver_sql, services.kinds))
    assert ChainFault.CUT_SHORT in [each.fault for each in found if each.workstation == "Z9"]


def test_a_copy_of_it_is_restored(services: Services, tmp_path: Path) -> None:
    with services.read_journal() as connection:
        execute = connection.exec_driver_sql
        frames = [Frame(each.position, frame_of(execute, each)) for each in facts_after(execute, 0)]
    engine = open_engine(tmp_path / "new.db", services.key)
    upgrade(engine, tmp_path / "new.db")
    engine.dispose()
    new = open_connection(tmp_path / "new.db", services.key)
    assert len(list(add_facts(new.execute, frames, Chains()))) == len(frames)
    with services.read_journal() as connection:
        assert beginnings(new.execute) == beginnings(connection.exec_driver_sql)
    assert [each.fault for each in verify_since_checkpoint(new.execute)] == [None, None]
    new.close()


def test_starts_before_its_first_fact_came_harm_nothing(tmp_path: Path, day: tuple[PulledFact, ...]) -> None:
    """The heads were learnt, then the program ended twice before anything was fetched."""
    opened = open_holding(tmp_path / "z9", day[:3], 4)
    for _ in range(2):
        assert check_at_start(opened.writer, opened.folder, opened.clock.now_us) >= 0
        with opened.read_journal() as connection:
            assert {each.fault for each in verify_since_checkpoint(connection.exec_driver_sql)} == {None}
    opened.close()
