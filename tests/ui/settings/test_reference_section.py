"""Loading the city's data while the counter works on: done, bad rows, a set that is not one, cancelled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.factories.city import CsvSet
from tests.factories.settings import OpenSettings
from ui.settings.reference_section import ReferenceSection


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSettings]:
    """An administrator's settings."""
    opened = OpenSettings(qtbot, tmp_path / "data")
    yield opened
    opened.close()


def data(settings: OpenSettings) -> ReferenceSection:
    """The section."""
    section = settings.section(5)
    assert isinstance(section, ReferenceSection)
    return section


def load(settings: OpenSettings, section: ReferenceSection, folder: Path) -> str:
    """Loads a folder by its key; what is said then."""
    section.folder.set_folder(folder)
    settings.keyboard.press("Ctrl+Return")
    settings.until(lambda: not section.load.busy)
    settings.settle()
    return section.load.result.words


def test_a_set_is_loaded_and_twice_changes_nothing(settings: OpenSettings, tmp_path: Path) -> None:
    section = data(settings)
    assert "rows loaded" in load(settings, section, CsvSet().write(tmp_path / "set"))
    settings.until(lambda: [row.key for row in section.table.rows] == ["cis"])
    assert "loaded already" in load(settings, section, tmp_path / "set")


def test_too_many_bad_rows_are_refused_with_where_to_look(settings: OpenSettings, tmp_path: Path) -> None:
    bad = CsvSet()
    bad.add_bill("B1", "nobody", "2026-11-23", water=4000)
    said = load(settings, data(settings), bad.write(tmp_path / "set"))
    assert "cannot be used: 1 of 1" in said
    assert str(tmp_path / "set") in said


def test_a_folder_that_is_no_set(settings: OpenSettings, tmp_path: Path) -> None:
    section = data(settings)
    section.folder.set_folder(tmp_path / "nowhere")
    section.begin()
    assert "no such folder" in section.folder.field.error
    (tmp_path / "empty").mkdir()
    assert "set.csv is not in that folder" in load(settings, section, tmp_path / "empty")


def test_esc_cancels(settings: OpenSettings) -> None:
    section = data(settings)
    section.load.load_demo(accounts=3000)
    settings.until(lambda: section.load.busy)
    settings.keyboard.press("Esc")
    settings.until(lambda: not section.load.busy)
    assert "Cancelled" in section.load.result.words
    assert section.table.rows == []
