"""`civic-counter training`: the window on the training workstation of this data folder, made at its first start."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.demo import demo_session
from app.errors import Refused, Unavailable
from app.identity.permissions import Session
from app.training.make_training import ACCOUNTS, open_training, start_over, training_folder
from app.workplace import Services
from resources.texts import current_language, use_language
from ui.run_window import START_OVER, make_application, run_program


def run_training(folder: Path, language: str, accounts: int = ACCOUNTS, *, anew: bool = False) -> int:
    """Runs the window until it is closed; 1 when training cannot be opened, and why. `anew`: on a new city.

    Whoever starts over in the window gets a new city and a new window, in the language that they had.
    """
    application = make_application()
    use_language(language)
    code = _run(application, training_folder(folder), accounts, anew=anew)
    while code == START_OVER:
        code = _run(application, training_folder(folder), accounts, anew=True)
    return code


def _run(application: QApplication, folder: Path, accounts: int, *, anew: bool) -> int:
    try:
        if anew:
            start_over(folder)
        services = _open(folder, accounts)
    except (Refused, Unavailable) as failure:
        from ui.cannot_open import say_cannot_open

        say_cannot_open(application, failure)
        return 1
    return run_program(application, services, _session(services))


def _open(folder: Path, accounts: int) -> Services:
    from ui.training.preparing import Preparing

    preparing = Preparing()
    try:
        return open_training(folder, current_language(), preparing.tell, accounts=accounts)
    finally:
        preparing.close()
        preparing.deleteLater()


def _session(services: Services) -> Session | None:
    """M. Reyes at work; nobody where that PIN was changed: then the window asks."""
    try:
        return demo_session(services)
    except Refused:
        return None
