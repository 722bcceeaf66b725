"""Turns: a workstation without reference data gets it by itself, then what changes; a cancel holds until asked."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.accounts.import_types import ImportRefusal
from app.lanes import Lanes
from app.store.database import StoreFailure
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from app.sync import reference_turns
from app.sync.central.connection import CentralFailure
from app.sync.postgres import PostgresLink
from app.sync.reference_place import Followed
from app.sync.reference_turns import ReferenceTurns
from tests.factories.central import Central
from tests.factories.city import KEY, SMALL_DISK, CsvSet
from tests.factories.reference_centre import give, named_rows

NEXT_DAY = "2026-11-21T06:00:00-05:00"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_turns, "ASK_SECONDS", 0.0)


@pytest.fixture
def files(tmp_path: Path) -> ReferenceFiles:
    (tmp_path / "data").mkdir()
    return ReferenceFiles(tmp_path / "data", KEY)


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    lanes = Lanes()
    yield lanes
    lanes.stop()


@pytest.fixture
def link(central: Central) -> Iterator[PostgresLink]:
    central.enrol("A2")
    link = PostgresLink(lambda: central.passwords["A2"])
    yield link
    link.close()


@pytest.fixture
def turns(central: Central, files: ReferenceFiles, lanes: Lanes) -> Iterator[ReferenceTurns]:
    turns = ReferenceTurns(files, lanes, lambda: central.passwords["A2"], SMALL_DISK)
    yield turns
    turns.close()


def never() -> bool:
    return False


def until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def settled(turns: ReferenceTurns, link: PostgresLink) -> Followed | None:
    """Turns as the worker makes them, until there is nothing to do; the standing then."""

    def still() -> bool:
        turns.turn(link.call, never)
        return turns.standing.loading is None and turns.standing.followed not in (Followed.MORE, None)

    until(still)
    return turns.standing.followed


def test_a_new_workstation_gets_everything_and_then_what_changes(
    central: Central, files: ReferenceFiles, link: PostgresLink, turns: ReferenceTurns, tmp_path: Path
) -> None:
    assert settled(turns, link) is Followed.NOTHING_THERE
    give(central, CsvSet(), tmp_path / "1")
    until(lambda: settled(turns, link) is Followed.UP_TO_DATE)
    newer = CsvSet(as_of=NEXT_DAY)
    newer.add_account("3", "Tran, Dai", "3 Oak Ave")
    give(central, newer, tmp_path / "2")
    assert settled(turns, link) is Followed.UP_TO_DATE
    assert named_rows(files) == named_rows(newer.load(tmp_path / "local"))


def test_a_cancel_holds_until_somebody_wants_it_again(
    central: Central, files: ReferenceFiles, link: PostgresLink, turns: ReferenceTurns, tmp_path: Path
) -> None:
    give(central, CsvSet(), tmp_path / "1")
    turns.turn(link.call, never)
    turns.cancel()
    until(lambda: turns.standing.loading is None)
    assert turns.standing.failure is None or turns.standing.failure.code is ImportRefusal.CANCELLED
    assert not turns.turn(link.call, never)
    turns.load_again()
    until(lambda: settled(turns, link) is Followed.UP_TO_DATE)


def test_what_stops_a_load_is_told_and_it_is_tried_again(
    central: Central, files: ReferenceFiles, lanes: Lanes, link: PostgresLink, tmp_path: Path
) -> None:
    give(central, CsvSet(), tmp_path / "1")
    dsns = iter([f"{central.passwords['A2']} user=nobody", central.passwords["A2"]])
    turns = ReferenceTurns(files, lanes, lambda: next(dsns), SMALL_DISK)
    turns.turn(link.call, never)
    until(lambda: turns.standing.loading is None)
    assert turns.standing.failure is not None
    assert turns.standing.failure.code is CentralFailure.UNREACHABLE
    until(lambda: settled(turns, link) is Followed.UP_TO_DATE)
    turns.close()


def test_while_a_set_is_loaded_from_files_the_turn_waits(
    files: ReferenceFiles, link: PostgresLink, turns: ReferenceTurns
) -> None:
    lock = ProcessLock(files.folder, "reference")
    lock.acquire()
    assert not turns.turn(link.call, never)
    lock.release()
    assert turns.standing.failure is not None
    assert turns.standing.failure.code is StoreFailure.ALREADY_OPEN


def test_without_an_answer_there_is_no_turn(files: ReferenceFiles, lanes: Lanes) -> None:
    nowhere = PostgresLink(lambda: "host=127.0.0.1 port=1 user=nobody")
    turns = ReferenceTurns(files, lanes, lambda: "", SMALL_DISK)
    assert not turns.turn(nowhere.call, never)
    assert turns.standing.followed is None
