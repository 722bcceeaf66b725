"""What can happen to the files: each ends in a recovery or in one typed refusal, and never in a fresh start."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import check, go_on_without_missing_facts, open_services, set_up
from app.drawers.queries import open_shift
from app.errors import Unavailable
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.second_copy import choose_second_copy
from app.store.database import PAGE_BYTES, StoreFailure, open_connection
from app.store.keys import FILE_NAME
from app.store.prepared import driver
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.payments import pay
from tests.factories.workstation import COUNTER_A2
from tests.faults.nursery import ROOT
from tests.faults.till import file_edges

CHECKPOINTED, IN_LOG = 4, 6
SECOND = (
    "import sys; from pathlib import Path; from app.bootstrap import open_services; open_services(Path(sys.argv[1]))"
)


class Crashed:
    """A counter whose process died: some payments stand in the file, some in the write-ahead log only."""

    def __init__(self, folder: Path, *, second_copy: bool) -> None:
        self.data, self.stick = folder / "data", folder / "stick"
        self.stick.mkdir()
        counter = open_counter(folder / "living", edges=file_edges(folder / "living"))
        if second_copy:
            issue_recovery_code(counter.services, CASHIER)
            choose_second_copy(counter.services, CASHIER, self.stick)
        self.numbers = [pay(counter).receipt.number for _ in range(CHECKPOINTED)]
        with counter.services.writer.connect() as connection:
            driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.old = (folder / "living" / "journal.db").read_bytes()
        self.numbers += [pay(counter).receipt.number for _ in range(IN_LOG)]
        counter.services.second_copy.work()
        shutil.copytree(folder / "living", self.data)
        counter.services.close()

    @property
    def journal(self) -> Path:
        return self.data / "journal.db"

    @property
    def log(self) -> Path:
        return self.data / "journal.db-wal"

    def reopened(self) -> Counter:
        services = open_services(self.data, file_edges(self.data))
        with services.read_journal() as connection:
            shift = open_shift(connection, "A2")
        if shift is None:
            raise LookupError("the shift is gone")
        return Counter(services, CASHIER, shift)

    def receipts(self) -> list[str]:
        """The numbers that are there after reopening; everything else holds too."""
        counter = self.reopened()
        assert check(counter.services, thorough=True) == ()
        with counter.services.read_journal() as connection:
            numbers = connection.exec_driver_sql("SELECT number FROM receipt ORDER BY number").scalars().all()
        counter.services.close()
        return [f"A2-{number:06d}" for number in numbers]

    def failure(self) -> StoreFailure:
        with pytest.raises(Unavailable) as failure:
            self.reopened()
        assert isinstance(failure.value.code, StoreFailure)
        return failure.value.code


@pytest.fixture
def crashed(tmp_path: Path) -> Crashed:
    return Crashed(tmp_path, second_copy=False)


@pytest.fixture
def copied(tmp_path: Path) -> Crashed:
    return Crashed(tmp_path, second_copy=True)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_crash_alone_loses_nothing(crashed: Crashed) -> None:
    assert crashed.receipts() == crashed.numbers


LOG_FAULTS = ["deleted", "truncated", "emptied", "flipped"]


def harm_log(crashed: Crashed, harm: str) -> None:
    size = crashed.log.stat().st_size
    if harm == "deleted":
        crashed.log.unlink()
    elif harm == "flipped":
        flip(crashed.log, size // 3)
    else:
        os.truncate(crashed.log, 0 if harm == "emptied" else size // 2)


@pytest.mark.parametrize("harm", LOG_FAULTS)
def test_a_harmed_log_loses_nothing_that_the_second_copy_has(copied: Crashed, harm: str) -> None:
    harm_log(copied, harm)
    assert copied.receipts() == copied.numbers


@pytest.mark.parametrize("harm", LOG_FAULTS)
def test_a_harmed_log_without_a_second_copy_is_said_and_numbers_never_come_twice(crashed: Crashed, harm: str) -> None:
    """Nothing can bring back what stood nowhere else; what is there is whole and in order, and in a new generation."""
    harm_log(crashed, harm)
    with pytest.raises(Unavailable) as failure:
        crashed.reopened()
    assert failure.value.code is StoreFailure.FACTS_MISSING
    assert go_on_without_missing_facts(crashed.data, file_edges(crashed.data)) == 2
    kept = crashed.receipts()
    assert kept == crashed.numbers[: len(kept)]
    assert len(crashed.numbers) - len(kept) == failure.value.values["missing"]
    assert len(kept) >= CHECKPOINTED
    counter = crashed.reopened()
    assert pay(counter).receipt.number == "A2-2-000001"
    counter.services.close()


def test_an_old_file_is_said(crashed: Crashed) -> None:
    for path in crashed.data.glob("journal.db*"):
        path.unlink()
    crashed.journal.write_bytes(crashed.old)
    assert crashed.failure() is StoreFailure.FACTS_MISSING


def test_an_old_backup_of_the_file_takes_back_the_rest(copied: Crashed) -> None:
    for path in copied.data.glob("journal.db*"):
        path.unlink()
    copied.journal.write_bytes(copied.old)
    assert copied.receipts() == copied.numbers


def test_a_foreign_log_is_refused_and_the_file_stays_whole(crashed: Crashed, tmp_path: Path) -> None:
    crashed.receipts()
    (tmp_path / "other").mkdir()
    other = Crashed(tmp_path / "other", second_copy=False)
    shutil.copy(other.log, crashed.log)
    before = crashed.journal.read_bytes()
    assert crashed.failure() is StoreFailure.FOREIGN_LOG
    assert crashed.journal.read_bytes() == before
    crashed.log.unlink()
    assert crashed.receipts() == crashed.numbers


def test_a_flipped_page_is_never_taken_for_data(crashed: Crashed) -> None:
    """Wherever the bit is: the start says so, or the check does, or the page was not in use."""
    crashed.receipts()
    pages = crashed.journal.stat().st_size // PAGE_BYTES
    whole = crashed.journal.read_bytes()
    said = 0
    for page in range(0, pages, max(1, pages // 25)):
        flip(crashed.journal, page * PAGE_BYTES + 700)
        try:
            services = open_services(crashed.data, file_edges(crashed.data))
        except Unavailable as failure:
            assert failure.code is StoreFailure.WRONG_KEY_OR_DAMAGED
            said += 1
        else:
            said += bool(check(services, thorough=True))
            services.close()
        for path in crashed.data.glob("journal.db-*"):
            path.unlink()
        crashed.journal.write_bytes(whole)
    assert said >= 25


def test_a_missing_key_is_said_and_no_fresh_database_made(crashed: Crashed) -> None:
    (crashed.data / FILE_NAME).rename(crashed.data / "kept")
    before = crashed.journal.read_bytes()
    assert crashed.failure() is StoreFailure.KEY_MISSING
    with pytest.raises(Unavailable):
        set_up(crashed.data, COUNTER_A2, file_edges(crashed.data))
    assert crashed.journal.read_bytes() == before
    (crashed.data / "kept").rename(crashed.data / FILE_NAME)
    assert crashed.receipts() == crashed.numbers


def test_another_key_is_said_and_harms_nothing(crashed: Crashed) -> None:
    key = crashed.data / FILE_NAME
    right = key.read_bytes()
    key.chmod(0o600)
    key.write_bytes(b"o" * 32)
    assert crashed.failure() is StoreFailure.WRONG_KEY_OR_DAMAGED
    key.write_bytes(right)
    assert crashed.receipts() == crashed.numbers


def test_a_journal_that_is_gone_is_not_begun_anew(crashed: Crashed) -> None:
    for path in crashed.data.glob("journal.db*"):
        path.unlink()
    assert crashed.failure() is StoreFailure.JOURNAL_MISSING
    with pytest.raises(Unavailable):
        set_up(crashed.data, COUNTER_A2, file_edges(crashed.data))


def test_a_newer_schema_is_refused(crashed: Crashed) -> None:
    connection = open_connection(crashed.journal, (crashed.data / FILE_NAME).read_bytes())
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert crashed.failure() is StoreFailure.SCHEMA_NEWER


def test_a_second_instance_is_refused_and_the_first_goes_on(crashed: Crashed) -> None:
    counter = crashed.reopened()
    second = subprocess.run(
        [sys.executable, "-c", SECOND, str(crashed.data)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "StoreFailure.ALREADY_OPEN" in second.stderr
    pay(counter)
    counter.services.close()
    assert len(crashed.receipts()) == len(crashed.numbers) + 1


@pytest.fixture
def read_only(crashed: Crashed) -> Iterator[Crashed]:
    """A folder that nobody may write to. Root may write anywhere, so there it is made immutable, where that works."""
    crashed.receipts()
    paths = [crashed.data, *crashed.data.iterdir()]
    modes = {path: path.stat().st_mode for path in paths}
    immutable = os.geteuid() == 0
    if immutable and subprocess.run(["chattr", "+i", *map(str, paths)], capture_output=True, check=False).returncode:
        pytest.skip("root, and this file system knows no immutable files")
    if not immutable:
        for path in paths:
            path.chmod(0o500)
    yield crashed
    if immutable:
        subprocess.run(["chattr", "-i", *map(str, paths)], check=True)
    for path, mode in modes.items():
        path.chmod(mode)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have other rights here")
def test_a_read_only_folder_is_said(read_only: Crashed) -> None:
    assert read_only.failure() is StoreFailure.FOLDER_READ_ONLY
