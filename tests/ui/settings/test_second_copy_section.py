"""The second copy: without a sheet it is refused and said; with one it begins; a new sheet is proved by its box 8."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.second_copy import second_copy_status
from tests.factories.settings import OpenSettings
from ui.settings.second_copy_section import SecondCopySection


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSettings]:
    """An administrator's settings, and a stick."""
    (tmp_path / "stick").mkdir()
    opened = OpenSettings(qtbot, tmp_path / "data")
    yield opened
    opened.close()


def copy(settings: OpenSettings) -> SecondCopySection:
    """The section, loaded."""
    section = settings.section(4)
    assert isinstance(section, SecondCopySection)
    settings.until(lambda: "One copy" in section.state.accessibleName())
    return section


def test_a_sheet_comes_first(settings: OpenSettings, tmp_path: Path) -> None:
    section = copy(settings)
    section.folder.set_folder(tmp_path / "stick")
    section.begin()
    settings.until(lambda: "recovery sheet first" in section.folder.field.error)


@pytest.mark.parametrize(("folder", "said"), [("nowhere", "no folder"), ("data", "data folder itself")])
def test_a_folder_that_will_not_do(settings: OpenSettings, tmp_path: Path, folder: str, said: str) -> None:
    issue_recovery_code(settings.office.services, settings.office.supervisor())
    section = copy(settings)
    section.folder.set_folder(tmp_path / folder)
    settings.keyboard.press("Ctrl+Return")
    settings.until(lambda: said in section.folder.field.error)


def test_it_begins_and_stops(settings: OpenSettings, tmp_path: Path) -> None:
    services = settings.office.services
    issue_recovery_code(services, settings.office.supervisor())
    section = copy(settings)
    section.folder.set_folder(tmp_path / "stick")
    section.begin()
    settings.until(lambda: second_copy_status(services).waiting == 0)
    settings.until(lambda: "same disk" in section.state.accessibleName())
    section.stop_button.click()
    settings.until(lambda: "One copy" in section.state.accessibleName())


def test_a_new_sheet_is_kept_only_when_box_8_was_read(settings: OpenSettings) -> None:
    section = copy(settings)
    section.make_sheet()
    view = section.sheet
    assert view is not None
    settings.until(lambda: view.sheet is not None)
    section.keep_button.click()
    assert view.last_group.error
    assert view.sheet is not None
    view.last_group.line.setText(view.sheet.groups[-1])
    section.keep_button.click()
    assert section.sheet is None
    settings.until(lambda: "in force" in section.sheet_words.text())
