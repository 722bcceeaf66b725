"""Chains are verified from the beginning, or at start from the last checkpoint; each fault is named with its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.bootstrap import open_services
from app.errors import Unavailable
from app.journal.chain import ChainFault
from app.journal.tables import chain_checkpoint
from app.journal.verify_journal import check_at_start, verify_journal
from app.store.database import StoreFailure
from app.workplace import Services
from tests.factories.journal import count, open_journal, tamper
from tests.factories.workstation import fake_edges


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_journal(tmp_path)
    for _ in range(4):
        count(opened)
    yield opened
    opened.close()


def faults(services: Services) -> list[tuple[ChainFault, str, int, int]]:
    with services.read_journal() as connection:
        found = list(verify_journal(connection.exec_driver_sql, services.kinds))
    return [(finding.fault, finding.workstation, finding.generation, finding.sequence) for finding in found]


def start(services: Services) -> int:
    return check_at_start(services.writer, services.folder, services.clock.now_us)


def checkpoint(services: Services) -> int:
    with services.read_journal() as connection:
        return int(connection.execute(chain_checkpoint.select()).one().sequence)


def test_a_whole_journal_verifies_and_tells_its_progress(services: Services) -> None:
    steps: list[tuple[str, int, int]] = []
    with services.read_journal() as connection:
        found = verify_journal(connection.exec_driver_sql, services.kinds, lambda *step: steps.append(step))
        assert list(found) == []
    assert steps == [("verify", 5, 5)]


@pytest.mark.parametrize(
    ("statement", "fault", "sequence"),
    [
        ("UPDATE fact SET body = x'7b7d' WHERE sequence = 3", ChainFault.ALTERED, 3),
        ("UPDATE fact SET signature = zeroblob(64) WHERE sequence = 3", ChainFault.FORGED, 3),
        ("UPDATE fact SET kind = 'Other' WHERE sequence = 3", ChainFault.MISLABELLED, 3),
        ("UPDATE fact SET fact_id = 'other' WHERE sequence = 5", ChainFault.MISLABELLED, 5),
        ("DELETE FROM fact WHERE sequence = 3", ChainFault.GAP, 3),
        ("DELETE FROM fact WHERE sequence = 5", ChainFault.CUT_SHORT, 5),
        ("UPDATE posting SET amount_cents = 1 WHERE sequence = 3 AND line = 1", ChainFault.POSTINGS_DIFFER, 3),
        ("DELETE FROM posting WHERE sequence = 4", ChainFault.POSTINGS_DIFFER, 4),
        ("DELETE FROM chain_device", ChainFault.KEY_UNKNOWN, 1),
        ("UPDATE chain_device SET public_key = zeroblob(32)", ChainFault.FORGED, 1),
    ],
)
def test_each_fault_is_named_with_its_place(
    services: Services, statement: str, fault: ChainFault, sequence: int
) -> None:
    tamper(services, statement)
    assert faults(services) == [(fault, "A2", 1, sequence)]


def test_a_cut_chain_is_seen_by_its_checkpoint_too(services: Services) -> None:
    start(services)
    tamper(services, "DELETE FROM posting WHERE sequence = 5", "DELETE FROM fact WHERE sequence = 5")
    assert faults(services) == [(ChainFault.CUT_SHORT, "A2", 1, 5)]


def test_a_start_verifies_only_what_came_since(services: Services) -> None:
    assert start(services) == 5 - checkpoint_at_set_up()
    assert start(services) == 0
    count(services)
    assert start(services) == 1
    assert checkpoint(services) == 6


def checkpoint_at_set_up() -> int:
    """The set-up opens the new workstation, which verifies its first fact."""
    return 1


@pytest.mark.parametrize(
    ("statement", "sequence", "fault"),
    [
        ("UPDATE fact SET body = x'7b7d' WHERE sequence = 4", 4, "altered"),
        ("DELETE FROM fact WHERE sequence = 1", 1, "cut_short"),
        ("UPDATE fact SET hash = zeroblob(32) WHERE sequence = 1", 1, "cut_short"),
    ],
)
def test_a_start_refuses_a_broken_chain_and_says_where(
    tmp_path: Path, statement: str, sequence: int, fault: str
) -> None:
    edges = fake_edges()
    services = open_journal(tmp_path, edges)
    for _ in range(4):
        count(services)
    tamper(services, statement)
    services.close()
    with pytest.raises(Unavailable) as failure:
        open_services(tmp_path, edges)
    assert failure.value.code is StoreFailure.CHAIN_BROKEN
    assert failure.value.values == {"fault": fault, "workstation": "A2", "generation": 1, "sequence": sequence}


def _no_commit(services: Services, message: str) -> None:
    def fail(_connection: object) -> None:
        event.remove(services.writer, "commit", fail)
        raise OperationalError("COMMIT", {}, Exception(message))

    event.listen(services.writer, "commit", fail)


def test_a_full_disk_does_not_keep_the_program_from_starting(services: Services) -> None:
    _no_commit(services, "database or disk is full")
    start(services)
    assert checkpoint(services) == 1
    assert start(services) == 4


def test_a_broken_disk_does(services: Services) -> None:
    _no_commit(services, "disk I/O error")
    with pytest.raises(Unavailable) as failure:
        start(services)
    assert failure.value.code is StoreFailure.MAY_BE_STORED
