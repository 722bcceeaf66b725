"""`civic-counter training`: the window on the training workstation of this data folder, made at its first start."""

from pathlib import Path

from app.demo import demo_session
from app.errors import Refused, Unavailable
from app.identity.permissions import Session
from app.training.make_training import ACCOUNTS, open_training, start_over, training_folder
from app.workplace import Services
from resources.texts import use_language
from ui.run_window import make_application, run_program


def run_training(folder: Path, language: str, accounts: int = ACCOUNTS, *, anew: bool = False) -> int:
    """Runs the window until it is closed; 1 when training cannot be opened, and why. `anew`: on a new city."""
    application = make_application()
    use_language(language)
    try:
        if anew:
            start_over(training_folder(folder))
        services = _open(training_folder(folder), language, accounts)
    except (Refused, Unavailable) as failure:
        from ui.cannot_open import say_cannot_open

        say_cannot_open(application, failure)
        return 1
    return run_program(application, services, _session(services))


def _open(folder: Path, language: str, accounts: int) -> Services:
    from ui.training.preparing import Preparing

    preparing = Preparing()
    try:
        return open_training(folder, language, preparing.tell, accounts=accounts)
    finally:
        preparing.close()
        preparing.deleteLater()


def _session(services: Services) -> Session | None:
    """M. Reyes at work; nobody where that PIN was changed: then the window asks."""
    try:
        return demo_session(services)
    except Refused:
        return None
