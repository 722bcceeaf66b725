"""The list of exported batches, and that the fact of a batch goes through the writer lane."""

from pathlib import Path

from app.exports.batches import exported_batches
from app.exports.export_batch import export
from tests.factories.counter import open_counter
from tests.factories.people import open_office


def test_no_batch_yet(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    found = exported_batches(office.services)
    office.services.close()
    assert found == ()


def test_the_newest_batch_first(tmp_path: Path) -> None:
    counter = open_counter(tmp_path / "data")
    batch, folder = export(counter.services, tmp_path / "out")
    found = exported_batches(counter.services)
    counter.services.close()
    assert [(one.number, one.first_sequence, one.last_sequence) for one in found] == [(1, 1, batch.last_sequence)]
    assert (folder / "manifest.json").exists()
