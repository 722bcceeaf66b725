"""A bug is shown once, logged whole, and the work goes on."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.shell.crash_dialog import CrashHandler


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window to stand before."""
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def log() -> list[str]:
    """What was logged."""
    return []


@pytest.fixture
def handler(window: QWidget, log: list[str]) -> Iterator[CrashHandler]:
    """The handler in place of Python's, put back afterwards."""
    installed = CrashHandler(window, log.append)
    yield installed
    installed.uninstall()


def bug(name: str) -> None:
    """Something that raises where nobody catches it."""
    try:
        raise KeyError(name)
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)


def test_a_bug_is_logged_and_shown_and_the_window_stays(handler: CrashHandler, window: QWidget, log: list[str]) -> None:
    bug("drawer")
    dialog = handler.dialog
    assert dialog is not None
    assert "KeyError" in log[0] and "test_crash_dialog.py" in log[0]
    assert "'drawer'" not in log[0]
    assert dialog.details.isHidden()
    dialog.show_report.click()
    assert "KeyError" in dialog.details.toPlainText()
    dialog.copy.click()
    assert "KeyError" in QGuiApplication.clipboard().text()
    dialog.go_on.click()
    assert handler.dialog is None
    assert window.isVisible()


def test_further_bugs_are_counted_in_the_same_dialog(handler: CrashHandler, log: list[str]) -> None:
    bug("first")
    dialog = handler.dialog
    bug("second")
    assert handler.dialog is dialog
    assert dialog is not None
    assert dialog.details.toPlainText().count("KeyError\n") == 2
    assert len(log) == 2
    dialog.accept()
    bug("third")
    assert handler.dialog is not dialog
    if handler.dialog is not None:
        handler.dialog.accept()


def test_the_hook_is_given_back(window: QWidget, log: list[str]) -> None:
    before = sys.excepthook
    installed = CrashHandler(window, log.append)
    assert sys.excepthook != before
    installed.uninstall()
    assert sys.excepthook == before


def test_another_window_takes_the_place_of_the_first(log: list[str], qtbot: QtBot) -> None:
    first, other = QWidget(), QWidget()
    qtbot.addWidget(other)
    first.show()
    handler = CrashHandler(first, log.append)
    try:
        bug("before")
        other.show()
        handler.stand_before(other)
        first.deleteLater()
        qtbot.waitUntil(lambda: not isValid(first))
        assert handler.dialog is None
        bug("after")
        assert handler.dialog is not None and handler.dialog.parentWidget() is other
        handler.dialog.accept()
    finally:
        handler.uninstall()
