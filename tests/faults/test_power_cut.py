"""A power cut between two fsyncs: of what was written since the last one, any sectors may be there and any missing.

What the file held at an acknowledgement is durable (synchronous=FULL: the commit returned after its fsync). From there
on sectors of 512 bytes are drawn: new, old, or torn to garbage. Not simulated: a disk that lies about fsync, or that
harms neighbours in a sector whose bytes were not written anew (SQLite assumes power-safe overwrites).
"""

import random
import shutil
from pathlib import Path

import pytest

from app.bootstrap import check, open_services
from app.store.prepared import driver
from tests.factories.counter import Counter, open_counter
from tests.factories.payments import pay
from tests.faults.till import file_edges

SECTOR = 512
CUTS = 60


def torn(before: bytes, after: bytes, chance: random.Random) -> bytes:
    """A mixture of two states of one file, sector by sector; its length is that of either."""
    image = bytearray(after if chance.random() < 0.7 else after[: max(len(before), chance.randrange(len(after) + 1))])
    share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    for start in range(0, len(image), SECTOR):
        old, new = before[start : start + SECTOR], after[start : start + SECTOR]
        if old != new and chance.random() < share:
            image[start : start + SECTOR] = (
                old.ljust(len(new), b"\0") if chance.random() < 0.8 else chance.randbytes(len(new))
            )
    same = next((place for place, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    image[:same] = before[:same]
    return bytes(image)


def numbers_after(data: Path, folder: Path, files: dict[str, bytes]) -> list[int]:
    """The receipts that are there when the machine starts again with these files; everything else holds too."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(data / "database.key", folder)
    (folder / "journal.lock").touch()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    services = open_services(folder, file_edges(folder))
    assert check(services, thorough=True) == ()
    with services.read_journal() as connection:
        numbers = connection.exec_driver_sql("SELECT number FROM receipt ORDER BY number").scalars().all()
    services.close()
    return list(numbers)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    opened = open_counter(tmp_path / "data", edges=file_edges(tmp_path / "data"))
    for _ in range(3):
        pay(opened)
    return opened


def files(counter: Counter) -> dict[str, bytes]:
    return {name: (counter.services.folder / name).read_bytes() for name in ("journal.db", "journal.db-wal")}


def test_a_commit_that_was_not_acknowledged_is_there_whole_or_not_at_all(counter: Counter, tmp_path: Path) -> None:
    before = files(counter)
    pay(counter)
    after = files(counter)
    assert before["journal.db"] == after["journal.db"]
    found = set()
    for cut in range(CUTS):
        log = torn(before["journal.db-wal"], after["journal.db-wal"], random.Random(cut))
        numbers = numbers_after(counter.services.folder, tmp_path / "cut", {**after, "journal.db-wal": log})
        assert numbers in ([1, 2, 3], [1, 2, 3, 4])
        found.add(len(numbers))
    assert found == {3, 4}
    counter.services.close()


def test_a_checkpoint_that_was_cut_is_done_again_from_the_log(counter: Counter, tmp_path: Path) -> None:
    """The log stays until the file itself is on the disk, so any mixture of the file's sectors will do."""
    before = files(counter)
    with counter.services.writer.connect() as connection:
        driver(connection).execute("PRAGMA wal_checkpoint(PASSIVE)")
    after = files(counter)
    assert before["journal.db-wal"] == after["journal.db-wal"]
    assert before["journal.db"] != after["journal.db"]
    for cut in range(CUTS):
        image = torn(before["journal.db"], after["journal.db"], random.Random(cut))
        image = before["journal.db"][:SECTOR] + image[SECTOR:]  # the key's salt stands there and never changes
        cut_files = {"journal.db": image, "journal.db-wal": after["journal.db-wal"]}
        assert numbers_after(counter.services.folder, tmp_path / "cut", cut_files) == [1, 2, 3]
    counter.services.close()
