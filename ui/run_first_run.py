"""Runs the first-run wizard in a window of its own, and hands the finished workstation on to the program."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.workplace import Services
from ui.identity.first_run_page import FirstRunPage
from ui.identity.first_run_work import FirstRun, find_administrators
from ui.shell.main_window import MainWindow
from ui.shell.scanner import Scanner
from ui.theme import theme


def run_first_run(application: QApplication, folder: Path, services: Services | None = None) -> FirstRun | None:
    """Asks the wizard's questions; None when the window was closed before the end.

    `services`: a workstation whose wizard was interrupted before anybody could sign in; it goes on there.
    """
    theme()
    window = MainWindow([], Scanner(application))
    administrators = find_administrators(services) if services is not None else ()
    page = FirstRunPage(folder, services=services, administrators=administrators)
    finished: list[FirstRun] = []
    page.finished.connect(finished.append)
    page.finished.connect(window.close)
    window.show_alone(page)
    window.resize(1366, 768)
    window.show()
    application.exec()
    if not finished:
        page.let_go()
    window.deleteLater()
    return finished[0] if finished else None
