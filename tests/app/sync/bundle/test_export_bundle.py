"""What a workstation writes: what the centre lacks, in whole batches, legible to the centre only."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.errors import Refused, Unavailable
from app.sync.bundle.export_bundle import export_bundle
from app.sync.bundle.types import BundleFailure, BundleRefusal, ExportBundle
from tests.app.sync.bundle.test_stick import Usage
from tests.factories.central import Central
from tests.factories.replicas import open_as
from tests.factories.stick_laptops import Laptop
from tests.factories.workstation import open_workstation


@pytest.fixture
def laptop(central: Central, tmp_path: Path) -> Iterator[Laptop]:
    """A2, enrolled, with its set-up and three sales that the centre has not."""
    with ExitStack() as stack:
        services = open_as(tmp_path / "A2", "A2", "main", 1)
        stack.callback(services.close)
        (tmp_path / "stick").mkdir()
        found = Laptop.enrolled(central, services, tmp_path / "stick")
        stack.callback(found.synced.link.close)
        found.synced.sell(3)
        yield found


def test_without_a_centre_nothing_is_written(tmp_path: Path) -> None:
    services = open_workstation(tmp_path / "A2")
    with pytest.raises(Refused) as refused:
        export_bundle(services, ExportBundle(tmp_path / "out.bundle"))
    services.close()
    assert (refused.value.code, list(tmp_path.glob("out*"))) == (BundleRefusal.NOT_ENROLLED, [])


def test_all_that_the_centre_lacks_until_it_says_otherwise(laptop: Laptop) -> None:
    for number in (1, 2):
        exported = export_bundle(laptop.synced.services, ExportBundle(laptop.stick / "out"))
        assert (exported.number, exported.facts, exported.facts_left) == (number, 4, 0)
        assert exported.file_bytes == exported.file.stat().st_size
    laptop.take_in(laptop.carry(exported.file).answer)
    assert export_bundle(laptop.synced.services, ExportBundle(laptop.stick / "out")).facts == 0


def test_a_bundle_holds_so_much_only(laptop: Laptop) -> None:
    laptop.synced.sell(1200)
    exported = export_bundle(laptop.synced.services, ExportBundle(laptop.stick / "out"), room_bytes=400_000)
    assert (exported.facts, exported.facts_left) == (500, 704)
    laptop.take_in(laptop.carry(exported.file).answer)
    assert laptop.round().facts_waiting == 0


def test_what_the_network_brought_is_not_written_again(laptop: Laptop) -> None:
    laptop.synced.exchange()
    laptop.synced.sell(1)
    assert export_bundle(laptop.synced.services, ExportBundle(laptop.stick / "out")).facts == 1


def test_nothing_private_can_be_read_on_the_stick(laptop: Laptop) -> None:
    laptop.synced.sell(5, account="cis/CANARY-4471")
    laptop.round()
    canaries = (b"CANARY", b"4471", b"drawer", b"receivable", b"Counted", b"Cypress", b"main")
    for file in laptop.stick.iterdir():
        content = file.read_bytes()
        assert [canary for canary in canaries if canary.lower() in content.lower()] == []


def test_a_full_stick_is_said_and_nothing_is_lost(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    before = laptop.export().read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(1, 1, 0))
    with pytest.raises(Unavailable) as failure:
        export_bundle(laptop.synced.services, ExportBundle(laptop.stick / "A2-1.bundle"))
    assert failure.value.code is BundleFailure.STICK_FULL
    assert (laptop.stick / "A2-1.bundle").read_bytes() == before
    monkeypatch.undo()
    assert laptop.round().facts_waiting == 0
