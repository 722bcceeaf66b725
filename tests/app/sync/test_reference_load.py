"""Bulk load: the same file as an import gives; what breaks off goes on; what changes meanwhile is in it."""

import random
from pathlib import Path
from typing import Any

import pytest

from app.accounts.demo_city.city import write_demo_city
from app.accounts.demo_city.options import DemoOptions
from app.accounts.import_reference import import_reference as import_locally
from app.accounts.import_types import ImportProgress, ImportRefusal
from app.accounts.search.find import search
from app.errors import Refused, Unavailable
from app.store.database import StoreFailure
from app.store.process_lock import ProcessLock
from app.store.reference import ReferenceFiles
from app.sync import copy_reference
from app.sync.central.import_reference import import_reference
from app.sync.reference_connection import ReferenceConnection, reference_connection
from app.sync.reference_load import LOADING, load_reference
from tests.factories.central import Central
from tests.factories.city import KEY, SMALL_DISK, TODAY, CsvSet
from tests.factories.reference_centre import asking, exact_rows, give, named_rows
from tests.fakes.clock import FakeClock

NEXT_DAY = "2026-11-21T06:00:00-05:00"


@pytest.fixture
def files(tmp_path: Path) -> ReferenceFiles:
    (tmp_path / "data").mkdir()
    return ReferenceFiles(tmp_path / "data", KEY)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_reference, "CHUNK_ROWS", 2)


@pytest.fixture
def a2(central: Central) -> Central:
    central.enrol("A2")
    return central


def with_bills() -> CsvSet:
    rows = CsvSet()
    for n in range(3, 9):
        rows.add_account(str(n), f"Person {n}", f"{n} Oak Ave", phone="(850) 555-0177", meter=f"E-{n}")
    rows.add_bill("B1", "A1", "2026-11-23", electric=5886, water=1170)
    rows.add_bill("B2", "A7", "2026-11-23", electric=86)
    rows.add("notes", "N1", "A2", "2026-10-01", "Ann", 'Two lines:\nback\\slash, quote " and é')
    return rows


def load(central: Central, files: ReferenceFiles, **more: Any) -> bool:
    with asking(central) as centre:
        return load_reference(centre, files, settings=SMALL_DISK, **more)


def test_the_demo_city_comes_as_an_import_gives_it(a2: Central, files: ReferenceFiles, tmp_path: Path) -> None:
    source = tmp_path / "set"
    write_demo_city(source, DemoOptions(today=TODAY, accounts=40))
    import_reference(a2.dsn, source, clock=FakeClock(), settings=SMALL_DISK)
    assert load(a2, files)
    (tmp_path / "local").mkdir()
    import_locally(source, tmp_path / "local", KEY, clock=FakeClock(), settings=SMALL_DISK)
    local = ReferenceFiles(tmp_path / "local", KEY)
    assert exact_rows(files) == exact_rows(local)
    assert named_rows(files) == named_rows(local)
    with files.read() as connection:
        assert search(connection, "alvarez").hits


def test_there_is_nothing_to_load(a2: Central, files: ReferenceFiles) -> None:
    assert not load(a2, files)
    assert files.current() is None


def test_a_line_break_and_a_backslash_arrive(a2: Central, files: ReferenceFiles, tmp_path: Path) -> None:
    rows = with_bills()
    give(a2, rows, tmp_path / "1")
    load(a2, files)
    with files.read() as connection:
        words = connection.exec_driver_sql("SELECT text FROM account_note").scalar()
    assert words == 'Two lines:\nback\\slash, quote " and é'


class Gone(Exception):
    """The connection broke."""


class Breaking:
    """A centre whose connection breaks at the n-th chunk; `copied` counts those that came."""

    def __init__(self, centre: ReferenceConnection, breaks_at: int) -> None:
        self._centre, self._left = centre, breaks_at
        self.copied = 0

    def call(self, function: str, *values: object) -> list[Any]:
        return self._centre.call(function, *values)

    def copy(self, kind: str, first_key: int, last_key: int) -> list[list[str]]:
        if self._left == 0:
            raise Gone
        self._left -= 1
        self.copied += 1
        return self._centre.copy(kind, first_key, last_key)


