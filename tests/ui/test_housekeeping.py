"""Behind what people see: pages are built that nobody opened yet, not behind a lock; replaced windows go."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.identity.demo_people import OKAFOR
from tests.factories.program import Running, open_copy
from ui.housekeeping import BUILD_AFTER_MS
from ui.pages import page_entries


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program, not yet shown; closed afterwards."""
    running = Running(qtbot, open_copy(tmp_path))
    yield running
    running.close()


def test_every_page_stands_before_anybody_opens_it(running: Running) -> None:
    running.start_as()
    window = running.program.window
    running.until(lambda: all(window.has_page(entry.key) for entry in page_entries(running.context)))


def test_behind_a_lock_nothing_is_built(running: Running) -> None:
    running.program.enter(running.session())
    running.program.window.show()
    running.program.lock()  # before any turn of the event loop
    window = running.program.window
    running.until_asked()
    running.qtbot.wait(BUILD_AFTER_MS + 200)
    assert not window.has_page("work")


def test_a_window_that_was_replaced_goes_and_the_next_one_works_on(running: Running) -> None:
    running.start_as()
    old = running.program.window
    running.program.lock()
    running.until_asked()
    running.sign_in(OKAFOR)
    running.until(lambda: not isValid(old))
    assert running.counter.isVisible()
