"""The customer display is turned on by keys; an example shows what customers see."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.device_settings import device_settings
from app.identity.demo_people import REYES
from tests.factories.settings import OpenSettings
from tests.fakes.looks import until_whole
from ui.settings.customer_section import CustomerSection
from ui.theme import theme


def section_of(settings: OpenSettings) -> CustomerSection:
    section = settings.section(8)
    assert isinstance(section, CustomerSection)
    return section


def test_it_is_turned_on_by_keys(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path)
    section = section_of(settings)
    assert section.where.chips["off"].isChecked()
    settings.keyboard.press("Right")
    settings.keyboard.press("Right")
    settings.until(lambda: settings.heard == ["customer_display.where"])
    assert device_settings(settings.office.services).customer_display == "second_screen"
    settings.close()


def test_it_says_that_there_is_no_second_screen_and_shows_an_example(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path)
    section = section_of(settings)
    assert section.found.words == "No second screen is connected. Connect one: it is used at once."
    qtbot.waitUntil(lambda: section.example.pixmap().width() > 300)
    before = section.example.pixmap().toImage()
    theme().apply("dark")
    qtbot.waitUntil(lambda: section.example.pixmap().toImage().pixelColor(2, 2) != before.pixelColor(2, 2))
    theme().apply("light")
    until_whole(qtbot, settings.window)
    settings.close()


def test_a_cashier_only_looks(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path, REYES)
    assert not section_of(settings).where.isEnabled()
    settings.close()
