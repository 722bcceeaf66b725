"""The pages of the rail, and what the parts of the status strip open; on the running program."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.config import PRINTER
from app.device_settings import change_setting
from app.identity.demo_people import BRANDT
from tests.factories.program import Running, open_copy
from ui.pages import page_entries
from ui.settings.printer_section import PrinterSection
from ui.settings.second_copy_section import SecondCopySection
from ui.settings.section import Section
from ui.settings.settings_page import SettingsPage
from ui.shell.tabbed_page import TabbedPage
from ui.sync.sync_section import SyncSection


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """M. Reyes at work, the strip filled."""
    running = Running(qtbot, open_copy(tmp_path)).start_as()
    running.until(lambda: "drawer" in running.program.window.strip._buttons)
    yield running
    running.close()


@pytest.mark.parametrize("part", ["date", "drawer"])
def test_date_and_drawer_open_the_drawer(running: Running, part: str) -> None:
    running.program.window.strip.button(part).click()
    running.until(lambda: isinstance(running.program.window.current_page, TabbedPage))


@pytest.mark.parametrize(
    ("part", "section"), [("printer", PrinterSection), ("second_copy", SecondCopySection), ("sync", SyncSection)]
)
def test_the_others_open_their_section_of_the_settings(running: Running, part: str, section: type[Section]) -> None:
    for _ in range(2):  # the page is new at first, and there the second time
        running.program.window.strip.button(part).click()
        page = running.page(SettingsPage)
        assert isinstance(page.section, section)
        running.rest()
        page.open_section(page.sections[0])


def _is_open(running: Running, key: str) -> bool:
    return running.ways.page_key == key


def test_every_page_opens_by_its_key_and_once(running: Running) -> None:
    entries = page_entries(running.context)
    assert [entry.key for entry in entries] == [
        "counter",
        "accounts",
        "transit",
        "drawer",
        "work",
        "reports",
        "settings",
    ]
    for entry in entries:
        running.keyboard.press(entry.shortcut)
        running.until(partial(_is_open, running, entry.key))
        page = running.program.window.current_page
        running.keyboard.press(entry.shortcut)
        assert running.program.window.current_page is page
        running.rest()


def test_the_strip_follows_the_rows(running: Running) -> None:
    button = running.program.window.strip.button("printer")
    assert button.text() == "Receipts on screen"
    change_setting(running.services, running.session(BRANDT), PRINTER, "network:127.0.0.1:9")
    running.program.status.refresh()
    running.until(lambda: button.text() == "Printer ready")
