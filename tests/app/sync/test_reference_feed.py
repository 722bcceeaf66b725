"""The feed: an older set and its changes give what the newest set gives; short transactions; nothing stale is kept."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.accounts import queries
from app.accounts.search.find import search
from app.errors import Unavailable
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from app.sync import reference_feed, reference_questions
from app.sync.reference_feed import ReferenceFollower
from app.sync.reference_load import load_reference
from app.sync.reference_place import Followed
from tests.factories.central import Central
from tests.factories.changing_city import changed, random_city
from tests.factories.city import KEY, SMALL_DISK, CsvSet
from tests.factories.reference_centre import asking, give, named_rows

SETS = 6


@pytest.fixture
def files(tmp_path: Path) -> ReferenceFiles:
    (tmp_path / "data").mkdir()
    return ReferenceFiles(tmp_path / "data", KEY)


@pytest.fixture
def follower(files: ReferenceFiles) -> Iterator[ReferenceFollower]:
    follower = ReferenceFollower(files)
    yield follower
    follower.close()


@pytest.fixture
def a2(central: Central) -> Central:
    central.enrol("A2")
    return central


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step a transaction, three rows a page."""
    monkeypatch.setattr(reference_feed, "TRANSACTION_SECONDS", 0.0)
    monkeypatch.setattr(reference_questions, "FEED_ROWS", 3)


def moment(day: int) -> str:
    return f"2026-12-{day:02}T06:00:00-05:00"


def begin(central: Central, files: ReferenceFiles, rows: CsvSet, folder: Path) -> None:
    give(central, rows, folder)
    with asking(central) as centre:
        assert load_reference(centre, files, settings=SMALL_DISK)


def follow(central: Central, follower: ReferenceFollower) -> Followed:
    with asking(central) as centre:
        while (found := follower.follow(centre.call)) is Followed.MORE:
            pass
    return found


def test_without_anything_at_the_centre(a2: Central, follower: ReferenceFollower) -> None:
    assert follow(a2, follower) is Followed.NOTHING_THERE


def test_a_file_that_did_not_come_from_the_centre_is_loaded_anew(
    a2: Central, follower: ReferenceFollower, files: ReferenceFiles, tmp_path: Path
) -> None:
    give(a2, CsvSet(), tmp_path / "1")
    assert follow(a2, follower) is Followed.LOAD_ANEW
    CsvSet().import_into(files.folder)
    assert follow(a2, follower) is Followed.LOAD_ANEW


def test_a_local_load_over_it_ends_the_following(
    a2: Central, follower: ReferenceFollower, files: ReferenceFiles, tmp_path: Path
) -> None:
    begin(a2, files, CsvSet(), tmp_path / "1")
    assert follow(a2, follower) is Followed.UP_TO_DATE
    CsvSet(source_system="waste").import_into(files.folder)
    assert follow(a2, follower) is Followed.LOAD_ANEW


@pytest.mark.parametrize("seed", range(4))
def test_an_older_set_and_its_changes_give_what_the_newest_gives(
    a2: Central, follower: ReferenceFollower, files: ReferenceFiles, tmp_path: Path, seed: int, short: None
) -> None:
    chance = random.Random(seed)
    rows = random_city(chance)
    begin(a2, files, rows, tmp_path / "0")
    for n in range(1, SETS):
        rows = changed(rows, chance)
        rows.as_of = moment(n)
        give(a2, rows, tmp_path / f"{n}")
        if chance.random() < 0.7:  # else two sets come at once
            assert follow(a2, follower) is Followed.UP_TO_DATE
    assert follow(a2, follower) is Followed.UP_TO_DATE
    local = rows.load(tmp_path / "local" / "data")
    assert named_rows(files) == named_rows(local)


def test_what_is_remembered_of_a_changed_account_is_forgotten(
    a2: Central, follower: ReferenceFollower, files: ReferenceFiles, tmp_path: Path
) -> None:
    begin(a2, files, CsvSet(), tmp_path / "1")

    def name(connection: Connection) -> str:
        found = queries.find_account(connection, queries.account_key("cis/A1"))
        assert found is not None
        return queries.account_summary(connection, found).customer_name

    assert files.remembered(("name", "cis/A1"), name) == "Alvarez, Maria"
    newer = CsvSet(as_of=moment(1))
    newer.rows["customers"][0] = ("C1", "Alvarez-Reyes, Maria", "person", "", "", "", "en")
    result = give(a2, newer, tmp_path / "2")
    assert follow(a2, follower) is Followed.UP_TO_DATE
    assert files.remembered(("name", "cis/A1"), name) == "Alvarez-Reyes, Maria"
    with files.read() as connection:
        assert [hit.account for hit in search(connection, "reyes").hits] == ["cis/A1"]
        assert queries.as_of_us(connection) == result.as_of_us


def test_a_row_that_is_half_done_is_finished_first(
    a2: Central, follower: ReferenceFollower, files: ReferenceFiles, tmp_path: Path, short: None
) -> None:
    rows = random_city(random.Random(1))
    begin(a2, files, rows, tmp_path / "1")
    turns = iter([False, False, True, True])
    for day, name in ((1, "Landlord, Old"), (2, "Landlord, New")):
        rows.as_of = moment(day)
        rows.rows["customers"][2] = ("C3", name, "person", "", "", "", "en")
        give(a2, rows, tmp_path / f"{day}-set")
        if day == 1:
            with asking(a2) as centre:
                assert follower.follow(centre.call, lambda: next(turns, True)) is Followed.MORE
            follower.close()
    assert follow(a2, follower) is Followed.UP_TO_DATE
    assert named_rows(files) == named_rows(rows.load(tmp_path / "local"))


def test_a_centre_that_lost_a_load_is_noticed(
    a2: Central, follower: ReferenceFollower, files: ReferenceFiles, tmp_path: Path
) -> None:
    begin(a2, files, CsvSet(), tmp_path / "1")
    newer = CsvSet(as_of=moment(1))
    newer.add_account("3", "Tran, Dai", "3 Oak Ave")
    give(a2, newer, tmp_path / "2")
    assert follow(a2, follower) is Followed.UP_TO_DATE
    with a2.admin() as admin:
        admin.execute("DELETE FROM counter.reference_load WHERE id = 2")
    assert follow(a2, follower) is Followed.LOAD_ANEW


def test_a_load_whose_transaction_number_was_dealt_out_before_is_noticed(
    a2: Central, follower: ReferenceFollower, files: ReferenceFiles, tmp_path: Path
) -> None:
    """After a failover numbers come again: what stands below the place in the feed would never be read."""
    begin(a2, files, CsvSet(), tmp_path / "1")
    newer = CsvSet(as_of=moment(1))
    newer.add_account("3", "Tran, Dai", "3 Oak Ave")
    give(a2, newer, tmp_path / "2")
    with a2.admin() as admin:
        for kind in ("customer", "account", "service_location", "load"):
            admin.execute(f"UPDATE counter.reference_{kind} SET xid = '3'".encode())
    assert follow(a2, follower) is Followed.LOAD_ANEW


def test_while_a_load_is_made_the_feed_waits(follower: ReferenceFollower, files: ReferenceFiles, a2: Central) -> None:
    lock = ProcessLock(files.folder, "reference")
    lock.acquire()
    with asking(a2) as centre, pytest.raises(Unavailable):
        follower.follow(centre.call)
    lock.release()
