"""The page *Work*: the rail opens it, built beforehand while nothing else is to be done; each worklist is a tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.factories.program import Running, open_copy
from ui.shell.tabbed_page import TabbedPage
from ui.work.approvals_page import ApprovalsPage
from ui.work.work_page import work_tabs


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """M. Reyes at work."""
    running = Running(qtbot, open_copy(tmp_path)).start_as()
    yield running
    running.close()


def test_the_rail_opens_it_at_the_approvals(running: Running) -> None:
    running.keyboard.press("Ctrl+5")
    assert isinstance(running.page(TabbedPage).page, ApprovalsPage)
    assert running.program.window.windowTitle().startswith("Work")


def test_every_tab_opens_by_its_key(running: Running) -> None:
    running.keyboard.press("Ctrl+5")
    page = running.page(TabbedPage)
    for number, tab in enumerate(work_tabs(running.context), 1):
        running.keyboard.press(f"Alt+{number}")
        assert page.page.title and page.bar.tabText(page.bar.currentIndex()) == tab.name


def test_it_is_built_before_anybody_opens_it(running: Running) -> None:
    running.until(lambda: running.program.window.has_page("work"))
