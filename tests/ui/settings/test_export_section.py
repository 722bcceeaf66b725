"""Batches for billing: the next one, nothing new, one again."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.factories.counter import open_counter
from tests.factories.settings import OpenSettings
from ui.context import WindowContext
from ui.operations import Operations
from ui.settings.export_section import ExportSection


def test_next_batch_and_again(qtbot: QtBot, tmp_path: Path) -> None:
    counter = open_counter(tmp_path / "data")
    section = ExportSection(WindowContext(Operations(counter.services), counter.session, counter.services.clock.now_us))
    qtbot.addWidget(section)
    section.show()
    section.begin()
    assert section.folder.field.error
    section.folder.set_folder(tmp_path / "out")
    section.begin()
    qtbot.waitUntil(lambda: len(section.table.rows) == 1)
    assert "Batch 1 is written" in section.result.words
    section.begin()
    qtbot.waitUntil(lambda: "nothing to export" in section.result.words)
    section.table.choose("1")
    section.folder.set_folder(tmp_path / "again")
    section.again()
    qtbot.waitUntil(lambda: (tmp_path / "again").is_dir() and "Batch 1" in section.result.words)
    first, again = (sorted((tmp_path / name).rglob("*.csv")) for name in ("out", "again"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in again]
    counter.services.close()


def test_nothing_moved_nothing_exported(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path / "data")
    section = settings.section(6)
    assert isinstance(section, ExportSection)
    section.folder.set_folder(tmp_path / "out")
    section.begin()
    settings.until(lambda: bool(section.result.words))
    assert "nothing to export" in section.result.words
    settings.close()
