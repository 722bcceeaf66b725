"""Starting and ending the window as the command does: the wizard where it belongs, why data cannot be opened, bugs."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.bootstrap import JOURNAL, is_set_up, open_services, set_up
from app.demo import COUNTER_A2
from app.identity.workstation import load_device
from app.journal.head_mark import HeadMark, mark_path
from app.store.keys import FILE_NAME
from tests.factories.program import copy_workstation, edges_of, open_copy, session_of
from tests.fakes.driver import closes, drive, presses, shows
from ui.cannot_open import CannotOpenPage
from ui.identity.first_run_page import FirstRunPage
from ui.identity.sign_in_page import SignInPage
from ui.payments.take_payment_page import TakePaymentPage
from ui.run_window import run_program, run_window
from ui.shell.crash_dialog import CrashDialog
from ui.shell.main_window import MainWindow

CANARY = "Alvarez, Maria"


# -- the window


def test_a_workstation_asks_who_is_there_and_lets_go_of_its_data(qtbot: QtBot, tmp_path: Path) -> None:
    copy_workstation(tmp_path)
    assert drive(lambda: run_window(tmp_path), shows(SignInPage), closes) == 0
    open_services(tmp_path, edges_of(tmp_path)).close()


def test_the_demo_begins_with_somebody_at_work(qtbot: QtBot, tmp_path: Path) -> None:
    services = open_copy(tmp_path)
    session = session_of(services)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert drive(lambda: run_program(application, services, session), shows(TakePaymentPage), closes) == 0


def test_a_bug_is_shown_in_front_of_whichever_window_works_and_logged_without_values(
    qtbot: QtBot, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("background work failed")
    before, handlers, dialogs = sys.excepthook, list(logging.getLogger().handlers), list[bool]()
    application, services = QApplication.instance(), open_copy(tmp_path)
    assert isinstance(application, QApplication)
    session = session_of(services)

    def raise_one(window: MainWindow) -> bool:
        QTimer.singleShot(0, _raise)
        return True

    def go_on(window: MainWindow) -> bool:
        dialog = next(iter(window.findChildren(CrashDialog)), None)
        if dialog is None or not dialog.isVisible():
            return False
        dialogs.append(isinstance(dialog, QDialog) and dialog.parentWidget() is window)
        dialog.go_on.click()
        return True

    def log_one(window: MainWindow) -> bool:
        services.lanes.repeat("broken", lambda _stopping: _raise(), 60)
        return True

    def logged(window: MainWindow) -> bool:
        return written.exists() and "background work failed" in written.read_text("utf-8")

    written = tmp_path / "bugs.log"
    steps = (shows(TakePaymentPage), raise_one, go_on, log_one, logged, closes)
    assert drive(lambda: run_program(application, services, session), *steps) == 0
    assert dialogs == [True]
    report = written.read_text("utf-8")
    assert "builtins.LookupError" in report and "in _raise" in report and CANARY not in report
    assert sys.excepthook is before and logging.getLogger().handlers == handlers


def _raise() -> None:
    raise LookupError(CANARY)


# -- the first run


def test_where_there_is_nothing_the_wizard_comes_and_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert drive(lambda: run_window(folder), shows(FirstRunPage), closes) == 0
    assert not is_set_up(folder)


def test_a_wizard_that_was_interrupted_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    set_up(tmp_path, COUNTER_A2, edges_of(tmp_path, 0)).close()
    for _ in range(2):  # closed again, it goes on once more
        assert drive(lambda: run_window(tmp_path), shows(FirstRunPage), closes) == 0
    open_services(tmp_path, edges_of(tmp_path)).close()


# -- what cannot be opened


def _key_missing(folder: Path) -> None:
    (folder / FILE_NAME).unlink()


def _damaged(folder: Path) -> None:
    content = bytearray((folder / JOURNAL).read_bytes())
    content[100:200] = bytes(100)
    (folder / JOURNAL).write_bytes(content)


def _newer(folder: Path) -> None:
    services = open_services(folder, edges_of(folder))
    with services.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 7")
        connection.commit()
    services.close()


def _read_only(folder: Path) -> None:
    (folder / "journal.lock").unlink()
    (folder / "journal.lock").mkdir()  # root may write anywhere: a lock that cannot be made says the same


def _journal_gone(folder: Path) -> None:
    (folder / JOURNAL).unlink()


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "key missing": (_key_missing, "key"),
    "damaged": (_damaged, "cannot be read"),
    "newer": (_newer, "newer"),
    "read-only": (_read_only, "written"),
    "journal gone": (_journal_gone, "is gone"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_why_the_data_cannot_be_opened_is_said_in_a_window_and_on_stderr(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    copy_workstation(tmp_path)
    spoil, word = FAULTS[fault]
    spoil(tmp_path)
    files = sorted(path.name for path in tmp_path.iterdir())
    said: list[str] = []

    def reads(window: MainWindow) -> bool:
        page = window.current_page
        if isinstance(page, CannotOpenPage):
            said.append(page.words)
        return bool(said)

    assert drive(lambda: run_window(tmp_path), reads, presses("Enter")) == 1
    stderr = capsys.readouterr().err
    assert stderr == said[0] + "\n" and word in stderr and "Traceback" not in stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == files  # never a fresh empty database


def test_a_second_program_on_the_same_data_says_so(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services = open_copy(tmp_path)
    assert drive(lambda: run_window(tmp_path), shows(CannotOpenPage), presses("Enter")) == 1
    assert "already open" in capsys.readouterr().err
    services.close()
    assert drive(lambda: run_window(tmp_path), shows(SignInPage), closes) == 0


def test_a_program_without_a_terminal_says_it_in_the_window_alone(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = open_copy(tmp_path)
    monkeypatch.setattr(sys, "stderr", None)
    assert drive(lambda: run_window(tmp_path), shows(CannotOpenPage), closes) == 1
    services.close()


def test_going_on_without_missing_facts_begins_a_new_generation(qtbot: QtBot, tmp_path: Path) -> None:
    journal = copy_workstation(tmp_path) / JOURNAL
    mark_path(journal).write_bytes(msgspec.json.encode(HeadMark(1000, "00")))
    steps = (shows(CannotOpenPage), presses("Ctrl+G", "Ctrl+G"), shows(SignInPage), closes)
    assert drive(lambda: run_window(tmp_path), *steps) == 0
    services = open_services(tmp_path, edges_of(tmp_path))
    with services.read_journal() as connection:
        assert load_device(connection).generation == 2
    services.close()


def test_going_on_that_fails_says_why_and_stays(qtbot: QtBot, tmp_path: Path) -> None:
    journal = copy_workstation(tmp_path) / JOURNAL
    mark_path(journal).write_bytes(msgspec.json.encode(HeadMark(1000, "00")))
    said: list[str] = []

    def key_goes(window: MainWindow) -> bool:
        _key_missing(tmp_path)
        return True

    def reads(window: MainWindow) -> bool:
        page = window.current_page
        if isinstance(page, CannotOpenPage):
            said.append(page.warning)
        return "key" in said[-1]

    steps = (shows(CannotOpenPage), key_goes, presses("Ctrl+G", "Ctrl+G"), reads, presses("Enter"))
    assert drive(lambda: run_window(tmp_path), *steps) == 1


def test_ctrl_c_in_the_terminal_closes_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    copy_workstation(tmp_path)

    def interrupt(window: MainWindow) -> bool:
        QTimer.singleShot(0, _interrupt)
        return True

    assert drive(lambda: run_window(tmp_path), shows(SignInPage), interrupt) == 0


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_the_cursor_stands_in_the_pin_from_the_beginning(qtbot: QtBot, tmp_path: Path) -> None:
    copy_workstation(tmp_path)
    found: list[bool] = []

    def looks(window: MainWindow) -> bool:
        page = window.current_page
        if not isinstance(page, SignInPage) or not page.pin.person_key:
            return False
        found.append(window.focusWidget() is page.pin.field)
        return True

    assert drive(lambda: run_window(tmp_path), looks, closes) == 0
    assert found == [True]
