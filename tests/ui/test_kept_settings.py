"""Zoom by keys and the language chosen before signing in are there tomorrow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.device_settings import device_settings
from tests.factories.program import Running, open_copy


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    running = Running(qtbot, open_copy(tmp_path))
    yield running
    running.close()


def test_zoom_by_keys_is_there_tomorrow(running: Running) -> None:
    running.start_as()
    running.program.kept.zoom_soon.setInterval(10)
    running.keyboard.press("Ctrl++")
    running.until(lambda: device_settings(running.services).zoom_percent == 110)


def test_a_language_is_kept_once_and_only_when_somebody_chose_it(running: Running) -> None:
    kept, session = running.program.kept, running.session()
    kept.keep_language(session)
    kept.remember_language("es")
    kept.keep_language(session)
    running.until(lambda: device_settings(running.services).language == "es")
    assert not kept._language


def test_without_anybody_at_work_nothing_is_kept(running: Running) -> None:
    running.start()
    running.program.window.general_commands()[0].run_if_possible()
    running.program.kept._keep_zoom()
    running.rest()
    assert device_settings(running.services).zoom_percent == 100
