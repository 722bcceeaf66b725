"""Colours and size take effect at once and are stored."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.device_settings import device_settings
from tests.factories.settings import OpenSettings
from ui.settings.look_section import LookSection
from ui.theme import theme


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSettings]:
    """Settings whose look is put back afterwards."""
    opened = OpenSettings(qtbot, tmp_path)
    yield opened
    opened.close()
    theme().apply("light", 100)


def look(settings: OpenSettings) -> LookSection:
    """The section."""
    section = settings.section(1)
    assert isinstance(section, LookSection)
    return section


def test_colors(settings: OpenSettings) -> None:
    look(settings).theme.chips["dark"].click()
    assert theme().name == "dark"
    settings.until(lambda: settings.heard == ["window.theme"])
    assert device_settings(settings.office.services).theme == "dark"


def test_size_and_its_keys(settings: OpenSettings) -> None:
    section = look(settings)
    section.zoom.set_value("125")
    section.zoom.chosen.emit("125")
    assert theme().zoom_percent == 125
    settings.until(lambda: settings.heard == ["window.zoom"])
    settings.keyboard.press("Ctrl+0")
    settings.until(lambda: section.zoom.value == "100")


def test_language_and_lock(settings: OpenSettings) -> None:
    section = look(settings)
    section.language.chips["es"].click()
    section.lock.chosen.emit("600")
    settings.until(lambda: settings.heard == ["window.language", "window.idle_lock"])
    found = device_settings(settings.office.services)
    assert (found.language, found.idle_lock_seconds) == ("es", 600)
