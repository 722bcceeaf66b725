"""What is to be done after a write is done on its lane, before the window hears of it; other lanes do without."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.lanes import Priority
from app.workplace import Services
from tests.factories.workstation import open_workstation
from ui.operations import Failure, Operations


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = open_workstation(tmp_path)
    yield services
    services.close()


def test_a_write_wakes_on_its_lane_before_the_window_knows(services: Services, qtbot: QtBot) -> None:
    woken: list[threading.Thread] = []
    seen: list[int] = []
    operations, page = Operations(services, lambda: woken.append(threading.current_thread())), QObject()
    operations.write(page, lambda _services: 1, lambda _one: seen.append(len(woken)), _no_failure)
    qtbot.waitUntil(lambda: seen == [1])
    assert woken[0] is not threading.current_thread()


def test_reading_and_what_has_time_wake_nobody(services: Services, qtbot: QtBot) -> None:
    woken: list[int] = []
    seen: list[int] = []
    operations, page = Operations(services, lambda: woken.append(1)), QObject()
    operations.read(page, lambda _services: 1, seen.append, _no_failure)
    operations.write(page, lambda _services: 2, seen.append, _no_failure, Priority.BACKGROUND)
    qtbot.waitUntil(lambda: sorted(seen) == [1, 2])
    assert woken == []


def _no_failure(failure: Failure) -> None:
    raise AssertionError(failure if isinstance(failure, Refused) else str(failure))
