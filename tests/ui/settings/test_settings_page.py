"""The page as a whole: by keys alone, with permissions respected and the reason said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.identity.demo_people import CASTILLO, REYES
from tests.factories.settings import OpenSettings
from ui.settings.settings_page import SECTIONS
from ui.shell.rail_item import RailItem
from ui.widgets.alert import Alert
from ui.widgets.button import Button


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSettings]:
    """An administrator's settings."""
    opened = OpenSettings(qtbot, tmp_path)
    yield opened
    opened.close()


def test_every_section_opens_by_its_key(settings: OpenSettings) -> None:
    names = [settings.section(number).name for number in range(1, len(SECTIONS))]
    settings.keyboard.press("Alt+O")
    names.append(settings.page.section.name)
    assert len(set(names)) == len(SECTIONS)
    assert all(section.failure.isHidden() for section in settings.page.sections)


def test_arrows_walk_and_esc_comes_back(settings: OpenSettings) -> None:
    settings.keyboard.press("Down")
    assert settings.page.section is settings.page.sections[1]
    settings.keyboard.press("Right")
    assert not isinstance(QApplication.focusWidget(), RailItem)
    settings.keyboard.press("Esc")
    assert isinstance(QApplication.focusWidget(), RailItem)
    assert settings.page.step_back() is False


def test_who_may_not_change_is_told_why(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path, REYES)
    for number in (2, 3, 4, 5, 6, 7):
        section = settings.section(number)
        reasons = [alert.words for alert in section.findChildren(Alert) if "Only a" in alert.words]
        assert reasons, section.name
        for button in section.findChildren(Button):
            allowed = button.text().startswith(("Choose", "Print a test", "Cancel", "It printed", "Print again"))
            assert allowed or not button.isEnabled() or button.isHidden() or not button.isVisible(), button.text()
    settings.close()


def test_every_control_can_be_named(settings: OpenSettings) -> None:
    for number in range(1, len(SECTIONS) + 1):
        section = settings.section(number)
        nameless = [button for button in section.findChildren(Button) if not button.accessibleName()]
        assert nameless == []


def test_a_transit_agent_still_changes_the_look(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path, CASTILLO)
    settings.section(1)
    settings.keyboard.press("Right")
    settings.keyboard.press("Right")
    settings.until(lambda: settings.heard == ["window.theme"])
    settings.close()
