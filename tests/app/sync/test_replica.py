"""The journal as the exchange sees it, on a real encrypted database: verified, whole, once, in any order of arrival."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import check
from app.journal.chain import GENESIS, Signer
from app.journal.recovered import recover
from app.sync.protocol import START, Activity, Cursor, Head, PulledFact
from app.sync.replica import SLICE, JournalReplica
from app.sync.types import Chain, Stop, SyncState, Trouble, TroubleKind
from app.workplace import Services
from tests.factories.replicas import day_of, head_of, open_as, read_rows, signer_of

B1, B2, B3 = (Chain(code, 1) for code in ("B1", "B2", "B3"))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_as(tmp_path / "z9", "Z9")
    yield opened
    opened.close()


@pytest.fixture
def replica(services: Services) -> JournalReplica:
    made = JournalReplica(services)
    made.learn([head_of(chain.workstation, day_of(chain.workstation, 5)) for chain in (B1, B2)])
    return made


def held(replica: JournalReplica, chain: Chain) -> int:
    return replica.heads().get(chain, (0, GENESIS))[0]


def test_a_day_of_another_workstation_stands_here_with_all_that_it_gives(
    services: Services, replica: JournalReplica
) -> None:
    facts = day_of("B1", 5)
    replica.add(facts, SyncState(place=facts[-1].cursor))
    assert held(replica, B1) == len(facts) > SLICE / 2
    assert replica.state().place == facts[-1].cursor
    assert check(services, thorough=True) == ()


def test_the_same_facts_in_any_order_of_arrival_give_the_same_rows(tmp_path: Path) -> None:
    days = {chain: list(day_of(chain.workstation, seed)) for seed, chain in enumerate((B1, B2, B3), 1)}
    seen = []
    for seed in range(4):
        arriving = interleaved(random.Random(seed), days)
        opened = open_as(tmp_path / str(seed), "Z9")
        replica = JournalReplica(opened)
        replica.learn([head_of(chain.workstation, tuple(facts)) for chain, facts in days.items()])
        replica.add(arriving, SyncState())
        seen.append(read_rows(opened))
        assert check(opened, thorough=True) == ()
        opened.close()
    assert seen[1:] == seen[:1] * 3


def interleaved(chance: random.Random, days: dict[Chain, list[PulledFact]]) -> list[PulledFact]:
    """Shuffled in windows, some doubled: what a network and a failover make of the feed."""
    facts = [fact for chain in days.values() for fact in chain]
    order = sorted(range(len(facts)), key=lambda n: facts[n].cursor.sequence + chance.uniform(0, 30))
    return [facts[n] for n in order] + chance.sample(facts, 10)


def test_what_comes_too_early_waits_and_survives_a_restart(tmp_path: Path, replica: JournalReplica) -> None:
    facts = day_of("B1", 5)
    replica.add(facts[3:6], SyncState())
    assert held(replica, B1) == 0
    replica.add(facts[:3], SyncState())
    assert held(replica, B1) == 6


def test_chains_whose_key_is_not_known_wait_too(replica: JournalReplica) -> None:
    facts = day_of("B3", 5)
    assert not replica.knows(B3)
    replica.add(facts[:2], SyncState())
    replica.learn([head_of("B3", facts)])
    replica.add(facts[:1], SyncState())
    assert replica.knows(B3) and held(replica, B3) == 2


def test_a_fact_that_was_altered_holds_up_its_chain_only(services: Services, replica: JournalReplica) -> None:
    good, facts = day_of("B2", 5), day_of("B1", 5)
    altered = replace(facts[2], sealed=replace(facts[2].sealed, body_bytes=facts[2].sealed.body_bytes + b" "))
    replica.add([*facts[:2], altered, *facts[3:5], *good[:4]], SyncState())
    assert (held(replica, B1), held(replica, B2)) == (2, 4)
    with services.read_journal() as connection:
        rows = connection.exec_driver_sql("SELECT workstation, sequence, kind, detail FROM sync_trouble").all()
    assert [tuple(row) for row in rows] == [("B1", 3, "broken", "altered")]
    replica.add(facts[2:5], SyncState())
    assert held(replica, B1) == 5
    with services.read_journal() as connection:
        assert connection.exec_driver_sql("SELECT * FROM sync_trouble").all() == []


def test_a_fact_under_another_name_or_in_another_history_is_not_taken(replica: JournalReplica) -> None:
    facts = day_of("B1", 5)
    replica.add([PulledFact(Cursor(1, "B2", 1, 1), facts[0].sealed)], SyncState())
    assert held(replica, B2) == 0
    replica.add(facts[:3], SyncState())
    other = recover(facts[1].sealed, 1, 2, facts[0].sealed.hash, signer_of("B1"))
    replica.add([replace(facts[1], sealed=other)], SyncState())
    troubles = replica._read(lambda c: c.exec_driver_sql("SELECT workstation, kind FROM sync_trouble").all())
    assert ("B1", "forked") in [tuple(row) for row in troubles]


def test_our_own_chain_takes_nothing_from_outside(services: Services, replica: JournalReplica) -> None:
    own = replica.own
    before = held(replica, own)
    copied = recover(day_of("B1", 5)[0].sealed, 1, before + 1, replica.heads()[own][1], services.device.signer)
    replica.add([PulledFact(Cursor(9, *own, before + 1), copied)], SyncState())
    assert held(replica, own) == before


def test_a_fact_recovered_twice_is_kept_twice_and_counted_once(services: Services, replica: JournalReplica) -> None:
    facts = day_of("B1", 5)
    replica.add(facts[:4], SyncState())
    before = read_rows(services)
    key, previous, again = Signer(b"k" * 32), GENESIS, []
    for sequence, fact in enumerate(facts[1:4], 1):
        sealed = recover(fact.sealed, 2, sequence, previous, key)
        again.append(PulledFact(Cursor(50, "B1", 2, sequence), sealed))
        previous = sealed.hash
    replica.learn([Head("B1", 2, 3, previous, key.public_bytes, "main")])
    replica.add(again, SyncState())
    assert held(replica, Chain("B1", 2)) == 3 and read_rows(services) == before
    assert check(services, thorough=True) == ()


def test_activity_counts_once_and_sums_by_bucket(replica: JournalReplica) -> None:
    row = Activity(Cursor(5, "H1", 1, 1), "f1", 2, "cis/1", "cis/b1/1", -500, "2026-11-20", "water", "2026-11-23")
    replica.add_activity([row, replace(row, line=3, amount_cents=-20)], SyncState(activity=row.cursor))
    replica.add_activity([replace(row, cursor=Cursor(9, "H1", 1, 1))], SyncState(activity_line=2))
    assert list(replica.buckets().values()) == [(2, -520)]
    assert replica.state() == SyncState(activity_line=2)


def test_the_state_is_kept_whole(replica: JournalReplica) -> None:
    state = SyncState(b"a", b"b", 2**60 - 1, Cursor(7, "B1", 1, 2), Cursor(8, "B2", 1, 3), 4, 5, Stop.CLONE, -6, 7)
    assert replica.state() == SyncState() and replica.state().place == START
    replica.keep(state)
    assert replica.state() == state


def test_troubles_of_a_kind_are_those_that_there_are_now(services: Services, replica: JournalReplica) -> None:
    replica.note(TroubleKind.FORKED, [Trouble(B1, 3, TroubleKind.FORKED)])
    replica.note(TroubleKind.ACTIVITY_DIFFERS, [Trouble(Chain("", 7), 0, TroubleKind.ACTIVITY_DIFFERS)])
    replica.note(TroubleKind.FORKED, [])
    rows = replica._read(lambda c: c.exec_driver_sql("SELECT kind FROM sync_trouble").all())
    assert [row[0] for row in rows] == ["activity_differs"]


def test_our_own_facts_come_in_batches_of_so_many_facts_or_bytes(services: Services, replica: JournalReplica) -> None:
    every = replica.own_facts(1, 0, 500, 1 << 20)
    assert len(every) == held(replica, replica.own) > 0
    assert replica.own_facts(1, 0, 500, 1) == every[:1] and replica.own_facts(1, 1, 1, 1) == every[1:2]
    assert replica.hash_at(replica.own, 1) == every[0].hash and replica.hash_at(replica.own, 0) == GENESIS
    assert replica.hash_at(replica.own, 900) is None
    assert replica.public_key == services.device.signer.public_bytes


def test_the_key_of_the_next_generation_is_made_once(replica: JournalReplica) -> None:
    key = replica.pending_key()
    replica.begin_generation(2, 0, b"nonce")
    assert replica.pending_key() == key
