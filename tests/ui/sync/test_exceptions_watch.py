"""What waits to be settled is counted in the strip, in the rail and in Sync, and leads to its list."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.changed import Changed
from tests.factories.program import Running, open_copy
from ui.pages import WORK
from ui.settings.settings_page import SettingsPage
from ui.sync.exceptions_watch import exceptions_parts
from ui.sync.sync_section import SyncSection


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    running, counted = Running(qtbot, open_copy(tmp_path)), list[int]()
    running.program.status.exceptions.counted.connect(counted.append)
    running.start_as()
    running.until(lambda: "drawer" in running.program.window.strip._buttons and counted == [0])
    yield running
    running.close()


def test_the_count_is_in_the_strip_in_the_rail_and_in_sync(running: Running) -> None:
    program = running.program
    assert "exceptions" not in program.window.strip._buttons
    program.status.exceptions._counted(2)
    running.until(lambda: "exceptions" in program.window.strip._buttons)
    assert program.window.strip._buttons["exceptions"].text() == "2 exceptions"
    page = program.window.open("settings")
    assert isinstance(page, SettingsPage)
    section = next(each for each in page.sections if isinstance(each, SyncSection))
    assert section.exceptions_button.text() == "Exceptions: 2"
    program.status.exceptions._counted(0)
    assert section.exceptions_button.text() == "Exceptions"
    running.until(lambda: "exceptions" not in program.window.strip._buttons)


def test_the_strip_leads_to_the_list(running: Running) -> None:
    window = running.program.window
    window.strip.opened.emit("exceptions")
    running.until(lambda: running.program.ways is not None and running.program.ways.page_key == WORK)


def test_it_is_not_counted_again_at_once_but_a_settled_one_is(running: Running) -> None:
    watch, counted = running.program.status.exceptions, list[int]()
    watch.counted.connect(counted.append)
    watch._rest.start()
    watch.take_change(Changed(frozenset({"PaymentTaken"})))
    assert not watch._again
    watch.take_change(Changed(frozenset({"PaymentTaken"}), elsewhere=True))
    assert watch._again and counted == []
    watch.take_change(Changed(frozenset({"ConflictSettled"})))
    running.until(lambda: counted == [0])
    watch._rested()


def test_words() -> None:
    assert exceptions_parts(0) == []
    assert [part.words for part in (*exceptions_parts(1), *exceptions_parts(3))] == ["1 exception", "3 exceptions"]
