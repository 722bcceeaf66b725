"""Starts Qt and runs the window of one workstation; the wizard comes first where there is no workstation yet."""

import logging
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap import facts_are_missing, go_on_without_missing_facts, is_set_up, open_services
from app.errors import Refused, Unavailable
from app.identity.permissions import Session
from app.identity.take_charge import nobody_signs_in_yet
from app.reports.device_state import device_state
from app.workplace import Services
from ui.bug_report import BugLog
from ui.program import Program
from ui.screen import settle
from ui.shell.crash_dialog import CrashHandler

SWITCH_SECONDS = 0.0001
"""How long a lane waits for Python while the Qt thread is busy. A commit asks for Python some dozen times, so the usual
five milliseconds would let a receipt wait for a page that is being painted."""


START_OVER = 64
"""What the event loop ends with where somebody in training wants another practice city (`ui.run_training`)."""


def make_application() -> QApplication:
    """The one QApplication."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("Civic Counter")
    return application


def run_window(folder: Path) -> int:
    """The window of the workstation in `folder`, until it is closed; 1 when its data cannot be opened, and why."""
    application = make_application()
    if not is_set_up(folder):
        return _first_run(application, folder, None)
    try:
        services, unfinished = _open(folder)
    except (Refused, Unavailable) as failure:
        from ui.cannot_open import say_cannot_open

        go_on = partial(go_on_without_missing_facts, folder) if facts_are_missing(failure) else None
        return run_window(folder) if say_cannot_open(application, failure, go_on) else 1
    if unfinished:
        return _first_run(application, folder, services)
    return run_program(application, services)


def _open(folder: Path) -> tuple[Services, bool]:
    """The open workstation, and whether its wizard was interrupted. Data that cannot be read lets go of the folder."""
    services = open_services(folder)
    with ExitStack() as undo:
        undo.callback(services.close)
        device_state(services)  # the window reads it first
        unfinished = nobody_signs_in_yet(services)
        undo.pop_all()
    return services, unfinished


def _first_run(application: QApplication, folder: Path, services: Services | None) -> int:
    from ui.run_first_run import run_first_run

    done = run_first_run(application, folder, services)
    return 0 if done is None else run_program(application, done.services, done.session)


def run_program(application: QApplication, services: Services, session: Session | None = None) -> int:
    """Runs the window on open services until it is closed, then lets go of them; START_OVER in training, see there."""
    program = Program(application, services, device_state(services))
    settle(program.window)
    bugs = BugLog(services.folder, services.clock.now_us)
    logging.getLogger().addHandler(bugs)
    crashes = CrashHandler(program.window, bugs.write)
    program.window_changed.connect(crashes.stand_before)
    program.start_over_wanted.connect(partial(application.exit, START_OVER))
    if session is None:
        program.start()
    else:
        program.start_as(session)
    try:
        return application.exec()
    finally:
        program.window.hide()
        program.close()
        crashes.uninstall()
        logging.getLogger().removeHandler(bugs)
