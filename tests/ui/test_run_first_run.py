"""The wizard in a window of its own: what it hands on, what it leaves when it is closed before the end."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import is_set_up, open_services
from tests.factories.program import copy_workstation, edges_of, open_copy, session_of
from tests.fakes.driver import closes, drive, shows
from ui.identity.first_run_page import FirstRunPage
from ui.identity.first_run_work import FirstRun
from ui.identity.sign_in_page import SignInPage
from ui.payments.take_payment_page import TakePaymentPage
from ui.run_first_run import run_first_run
from ui.run_window import make_application, run_window
from ui.shell.main_window import MainWindow
from ui.shell.scanner import Scanner


def test_closed_before_the_end_it_hands_nothing_on(qtbot: QtBot, tmp_path: Path) -> None:
    given: list[object] = []

    def run() -> int:
        given.append(run_first_run(make_application(), tmp_path))
        return 0

    assert drive(run, shows(FirstRunPage), closes) == 0
    assert given == [None] and not is_set_up(tmp_path)


def test_closed_before_the_end_it_lets_go_of_a_workstation(qtbot: QtBot, tmp_path: Path) -> None:
    services = open_copy(tmp_path)

    def run() -> int:
        run_first_run(make_application(), tmp_path, services)
        return 0

    assert drive(run, shows(FirstRunPage), closes) == 0
    open_services(tmp_path, edges_of(tmp_path, 2)).close()


def test_its_end_is_the_counter_with_its_administrator_and_one_scanner(qtbot: QtBot, tmp_path: Path) -> None:
    scanners: list[int] = []
    folder = tmp_path / "new"

    def finishes(window: MainWindow) -> bool:
        services = open_copy(folder)
        window.current_page.finished.emit(FirstRun(services, session_of(services)))  # type: ignore[union-attr] # the page is there
        return True

    def counts(window: MainWindow) -> bool:
        application = QApplication.instance()
        scanners.append(len(application.findChildren(Scanner)) if application is not None else -1)
        return True

    steps = (shows(FirstRunPage), finishes, shows(TakePaymentPage), counts, closes)
    assert drive(lambda: run_window(folder), *steps) == 0
    assert scanners == [1]


def test_afterwards_the_window_asks_who_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    assert drive(lambda: run_window(copy_workstation(tmp_path)), shows(SignInPage), closes) == 0
