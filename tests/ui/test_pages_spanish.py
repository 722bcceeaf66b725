"""The program's pages in Spanish, whose words are a quarter longer: nothing is cut on the smallest counter screen."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources.texts import use_language
from tests.factories.city_counter import open_city_counter
from tests.factories.drawer_page import this_drawer
from tests.factories.window import TestWindow
from tests.fakes.looks import cut
from tests.fakes.patience import SOON
from ui.accounts.accounts_page import AccountsPage
from ui.pages import ACCOUNTS, COUNTER, DRAWER, REPORTS, SETTINGS, WORK
from ui.payments.take_payment_page import TakePaymentPage
from ui.settings.settings_page import SettingsPage

ALVAREZ = "cis/100045127"
MONEY = "$"  # 40 px digits stand on a 48 px line (tokens): Qt asks for one more


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[TestWindow]:
    use_language("es")
    counter = open_city_counter(tmp_path)
    yield TestWindow(qtbot, counter)
    use_language("en")
    counter.services.close()


def cut_words(shown: TestWindow) -> list[str]:
    return [found for found in cut(shown.window) if f"'{MONEY}" not in found]


def cut_at_last(shown: TestWindow, qtbot: QtBot) -> list[str]:
    """What is still cut when the window has come to rest: what is not seen at once follows in slices."""
    qtbot.wait(50)
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: cut_words(shown) == [], timeout=SOON)
    return cut_words(shown)


def _counter(shown: TestWindow, qtbot: QtBot) -> Callable[[], bool]:
    page = shown.window.open(COUNTER)
    assert isinstance(page, TakePaymentPage)
    shown.context.payment_wanted.emit(ALVAREZ)
    return lambda: bool(page.sale.lines)


def _accounts(shown: TestWindow, qtbot: QtBot) -> Callable[[], bool]:
    page = shown.window.open(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    page.open_account(ALVAREZ)
    return lambda: page.view.isVisible() and page.view.parts.heading.balance.text() == "$157.43"


def _drawer(shown: TestWindow, qtbot: QtBot) -> Callable[[], bool]:
    page = this_drawer(shown.window).drawer
    return lambda: page.state is not None


def _settings(shown: TestWindow, qtbot: QtBot) -> Callable[[], bool]:
    page = shown.window.open(SETTINGS)
    assert isinstance(page, SettingsPage)
    return lambda: page.section is page.sections[0]


@pytest.mark.parametrize("go", [_counter, _accounts, _drawer, _settings])
def test_a_page_is_whole(
    go: Callable[[TestWindow, QtBot], Callable[[], bool]], shown: TestWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(go(shown, qtbot), timeout=SOON)
    assert cut_at_last(shown, qtbot) == []


def test_every_section_of_the_settings_is_whole(shown: TestWindow, qtbot: QtBot) -> None:
    page = shown.window.open(SETTINGS)
    assert isinstance(page, SettingsPage)
    found = {}
    for section in page.sections:
        page.open_section(section)
        found[section.name] = cut_at_last(shown, qtbot)
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("page", [COUNTER, ACCOUNTS, DRAWER, WORK, REPORTS, SETTINGS])
def test_help_is_whole(page: str, shown: TestWindow, qtbot: QtBot) -> None:
    shown.window.open(page)
    shown.window.show_keys()
    assert cut_at_last(shown, qtbot) == []