def test_what_breaks_off_goes_on_where_it_stood(a2: Central, files: ReferenceFiles, tmp_path: Path) -> None:
    give(a2, with_bills(), tmp_path / "1")
    with asking(a2) as centre:
        whole = Breaking(centre, 1_000)
        assert load_reference(whole, ReferenceFiles(_made(tmp_path / "other"), KEY), settings=SMALL_DISK)
        copied = 0
        for breaks_at in (0, 1, 5, 3):
            broken = Breaking(centre, breaks_at)
            with pytest.raises(Gone):
                load_reference(broken, files, settings=SMALL_DISK)
            copied += broken.copied
            assert files.current() is None
        rest = Breaking(centre, 1_000)
        assert load_reference(rest, files, settings=SMALL_DISK)
    assert 0 < rest.copied < whole.copied
    assert rest.copied + copied <= whole.copied + 4, "nothing is fetched twice, but for other sizes of chunks"
    assert exact_rows(files) == exact_rows(ReferenceFiles(tmp_path / "other", KEY))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_what_changes_meanwhile_is_in_it(a2: Central, files: ReferenceFiles, tmp_path: Path) -> None:
    give(a2, with_bills(), tmp_path / "1")
    newer = with_bills()
    newer.as_of = NEXT_DAY
    newer.rows["customers"][0] = ("C1", "Alvarez-Reyes, Maria", "person", "", "", "", "en")
    del newer.rows["accounts"][4], newer.rows["notes"]
    newer.add_account("99", "Tran, Dai", "3 Oak Ave")
    with asking(a2) as centre:
        with pytest.raises(Gone):
            load_reference(Breaking(centre, 9), files, settings=SMALL_DISK)
        give(a2, newer, tmp_path / "2")
        assert load_reference(centre, files, settings=SMALL_DISK)
    assert named_rows(files) == named_rows(newer.load(tmp_path / "local"))


def test_a_cancel_keeps_what_is_loaded_and_the_old_file(a2: Central, files: ReferenceFiles, tmp_path: Path) -> None:
    give(a2, with_bills(), tmp_path / "1")
    steps: list[ImportProgress] = []
    with pytest.raises(Refused) as caught:
        load(a2, files, progress=steps.append, cancel=lambda: len(steps) > 4)
    assert caught.value.code is ImportRefusal.CANCELLED
    assert files.current() is None and (files.folder / LOADING).exists()
    steps.clear()
    assert load(a2, files, progress=steps.append)
    assert all(step.done <= step.total for step in steps)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert not (files.folder / LOADING).exists()


def test_a_damaged_beginning_is_thrown_away(a2: Central, files: ReferenceFiles, tmp_path: Path) -> None:
    give(a2, with_bills(), tmp_path / "1")
    (files.folder / LOADING).write_bytes(random.Random(1).randbytes(9_000))
    assert load(a2, files)
    assert exact_rows(files) == exact_rows(with_bills().load(tmp_path / "local"))


def test_a_beginning_that_the_centre_lost_is_thrown_away(a2: Central, files: ReferenceFiles, tmp_path: Path) -> None:
    give(a2, with_bills(), tmp_path / "1")
    steps: list[ImportProgress] = []
    with pytest.raises(Refused):
        load(a2, files, progress=steps.append, cancel=lambda: bool(steps) and steps[-1].step == "Building indexes")
    with a2.admin() as admin:  # as if restored from before, and given another set
        admin.execute("UPDATE counter.reference_load SET digest = 'another'")
        admin.execute("UPDATE counter.reference_customer SET name = 'Another' WHERE id = 1")
    assert load(a2, files)
    with files.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM customer WHERE id = 1").scalar() == "Another"


def test_one_load_at_a_time(a2: Central, files: ReferenceFiles) -> None:
    lock = ProcessLock(files.folder, "reference")
    lock.acquire()
    with pytest.raises(Unavailable) as caught:
        load(a2, files)
    lock.release()
    assert caught.value.code is StoreFailure.ALREADY_OPEN


def test_a_connection_of_its_own(a2: Central, files: ReferenceFiles, tmp_path: Path) -> None:
    give(a2, CsvSet(), tmp_path / "1")
    with reference_connection(a2.passwords["A2"]) as centre:
        assert load_reference(centre, files, settings=SMALL_DISK)
