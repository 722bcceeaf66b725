"""Runs the first-run wizard in a window of its own, and hands the finished workstation on to the program."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.workplace import Services
from ui.bug_report import BugLog
from ui.garbage import GarbageCollector
from ui.identity.first_run_page import FirstRunPage
from ui.identity.first_run_work import FirstRun, find
from ui.screen import settle
from ui.shell.crash_dialog import CrashHandler
from ui.shell.main_window import MainWindow
from ui.shell.scanner import Scanner
from ui.theme import theme


def run_first_run(application: QApplication, folder: Path, services: Services | None = None) -> FirstRun | None:
    """Asks the wizard's questions; None when the window was closed before the end.

    `services`: a workstation whose wizard was interrupted before anybody could sign in; it goes on there.
    """
    theme()
    scanner = Scanner(application)
    window = MainWindow([], scanner)
    garbage = GarbageCollector(window)
    page = FirstRunPage(folder, services=services, found=find(services) if services is not None else None)
    finished: list[FirstRun] = []
    page.finished.connect(finished.append)
    page.finished.connect(window.close)
    window.show_alone(page)
    settle(window)
    window.show()
    crashes = CrashHandler(window, BugLog(folder, SystemClock().now_us).write)
    application.exec()
    crashes.uninstall()
    garbage.stop()
    if not finished:
        page.let_go()
    scanner.deleteLater()  # the program has its own, which knows the prefix
    window.deleteLater()
    return finished[0] if finished else None
