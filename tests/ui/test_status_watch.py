"""The strip and the rail say what the rows say: asked once at a time, again when something has changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Unavailable
from app.store.database import StoreFailure
from tests.factories.program import Running, held_lanes, open_copy


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    running = Running(qtbot, open_copy(tmp_path))
    yield running
    running.close()


def test_it_asks_from_the_beginning_to_the_end(running: Running) -> None:
    status = running.program.status
    assert not status.running
    running.start_as()
    running.until(lambda: "drawer" in running.program.window.strip._buttons)
    assert status.running
    status.stop()
    assert not status.running


def test_what_is_asked_already_is_not_asked_twice(running: Running) -> None:
    running.start_as()
    status = running.program.status
    running.until(lambda: status._asked is not None and status._asked.future.done())
    with held_lanes(running.services):
        status.refresh()
        asked = status._asked
        status.refresh()
        assert asked is not None and not asked.future.done() and status._asked is asked


def test_a_failure_is_told_in_the_strip(running: Running) -> None:
    running.start_as()
    running.program.status.stop()
    running.program.status.show_failure(Unavailable(StoreFailure.LIBRARY_UNSAFE))
    assert "failed" in running.program.window.strip._buttons
