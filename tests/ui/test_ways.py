"""What brings which page: nothing leads around the lock; a page that is not built yet hears what it was wanted for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.factories.city import ALVAREZ
from tests.factories.program import Running, open_copy
from ui.accounts.accounts_page import AccountsPage
from ui.payments.refunds_page import RefundsPage
from ui.shell.tabbed_page import TabbedPage

STUB = "100045127"


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program, not yet shown; closed afterwards."""
    running = Running(qtbot, open_copy(tmp_path))
    yield running
    running.close()


def press(*keys: str) -> Callable[[Running], None]:
    def pressed(running: Running) -> None:
        for key in keys:
            running.keyboard.press(key)

    return pressed


WAYS_AROUND: dict[str, Callable[[Running], object]] = {
    "a button of the strip": lambda running: running.program.window.strip.button("drawer").click(),
    "the key of a page": press("F3"),
    "the palette": press("Ctrl+K", "Enter"),
    "the search": press("F2"),
    "the keys page, then the key of a page": press("F1", "F3", "Ctrl+4", "Esc"),
    "a step back": press("Esc", "Esc", "Esc"),
    "an answer that comes late": lambda running: running.ways.account_found(ALVAREZ),
    "a page that asks for another": lambda running: running.context.page_wanted.emit("drawer"),
    "an account that is wanted": lambda running: running.context.account_wanted.emit(ALVAREZ),
    "a scan": lambda running: running.keyboard.scan(STUB),
}


@pytest.mark.parametrize("way", WAYS_AROUND)
def test_no_way_leads_around_the_lock(running: Running, way: str) -> None:
    running.start_as()
    running.until(lambda: "drawer" in running.program.window.strip._buttons)
    running.keyboard.press("Ctrl+L")
    running.until_asked()
    WAYS_AROUND[way](running)
    running.qtbot.wait(60)
    window = running.program.window
    assert window.current_page is running.sign_in_page
    assert not (window.rail.isVisible() or window.results.isVisible() or window.palette_panel.isVisible())


def test_an_account_that_is_wanted_shows_on_a_page_that_is_only_built_now(running: Running) -> None:
    running.start_as()
    running.context.account_wanted.emit(ALVAREZ)
    page = running.page(AccountsPage)
    running.until(lambda: page.shows_account)


def test_a_receipt_to_be_put_right_opens_work_at_its_tab(running: Running) -> None:
    running.start_as()
    running.context.undo_wanted.emit("no-such-receipt")
    running.until(lambda: running.ways.page_key == "work")
    work = running.page(TabbedPage)
    running.until(lambda: isinstance(work.page, RefundsPage))


def test_a_hit_joins_the_sale_on_the_counter_and_opens_the_account_elsewhere(running: Running) -> None:
    running.start_as()
    running.ways.account_found(ALVAREZ)
    running.until(lambda: running.sale_lines() == ["10-004512-7"])
    running.open("drawer")
    running.ways.account_found(ALVAREZ)
    running.until(lambda: running.ways.page_key == "accounts")
