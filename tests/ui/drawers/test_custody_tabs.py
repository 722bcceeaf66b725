"""Safe and bank deposits as tabs: their keys and help are those of the tab that is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.identity.demo_people import add_demo_people
from resources.texts import use_language
from tests.factories.counter import Counter, open_counter
from tests.factories.movements import drop
from tests.factories.safe import count_safe, receive
from tests.fakes.looks import until_whole
from ui.context import WindowContext
from ui.drawers.bank_deposits_page import BankDepositsPage
from ui.drawers.custody_tabs import custody_tabs
from ui.drawers.safe_page import SafePage
from ui.operations import Operations
from ui.shell.main_window import MainWindow
from ui.shell.page import PageEntry
from ui.shell.tabbed_page import TabbedPage
from ui.theme import theme


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    add_demo_people(counter.services)
    drop(counter, {2000: 2}, "B-1")
    receive(counter)
    count_safe(counter, 180000)
    drop(counter, {1000: 6}, "B-2")
    yield counter
    counter.services.close()
    theme().apply("light", 100)
    use_language("en")


def until_loaded(qtbot: QtBot, page: SafePage | BankDepositsPage) -> None:
    """Waits for the rows."""
    qtbot.waitUntil(lambda: page.state is not None)


@pytest.mark.parametrize(("language", "zoom", "width"), [("en", 100, 1366), ("es", 100, 1366), ("es", 150, 1920)])
def test_both_tabs_stand_in_their_languages(
    qtbot: QtBot, counter: Counter, language: str, zoom: int, width: int
) -> None:
    use_language(language)
    theme().apply("light", zoom)
    context = WindowContext(Operations(counter.services), counter.session, counter.services.clock.now_us)

    def make() -> TabbedPage:
        return TabbedPage("Drawer", custody_tabs(context))

    window = MainWindow([PageEntry("drawer", "Drawer", "drawer", "Ctrl+4", make)])
    qtbot.addWidget(window)
    window.resize(width, width * 9 // 16)
    window.show()
    tabs = window.open("drawer")
    assert isinstance(tabs, TabbedPage)
    for key in ("safe", "bank_deposits"):
        page = tabs.open_tab(key)
        assert isinstance(page, SafePage | BankDepositsPage) and page.help_name()
        until_loaded(qtbot, page)
        until_whole(qtbot, window)
