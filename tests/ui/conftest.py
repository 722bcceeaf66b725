"""What holds for tests of the window: one harmless message of the screenless platform is not a failure.

Widgets are collected on the Qt thread alone, as in the program (ui/garbage.py). What is waited for may take as long as
several test runs on one machine make it take (tests/fakes/patience.py).
"""

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from tests.fakes.patience import PatientBot
from ui.shell.scanner import Scanner

HERE = Path(__file__).parent
OF_GARBAGE = "test_garbage.py"
SCREENLESS = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Qt says so for every window that has a least size; any other Qt warning still fails the test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore(SCREENLESS, extend=True))


def _no_scanner_stays() -> None:
    """A scanner belongs to the application: one that a test left would take the next test's keys for a scan."""
    application = QCoreApplication.instance()
    for scanner in application.findChildren(Scanner) if application is not None else ():
        delete(scanner)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """In place of pytest-qt's."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def collected_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """No lane's thread destroys a widget; what a test leaves goes between two tests.

    What stays is frozen: looking through a whole test run's objects again after each test would take longer than the
    tests. So a program that starts and ends in a test, and freezes and thaws for itself, must not thaw all of that.
    """
    _no_scanner_stays()
    gc.disable()
    with pytest.MonkeyPatch.context() as patch:
        if request.path.name != OF_GARBAGE:
            patch.setattr(gc, "freeze", lambda: None)
            patch.setattr(gc, "unfreeze", lambda: None)
        yield
    _no_scanner_stays()
    gc.collect()
    gc.freeze()
    gc.enable()
